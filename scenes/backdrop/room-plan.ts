import type { Vector } from '../harmonics.ts';
import { createRandom } from '../random.ts';

/** A square room around the stage. */
export const roomHalfM = 9;
export const roomHeightM = 3.7;
export const paneHalfHeightM = 1.2;
export const sillM = 0.75;

/** A window: its centre on the wall, which way it looks into the room, and what is to its right. */
export interface Pane {
  centre: Vector;
  halfWidthM: number;
  normal: Vector;
  right: Vector;
}

const pane = (x: number, z: number, halfWidthM: number, normal: Vector): Pane => ({
  centre: [x, sillM + paneHalfHeightM, z],
  halfWidthM,
  normal,
  right: [normal[2], 0, -normal[0]],
});

/** Three windows ahead and two to one side, which side being the seed's. */
export function planPanes(seed: number): Pane[] {
  const side = createRandom(seed + 7700)() < 0.5 ? -1 : 1;
  return [
    pane(-5.4, -roomHalfM, 1.35, [0, 0, 1]),
    pane(0, -roomHalfM, 1.75, [0, 0, 1]),
    pane(5.4, -roomHalfM, 1.35, [0, 0, 1]),
    pane(side * roomHalfM, -4.6, 1.35, [-side, 0, 0]),
    pane(side * roomHalfM, 1.4, 1.35, [-side, 0, 0]),
  ];
}

/** Standing lamps in the corners ahead, and what hangs over the rest of the room. */
export const roomLamps: readonly Vector[] = [
  [-7.9, 1.75, -7.9],
  [7.9, 1.75, -7.9],
  [0, 2.7, 6.5],
];

export interface RoomBox {
  min: [number, number, number];
  max: [number, number, number];
  /** What `room.frag.glsl` makes of it. */
  kind: number;
  tone: number;
  glow: number;
}

const woodKind = 4;
const bookKind = 5;

/** Shelves with books in the corner that has no side window, and the lamps. */
export function planFurniture(seed: number): RoomBox[] {
  const random = createRandom(seed + 7800);
  const windowSide = createRandom(seed + 7700)() < 0.5 ? -1 : 1;
  const boxes: RoomBox[] = [];
  const wall = -windowSide * roomHalfM;
  const into = (depth: number): [number, number] =>
    windowSide < 0 ? [wall - depth, wall] : [wall, wall + depth];
  for (let z = -7.2; z < 4; z += 1.25) {
    const [x0, x1] = into(0.34);
    for (let y = 0.05; y < 2.6; y += 0.42) {
      boxes.push(box([x0, y, z], [x1, y + 0.03, z + 1.22], woodKind, 0));
      writeBooks(boxes, into(0.24), y + 0.03, z, random);
    }
    boxes.push(box([x0, 0, z - 0.03], [x1, 2.6, z], woodKind, 0));
  }
  for (const [x, y, z] of roomLamps.slice(0, 2)) {
    boxes.push(box([x - 0.025, 0, z - 0.025], [x + 0.025, y - 0.15, z + 0.025], woodKind, 0));
    boxes.push({
      ...box([x - 0.2, y - 0.16, z - 0.2], [x + 0.2, y + 0.2, z + 0.2], 3, 0),
      glow: 1,
    });
  }
  return boxes;
}

const box = (
  min: [number, number, number],
  max: [number, number, number],
  kind: number,
  tone: number,
): RoomBox => ({ min, max, kind, tone, glow: 0 });

function writeBooks(
  boxes: RoomBox[],
  [x0, x1]: [number, number],
  y: number,
  z: number,
  random: () => number,
): void {
  let at = z + 0.02;
  const end = z + 1.18 - 0.5 * random() ** 3;
  while (at < end) {
    const width = 0.025 + 0.04 * random();
    const height = 0.22 + 0.13 * random();
    boxes.push(box([x0, y, at], [x1, y + height, at + width], bookKind, random()));
    at += width + 0.003;
  }
}
