import {
  BufferAttribute,
  BufferGeometry,
  DoubleSide,
  Group,
  LineBasicMaterial,
  LineSegments,
  Mesh,
  MeshBasicMaterial,
  WireframeGeometry,
} from 'three';
import { travelPoints, travelTriangles } from '../../core/layers/placed-travel.ts';
import { radFromDeg } from '../../core/math.ts';
import type { Placement } from '../../core/show/scalars.ts';

const inside = 0x4cb782;
const outside = 0xf2a93b;

/** The space in which a camera may move before a picture with depth tears, as a translucent skin. */
export class TravelModel {
  readonly group = new Group();
  readonly #skin = new BufferGeometry();
  #edges = new WireframeGeometry(this.#skin);
  readonly #lines: LineSegments;
  readonly #material = new MeshBasicMaterial({
    color: inside,
    transparent: true,
    opacity: 0.16,
    side: DoubleSide,
    depthWrite: false,
  });
  readonly #lineMaterial = new LineBasicMaterial({
    color: inside,
    transparent: true,
    opacity: 0.5,
  });

  constructor() {
    const points = new BufferAttribute(new Float32Array(26 * 3), 3);
    this.#skin.setAttribute('position', points);
    this.#skin.setIndex(travelTriangles());
    this.#lines = new LineSegments(this.#edges, this.#lineMaterial);
    const skin = new Mesh(this.#skin, this.#material);
    skin.frustumCulled = false;
    this.#lines.frustumCulled = false;
    this.group.add(skin, this.#lines);
    this.group.visible = false;
  }

  hide(): void {
    this.group.visible = false;
  }

  /** `eye` and reaches in the environment's own metres. */
  set(
    eye: readonly [number, number, number],
    reachesM: readonly number[],
    placement: Placement,
    isCameraOutside: boolean,
  ): void {
    const points = this.#skin.getAttribute('position');
    points.array.set(travelPoints(eye, reachesM));
    points.needsUpdate = true;
    this.#edges.dispose();
    this.#edges = new WireframeGeometry(this.#skin);
    this.#lines.geometry = this.#edges;
    this.group.position.set(...placement.position);
    this.group.rotation.set(0, radFromDeg(placement.yawDeg), 0);
    this.group.scale.setScalar(placement.scale);
    const colour = isCameraOutside ? outside : inside;
    this.#material.color.set(colour);
    this.#lineMaterial.color.set(colour);
    this.group.visible = true;
  }

  dispose(): void {
    this.#skin.dispose();
    this.#edges.dispose();
    this.#material.dispose();
    this.#lineMaterial.dispose();
  }
}
