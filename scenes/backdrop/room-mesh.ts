import type { BufferGeometry } from 'three';
import type { Vector } from '../harmonics.ts';
import { boxFaces, MeshWriter } from '../mesh-writer.ts';
import { planFittings } from './room-fittings.ts';
import {
  type Pane,
  paneHalfHeightM,
  planFurniture,
  planPanes,
  type RoomBox,
  roomHalfM,
  roomHeightM,
  sillM,
} from './room-plan.ts';

const wall = 0;
const floor = 1;
const ceiling = 2;
const frame = 3;
const thickM = 0.32;
const barM = 0.07;

type Quad = readonly [Vector, Vector, Vector, Vector];

function writeQuad(writer: MeshWriter, corners: Quad, normal: Vector, kind: number): void {
  const ids = corners.map((position) => writer.vertex({ position, normal, make: [kind, 0, 0] }));
  writer.quad(ids[0] ?? 0, ids[1] ?? 0, ids[2] ?? 0, ids[3] ?? 0);
}

function writeBox(writer: MeshWriter, { min, max, kind, tone, glow }: RoomBox): void {
  for (const { normal, corners } of boxFaces({ min, max })) {
    const ids = corners.map((position) =>
      writer.vertex({ position, normal, make: [kind, tone, glow] }),
    );
    writer.quad(ids[0] ?? 0, ids[1] ?? 0, ids[2] ?? 0, ids[3] ?? 0);
  }
}

/** One wall with holes, in its own coordinates: `along` to the right as seen from inside, and up. */
function writeWall(writer: MeshWriter, normal: Vector, panes: readonly Pane[]): void {
  const right: Vector = [normal[2], 0, -normal[0]];
  const at = (along: number, up: number, out = 0): Vector => [
    -normal[0] * (roomHalfM + out) + right[0] * along,
    up,
    -normal[2] * (roomHalfM + out) + right[2] * along,
  ];
  const [low, high] = [sillM, sillM + 2 * paneHalfHeightM];
  // Cut at the same heights everywhere: where corners meet edges, light would show through.
  const piece = (a: number, b: number, rows: readonly (readonly [number, number])[]): void => {
    for (const [from, to] of rows)
      writeQuad(writer, [at(a, from), at(b, from), at(b, to), at(a, to)], normal, wall);
  };
  const [below, beside, above] = [
    [0, low],
    [low, high],
    [high, roomHeightM],
  ] as const;
  const alongOf = ({ centre }: Pane): number => centre[0] * right[0] + centre[2] * right[2];
  const sorted = [...panes].sort((a, b) => alongOf(a) - alongOf(b));
  let from = -roomHalfM;
  for (const pane of sorted) {
    const [a, b] = [alongOf(pane) - pane.halfWidthM, alongOf(pane) + pane.halfWidthM];
    piece(from, a, [below, beside, above]);
    piece(a, b, [below, above]);
    const reveal = (p: Vector, q: Vector, r: Vector, s: Vector, n: Vector): void =>
      writeQuad(writer, [p, q, r, s], n, frame);
    reveal(at(a, low), at(b, low), at(b, low, thickM), at(a, low, thickM), [0, 1, 0]);
    reveal(at(a, high, thickM), at(b, high, thickM), at(b, high), at(a, high), [0, -1, 0]);
    reveal(at(a, low), at(a, low, thickM), at(a, high, thickM), at(a, high), right);
    const left: Vector = [-right[0], 0, -right[2]];
    reveal(at(b, low, thickM), at(b, low), at(b, high), at(b, high, thickM), left);
    writeBars(writer, at, a, b, low, high);
    from = b;
  }
  piece(from, roomHalfM, [below, beside, above]);
}

/** The frame of a window and its glazing bars, in the middle of the wall. */
function writeBars(
  writer: MeshWriter,
  at: (along: number, up: number, out?: number) => Vector,
  a: number,
  b: number,
  low: number,
  high: number,
): void {
  const bar = (a0: number, b0: number, low0: number, high0: number): void => {
    const [p, q] = [at(a0, low0, 0.12), at(b0, high0, 0.18)];
    const min: [number, number, number] = [Math.min(p[0], q[0]), low0, Math.min(p[2], q[2])];
    const max: [number, number, number] = [Math.max(p[0], q[0]), high0, Math.max(p[2], q[2])];
    writeBox(writer, { min, max, kind: frame, tone: 0, glow: 0 });
  };
  const middle = (a + b) / 2;
  const cross = (low + high) / 2 + 0.35 * paneHalfHeightM;
  bar(a, a + barM, low, high);
  bar(b - barM, b, low, high);
  bar(a, b, low, low + barM);
  bar(a, b, high - barM, high);
  bar(middle - barM / 2, middle + barM / 2, low, high);
  bar(a, b, cross - barM / 2, cross + barM / 2);
}

const inward: readonly Vector[] = [
  [0, 0, 1],
  [0, 0, -1],
  [1, 0, 0],
  [-1, 0, 0],
];

/** The room with its windows, skirting and furniture. */
export function createRoomGeometry(seed: number): BufferGeometry {
  const writer = new MeshWriter({ position: 3, normal: 3, make: 3 });
  const panes = planPanes(seed);
  const h = roomHalfM;
  for (const normal of inward) {
    const own = panes.filter((pane) => pane.normal.every((value, i) => value === normal[i]));
    writeWall(writer, normal, own);
    const skirting = boxOf(normal, 0, 0.14, 0.02);
    writeBox(writer, skirting);
    writeBox(writer, boxOf(normal, roomHeightM - 0.12, roomHeightM, 0.1));
  }
  const corners = (y: number): Quad => [
    [-h, y, h],
    [h, y, h],
    [h, y, -h],
    [-h, y, -h],
  ];
  writeQuad(writer, corners(0.004), [0, 1, 0], floor);
  const [a, b, c, d] = corners(roomHeightM);
  writeQuad(writer, [d, c, b, a], [0, -1, 0], ceiling);
  for (const one of [...planFurniture(seed), ...planFittings(seed)]) writeBox(writer, one);
  return writer.build();
}

/** A strip along a wall, `outM` thick. */
function boxOf(normal: Vector, low: number, high: number, outM: number): RoomBox {
  const h = roomHalfM;
  const alongX = normal[2] !== 0;
  const at = alongX ? -normal[2] * h : -normal[0] * h;
  const inner = at + (alongX ? normal[2] : normal[0]) * outM;
  const [from, to] = [Math.min(at, inner), Math.max(at, inner)];
  return {
    min: alongX ? [-h, low, from] : [from, low, -h],
    max: alongX ? [h, high, to] : [to, high, h],
    kind: frame,
    tone: 0,
    glow: 0,
  };
}
