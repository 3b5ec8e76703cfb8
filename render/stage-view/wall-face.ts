import {
  BufferGeometry,
  DoubleSide,
  Float32BufferAttribute,
  Mesh,
  ShaderMaterial,
  type Texture,
} from 'three';
import { vec3 } from '../../core/math.ts';
import { stagePointAt, type WallGeometry } from '../../core/stage/wall-geometry.ts';
import fragmentShader from '../../shaders/stage-view/wall-face.frag.glsl?raw';
import vertexShader from '../../shaders/stage-view/wall-face.vert.glsl?raw';

/** Columns of the model: the facets, or every 2° of a smooth arc. */
function columnsOf({ surface }: WallGeometry): number {
  if (surface.kind !== 'arc') return 1;
  return surface.facets ?? Math.ceil(surface.sweepDeg / 2);
}

/** A wall as it stands in the stage, uv 0..1 over its picture from the lower left. */
export function wallFaceGeometry(wall: WallGeometry): BufferGeometry {
  const columns = columnsOf(wall);
  const positions: number[] = [];
  const uvs: number[] = [];
  const indices: number[] = [];
  const point = vec3.create();
  for (let i = 0; i <= columns; i++) {
    for (const v of [0, 1]) {
      stagePointAt(point, wall, (i / columns) * wall.width, (1 - v) * wall.height);
      positions.push(point[0], point[1], point[2]);
      uvs.push(i / columns, v);
    }
    if (i < columns) {
      const a = i * 2;
      indices.push(a, a + 2, a + 1, a + 1, a + 2, a + 3);
    }
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new Float32BufferAttribute(positions, 3));
  geometry.setAttribute('uv', new Float32BufferAttribute(uvs, 2));
  geometry.setIndex(indices);
  return geometry;
}

/** A wall in the stage view, showing its linear picture under the inhibits of the frame. */
export class WallFace {
  readonly mesh: Mesh<BufferGeometry, ShaderMaterial>;

  constructor(wall: WallGeometry, picture: Texture) {
    const material = new ShaderMaterial({
      vertexShader,
      fragmentShader,
      uniforms: { picture: { value: picture }, gain: { value: 1 }, neutral: { value: 0 } },
      side: DoubleSide,
    });
    this.mesh = new Mesh(wallFaceGeometry(wall), material);
  }

  setLook(gain: number, neutral: number): void {
    const { uniforms } = this.mesh.material;
    if (uniforms.gain) uniforms.gain.value = gain;
    if (uniforms.neutral) uniforms.neutral.value = neutral;
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
  }
}
