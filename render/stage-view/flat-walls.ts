import { Color, Mesh, OrthographicCamera, PlaneGeometry, Scene } from 'three';
import type { Stage } from '../../core/show/stage-schema.ts';
import { rowView, type WallRow, wallRow } from '../../core/stage/wall-row.ts';
import type { WallFace } from './wall-face.ts';

/** The picture walls of a stage flat and beside each other, showing what their faces show. */
export class FlatWalls {
  readonly scene = new Scene();
  readonly #camera = new OrthographicCamera(0, 1, 1, 0, -1, 1);
  readonly #row: WallRow;
  readonly #planes: PlaneGeometry[] = [];

  constructor(stage: Stage, faces: ReadonlyMap<string, WallFace>) {
    this.scene.background = new Color(0x05070a);
    this.#row = wallRow(stage);
    for (const { id, left, width, height } of this.#row.walls) {
      const face = faces.get(id);
      if (!face) continue;
      const plane = new PlaneGeometry(width, height).translate(left + width / 2, height / 2, 0);
      this.#planes.push(plane);
      // The face's own material: picture and inhibits are set there.
      this.scene.add(new Mesh(plane, face.mesh.material));
    }
  }

  /** Looks at the whole row in a pane of this aspect, width over height. */
  eye(aspect: number): OrthographicCamera {
    Object.assign(this.#camera, rowView(this.#row, aspect));
    this.#camera.updateProjectionMatrix();
    return this.#camera;
  }

  dispose(): void {
    for (const plane of this.#planes) plane.dispose();
  }
}
