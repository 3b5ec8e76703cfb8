import {
  CapsuleGeometry,
  Color,
  GridHelper,
  Mesh,
  MeshBasicMaterial,
  Scene,
  SphereGeometry,
  type WebGLRenderer,
} from 'three';
import type { Output, Wall } from '../../core/show/stage-schema.ts';
import type { ShowState } from '../../core/show/state.ts';
import { wallGeometry } from '../../core/stage/wall-geometry.ts';
import { type FrameCamera, type FrameSubjects, maxCameras } from '../../core/wire/frame-packet.ts';
import type { FrameInput } from '../frame-input.ts';
import { OutputPicture } from '../output-picture.ts';
import { CameraModel } from './camera-model.ts';
import { MarkModel } from './mark-model.ts';
import { ObjectModel } from './object-model.ts';
import type { StageMark } from './stage-mark.ts';
import { TravelModel } from './travel-model.ts';
import { WallFace } from './wall-face.ts';

interface StageWall {
  id: string;
  picture: OutputPicture;
  face: WallFace;
}

/** A wall drawn at a fraction of its pixels, as an output of its own. */
function reducedWall(
  wall: Wall,
  scale: number,
): { wall: Wall; output: Pick<Output, 'size' | 'slices'> } {
  const [w, h] = wall.pixels.map((n) => Math.max(8, Math.round(n * scale)));
  const pixels: [number, number] = [w ?? 8, h ?? 8];
  const slices: Output['slices'] = [
    { wall: wall.id, from: [0, 0, ...pixels], at: [0, 0], turn: 0 },
  ];
  return { wall: { ...wall, pixels }, output: { size: pixels, slices } };
}

/** The stage as a small world: walls with their pictures, cameras, floor, and a person for scale. */
export class StageModel {
  readonly scene = new Scene();
  readonly #walls: StageWall[];
  /** Every wall's face by the wall's id. */
  readonly faces: ReadonlyMap<string, WallFace>;
  readonly #cameras: CameraModel[] = [];
  readonly #objects: ObjectModel[] = [];
  readonly #marks = new MarkModel();
  /** Where the camera may go; hidden until it is set. */
  readonly travel = new TravelModel();
  readonly #person = new Mesh(
    new CapsuleGeometry(0.2, 1.1, 4, 12).translate(0, 0.75, 0),
    new MeshBasicMaterial({ color: 0x39414d }),
  );
  readonly #head = new Mesh(new SphereGeometry(0.12, 16, 12), this.#person.material);
  readonly #floor = new GridHelper(12, 12, 0x3a424e, 0x232931);

  constructor(renderer: WebGLRenderer, state: ShowState, pixelScale: number, samples: number) {
    this.scene.background = new Color(0x0d1014);
    this.#head.position.y = 1.62;
    this.#person.add(this.#head);
    this.#person.position.set(-0.9, 0, -1.6);
    this.scene.add(this.#floor, this.#person, this.#marks.group, this.travel.group);
    this.#walls = state.show.stage.walls
      .filter((wall) => wall.surface.kind !== 'mesh')
      .map((original) => {
        const { wall, output } = reducedWall(original, pixelScale);
        const picture = new OutputPicture(renderer, output, [wall], { samples });
        const face = new WallFace(wallGeometry(wall), picture.target.texture);
        this.scene.add(face.mesh);
        return { id: wall.id, picture, face };
      });
    this.faces = new Map(this.#walls.map(({ id, face }) => [id, face]));
  }

  drawWalls(input: FrameInput, gain: number, neutral: number): void {
    for (const { picture, face } of this.#walls) {
      picture.draw(input);
      face.setLook(gain, neutral);
    }
  }

  /** Places a model for each evaluated camera; `hidden` is the one looked through. */
  setCameras(cameras: readonly FrameCamera[], count: number, hidden: number): void {
    while (this.#cameras.length < Math.min(count, maxCameras)) {
      const model = new CameraModel();
      this.#cameras.push(model);
      this.scene.add(model.group);
    }
    this.#cameras.forEach((model, index) => {
      const camera = index < count ? cameras[index] : undefined;
      model.group.visible = camera !== undefined && index !== hidden;
      if (camera) model.set(camera);
    });
    this.#person.visible = hidden < 0;
  }

  /** Places a marker for each tracked object that is in sight. */
  setObjects({ objects, objectCount }: FrameSubjects): void {
    while (this.#objects.length < objectCount) {
      const model = new ObjectModel();
      this.#objects.push(model);
      this.scene.add(model.group);
    }
    this.#objects.forEach((model, index) => {
      const object = index < objectCount ? objects[index] : undefined;
      model.group.visible = object !== undefined && object.status !== 'lost';
      if (object) model.set(object);
    });
  }

  setMarks(marks: readonly StageMark[]): void {
    this.#marks.set(marks);
  }

  dispose(): void {
    this.#marks.dispose();
    this.travel.dispose();
    for (const { picture, face } of this.#walls) {
      picture.dispose();
      face.dispose();
    }
    for (const model of [...this.#cameras, ...this.#objects]) model.dispose();
    this.#floor.dispose();
    this.#person.geometry.dispose();
    this.#head.geometry.dispose();
    this.#person.material.dispose();
  }
}
