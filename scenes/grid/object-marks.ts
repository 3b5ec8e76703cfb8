import {
  InstancedMesh,
  Matrix4,
  MeshBasicMaterial,
  OctahedronGeometry,
  Quaternion,
  Vector3,
} from 'three';
import { maxObjects } from '../../core/wire/frame-object.ts';
import type { SceneObjects } from '../scene.ts';

const radiusM = 0.12;
const one = new Vector3(1, 1, 1);

/** A violet mark at every tracked object: virtual and real must coincide where one stands at the wall. */
export class ObjectMarks {
  readonly mesh = new InstancedMesh(
    new OctahedronGeometry(radiusM),
    new MeshBasicMaterial({ color: 0xb58cff }),
    maxObjects,
  );
  readonly #matrix = new Matrix4();
  readonly #position = new Vector3();
  readonly #turn = new Quaternion();

  constructor() {
    this.mesh.frustumCulled = false;
    this.mesh.matrixAutoUpdate = false;
    this.mesh.count = 0;
  }

  set({ list, count }: SceneObjects, isShown: boolean): void {
    this.mesh.count = isShown ? count : 0;
    for (let i = 0; i < this.mesh.count; i++) {
      const pose = list[i]?.inEnvironment;
      if (!pose) continue;
      const { position: p, orientation: q } = pose;
      this.#position.set(p[0], p[1], p[2]);
      this.#turn.set(q[0], q[1], q[2], q[3]);
      this.mesh.setMatrixAt(i, this.#matrix.compose(this.#position, this.#turn, one));
    }
    if (this.mesh.count > 0) this.mesh.instanceMatrix.needsUpdate = true;
  }
}
