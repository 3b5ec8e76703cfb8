import {
  BufferGeometry,
  Float32BufferAttribute,
  Group,
  LineBasicMaterial,
  LineSegments,
  Mesh,
  MeshBasicMaterial,
  OctahedronGeometry,
} from 'three';
import type { FrameObject } from '../../core/wire/frame-object.ts';

const tracked = 0xd7b8ff;
const missed = 0xffb224;

/** A tracked object in the stage view: where it is, which way it faces, and where it stands on the floor. */
export class ObjectModel {
  readonly group = new Group();
  readonly #body = new OctahedronGeometry(0.09);
  readonly #material = new MeshBasicMaterial({ color: tracked });
  readonly #lines = new BufferGeometry();
  readonly #facing = new BufferGeometry();
  readonly #lineMaterial = new LineBasicMaterial({ color: tracked });
  readonly #drop = new Group();
  readonly #turned = new Group();

  constructor() {
    this.#lines.setAttribute('position', new Float32BufferAttribute([0, 0, 0, 0, -1, 0], 3));
    this.#facing.setAttribute('position', new Float32BufferAttribute([0, 0, 0, 0, 0, -0.35], 3));
    this.#turned.add(
      new Mesh(this.#body, this.#material),
      new LineSegments(this.#facing, this.#lineMaterial),
    );
    this.#drop.add(new LineSegments(this.#lines, this.#lineMaterial));
    this.group.add(this.#turned, this.#drop);
  }

  set({ pose, status }: FrameObject): void {
    const { position: p, orientation: q } = pose;
    this.group.position.set(p[0], p[1], p[2]);
    this.#turned.quaternion.set(q[0], q[1], q[2], q[3]);
    this.#drop.scale.set(1, Math.max(0.001, p[1]), 1);
    const colour = status === 'ok' || status === 'degraded' ? tracked : missed;
    this.#material.color.set(colour);
    this.#lineMaterial.color.set(colour);
  }

  dispose(): void {
    this.#body.dispose();
    this.#lines.dispose();
    this.#facing.dispose();
    this.#material.dispose();
    this.#lineMaterial.dispose();
  }
}
