import {
  BufferAttribute,
  BufferGeometry,
  DoubleSide,
  Group,
  LineBasicMaterial,
  LineSegments,
  Mesh,
  MeshBasicMaterial,
} from 'three';
import { travelPoints, travelTriangles } from '../../core/layers/placed-travel.ts';
import { radFromDeg } from '../../core/math.ts';
import type { Placement } from '../../core/show/scalars.ts';

const inside = 0x4cb782;
const outside = 0xf2a93b;

/** Both ends of each side of triangles, one triangle after the other. */
const edgesOf = (triangles: readonly number[]): number[] =>
  triangles.flatMap((from, i) => {
    const next = i % 3 === 2 ? i - 2 : i + 1;
    return [from, triangles[next] ?? from];
  });

/** The space in which a camera may move before a picture with depth tears, as a translucent skin. */
export class TravelModel {
  readonly group = new Group();
  readonly #skin = new BufferGeometry();
  readonly #edges = new BufferGeometry();
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
    this.#edges.setAttribute('position', points);
    this.#edges.setIndex(edgesOf(travelTriangles()));
    const lines = new LineSegments(this.#edges, this.#lineMaterial);
    const skin = new Mesh(this.#skin, this.#material);
    skin.frustumCulled = false;
    lines.frustumCulled = false;
    this.group.add(skin, lines);
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
