import {
  BufferAttribute,
  BufferGeometry,
  DoubleSide,
  Matrix3,
  type Mesh,
  type Scene,
  ShaderMaterial,
  type Texture,
  Vector2,
} from 'three';
import type { Layer } from '../../core/layers/layer.ts';
import { placeOfLayer } from '../../core/layers/layer-place.ts';
import type { Relief } from '../../core/layers/relief-mesh.ts';
import type { ReliefMesh } from '../../core/layers/relief-writer.ts';
import { mat3 } from '../../core/math.ts';
import fragmentShader from '../../shaders/scenes/layers/layer.frag.glsl?raw';
import vertexShader from '../../shaders/scenes/layers/layer.vert.glsl?raw';
import { addStatic } from '../environment-scene.ts';

/** Defocus of 1 is so many mip levels, as in the other pictures. */
const mostBlur = 7;

/** What the whole environment adds to its layers. */
export interface SharedLook {
  exposure: number;
  defocus: number;
  eyeHeightM: number;
}

const quad: ReliefMesh = {
  places: Float32Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0),
  colours: Float32Array.of(0, 0, 1, 0, 0, 1, 1, 1),
  triangles: Uint32Array.of(0, 2, 1, 1, 2, 3),
};

/** The mesh of a layer without a depth map: all of it black, which is as far as it is. */
export const withoutDepth: Relief = {
  front: quad,
  skirt: { places: new Float32Array(), colours: new Float32Array(), triangles: new Uint32Array() },
};

function geometryOf({ places, colours, triangles }: ReliefMesh): BufferGeometry {
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(places, 3));
  geometry.setAttribute('colourAt', new BufferAttribute(colours, 2));
  geometry.setIndex(new BufferAttribute(triangles, 1));
  return geometry;
}

/** One layer in the scene: its picture, and behind the edges of what is near in it, the skirt. */
export class LayerMesh {
  readonly #uniforms;
  readonly #meshes: Mesh[];
  readonly #placed = mat3.create();
  readonly #inverse = mat3.create();

  constructor(scene: Scene, texture: Texture, shape: Layer['shape'], relief: Relief) {
    this.#uniforms = {
      picture: { value: texture },
      placed: { value: new Matrix3() },
      pictureFromRay: { value: new Matrix3() },
      size: { value: new Vector2(1, 1) },
      eyeHeight: { value: 0 },
      inverseDepth: { value: new Vector2(1, 0) },
      gain: { value: 1 },
      blur: { value: 0 },
      feather: { value: 0 },
    };
    const { front, skirt } = relief;
    this.#meshes = [skirt, front].flatMap((part) => {
      if (part.triangles.length === 0) return [];
      const material = new ShaderMaterial({
        uniforms: this.#uniforms,
        vertexShader,
        fragmentShader,
        defines: { [shape.toUpperCase()]: '', ...(part === skirt && { SKIRT: '' }) },
        side: DoubleSide,
        transparent: true,
        premultipliedAlpha: true,
        depthWrite: shape !== 'flat',
      });
      const mesh = addStatic(scene, geometryOf(part), material);
      mesh.frustumCulled = false;
      return [mesh];
    });
  }

  /** `order`: how many layers are painted before it. */
  set(layer: Layer, order: number, shared: SharedLook): void {
    const { placed, pictureFromRay, size, inverseDepth, ...rest } = this.#uniforms;
    placeOfLayer(this.#placed, layer);
    placed.value.fromArray(this.#placed);
    pictureFromRay.value.fromArray(mat3.invert(this.#inverse, this.#placed) ?? this.#placed);
    size.value.set(layer.sizeM[0], layer.sizeM[1]);
    const far = layer.depthFile ? 1 / layer.farM : 1 / layer.distanceM;
    inverseDepth.value.set(far, layer.depthFile ? 1 / layer.nearM - far : 0);
    rest.eyeHeight.value = shared.eyeHeightM;
    rest.gain.value = 2 ** (layer.exposure + shared.exposure);
    rest.blur.value = mostBlur * Math.min(1, layer.defocus + shared.defocus);
    rest.feather.value = layer.feather;
    this.#meshes.forEach((mesh, index) => {
      mesh.visible = !layer.hidden;
      mesh.renderOrder = 2 * order + index;
    });
  }
}
