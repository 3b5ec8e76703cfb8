import { PerspectiveCamera } from 'three';
import type { PatchView } from '../core/stage/patch-view.ts';

/** Walls see a prop at arm's length and a mesa at 10 km; reversed float depth holds both. */
const nearMeters = 0.05;
const farMeters = 20_000;

/**
 * A camera with its own tangents. It overrides `updateProjectionMatrix`, which three calls by itself
 * when depth is reversed, so that no frame is ever drawn with another matrix.
 */
export class OffAxisCamera extends PerspectiveCamera {
  #tangents = { left: -1, right: 1, bottom: -1, top: 1 };

  constructor() {
    super();
    this.near = nearMeters;
    this.far = farMeters;
    this.matrixAutoUpdate = false;
    this.matrixWorldAutoUpdate = false;
    this.updateProjectionMatrix();
  }

  /** Looks through a view: `stageFromView` becomes the camera's world matrix. */
  setView(view: PatchView): void {
    this.#tangents.left = view.left;
    this.#tangents.right = view.right;
    this.#tangents.bottom = view.bottom;
    this.#tangents.top = view.top;
    for (let i = 0; i < 16; i++) this.matrixWorld.elements[i] = view.stageFromView[i] ?? 0;
    this.matrix.copy(this.matrixWorld);
    this.matrix.decompose(this.position, this.quaternion, this.scale);
    this.matrixWorldInverse.copy(this.matrixWorld).invert();
    this.updateProjectionMatrix();
  }

  override updateProjectionMatrix(): void {
    // The base constructor calls this before the fields exist.
    if (!(#tangents in this)) return;
    const { left, right, bottom, top } = this.#tangents;
    const n = this.near;
    this.projectionMatrix.makePerspective(
      left * n,
      right * n,
      top * n,
      bottom * n,
      n,
      this.far,
      this.coordinateSystem,
      this.reversedDepth,
    );
    this.projectionMatrixInverse.copy(this.projectionMatrix).invert();
  }
}
