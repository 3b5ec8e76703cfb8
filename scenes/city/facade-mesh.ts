import type { BufferGeometry } from 'three';
import { type Box, boxFaces, MeshWriter } from '../mesh-writer.ts';
import { unitFromHash } from '../random.ts';
import { type Building, facadeX } from './street-plan.ts';

const shopHeightM = 4.4;
/** Beyond it cornices and balconies are finer than a pixel. */
const reliefReachM = 260;

/** The same choices as `frontOf` in `shaders/scenes/city/windows.glsl`. */
const bayOf = (key: number): number => 2.3 + 1.9 * unitFromHash(key, 11);
const storeyOf = (key: number): number => 3.15 + 0.7 * unitFromHash(key, 12);
const isOffice = (key: number): boolean => unitFromHash(key, 13) >= 0.72;

function writeBox(writer: MeshWriter, box: Box, key: number, front: number): void {
  for (const { normal, corners } of boxFaces(box)) {
    if (normal[1] < 0) continue;
    const [a, b] = [corners[0], corners[1]];
    if (a === undefined || b === undefined) continue;
    const width = Math.hypot(b[0] - a[0], b[2] - a[2]);
    const ids = corners.map((corner, i) =>
      writer.vertex({
        position: corner,
        normal,
        wall: [i === 1 || i === 2 ? width : 0, corner[1], width, box.max[1]],
        house: [key, front],
      }),
    );
    writer.quad(ids[0] ?? 0, ids[1] ?? 0, ids[2] ?? 0, ids[3] ?? 0);
  }
}

/** A slab on the street side of a front: from the wall outwards by `outM`. */
function frontSlab(b: Building, z0: number, z1: number, y0: number, y1: number, outM: number): Box {
  const side = Math.sign(b.x);
  const [inner, outer] = [side * (facadeX + 0.1), side * (facadeX - outM)];
  return { min: [Math.min(inner, outer), y0, z0], max: [Math.max(inner, outer), y1, z1] };
}

function writeBalconies(writer: MeshWriter, b: Building): void {
  const [bay, storey] = [bayOf(b.key), storeyOf(b.key)];
  const [z0, z1] = [b.z - b.widthZ / 2, b.z + b.widthZ / 2];
  const columns = Math.floor(b.widthZ / bay);
  for (let column = 1; column < columns - 1; column += 2) {
    // u runs from the left edge as seen from the street.
    const u = (column + 0.08) * bay;
    const [from, to] = b.x < 0 ? [z1 - u - bay * 0.84, z1 - u] : [z0 + u, z0 + u + bay * 0.84];
    for (let y = shopHeightM + storey; y < b.heightM - storey; y += storey) {
      writeBox(writer, frontSlab(b, from, to, y, y + 0.14, 1.1), b.key, 1);
      const rail = frontSlab(b, from, to, y + 0.14, y + 0.95, 1.1);
      const side = Math.sign(b.x);
      rail.min =
        side < 0 ? [-facadeX + 1.05, rail.min[1], from] : [facadeX - 1.1, rail.min[1], from];
      rail.max = side < 0 ? [-facadeX + 1.1, rail.max[1], to] : [facadeX - 1.05, rail.max[1], to];
      writeBox(writer, rail, b.key, 1);
    }
  }
}

function writeRelief(writer: MeshWriter, b: Building): void {
  const [z0, z1] = [b.z - b.widthZ / 2, b.z + b.widthZ / 2];
  writeBox(
    writer,
    frontSlab(b, z0 - 0.1, z1 + 0.1, b.heightM - 0.9, b.heightM + 0.3, 0.55),
    b.key,
    1,
  );
  writeBox(writer, frontSlab(b, z0, z1, shopHeightM - 0.3, shopHeightM + 0.05, 0.28), b.key, 1);
  for (const z of [z0, z1 - 0.7]) {
    writeBox(writer, frontSlab(b, z, z + 0.7, 0, b.heightM - 0.9, 0.18), b.key, 1);
  }
  if (isOffice(b.key)) return;
  const storey = storeyOf(b.key);
  if (unitFromHash(b.key, 61) < 0.4) writeBalconies(writer, b);
  else if (unitFromHash(b.key, 62) < 0.6) {
    for (let y = shopHeightM + 2 * storey; y < b.heightM - storey; y += 2 * storey) {
      writeBox(writer, frontSlab(b, z0, z1, y - 0.12, y + 0.16, 0.2), b.key, 1);
    }
  }
}

function writeRoof(writer: MeshWriter, b: Building): void {
  const count = Math.floor(3 * unitFromHash(b.key, 63));
  for (let i = 0; i < count; i++) {
    const x = b.x + (unitFromHash(b.key, 64 + i) - 0.5) * b.widthX * 0.6;
    const z = b.z + (unitFromHash(b.key, 67 + i) - 0.5) * b.widthZ * 0.6;
    const size = 1.5 + 2.5 * unitFromHash(b.key, 70 + i);
    const top = b.heightM + 1.5 + 3 * unitFromHash(b.key, 73 + i);
    const box: Box = { min: [x - size, b.heightM, z - size], max: [x + size, top, z + size] };
    writeBox(writer, box, b.key, 0);
  }
}

export interface FacadePiece {
  /** Walls with windows. */
  walls: BufferGeometry;
  /** The ground floors of the fronts, with shops. */
  shops: BufferGeometry;
  /** Cornices, balconies, roof boxes: masonry only, which is far cheaper to draw. */
  relief: BufferGeometry;
}

const createWriter = (): MeshWriter =>
  new MeshWriter({ position: 3, normal: 3, wall: 4, house: 2 });

function createPiece(buildings: readonly Building[]): FacadePiece {
  const walls = createWriter();
  const shops = createWriter();
  const relief = createWriter();
  for (const b of buildings) {
    const foot = b.front ? shopHeightM : 0;
    const [x0, x1] = [b.x - b.widthX / 2, b.x + b.widthX / 2];
    const [z0, z1] = [b.z - b.widthZ / 2, b.z + b.widthZ / 2];
    const front = b.front ? 1 : 0;
    writeBox(walls, { min: [x0, foot, z0], max: [x1, b.heightM, z1] }, b.key, front);
    if (b.front) writeBox(shops, { min: [x0, 0, z0], max: [x1, foot, z1] }, b.key, front);
    if (b.front && Math.abs(b.z) < reliefReachM) writeRelief(relief, b);
    writeRoof(relief, b);
  }
  return { walls: walls.build(), shops: shops.build(), relief: relief.build() };
}

/** Every house of the town, cut along the street so that a view draws its part. */
export function createFacadePieces(buildings: readonly Building[]): FacadePiece[] {
  // Nearest first, so that what they hide is never shaded.
  const rank = (b: Building): number => (b.front ? 0 : 1e6) + Math.abs(b.z);
  const nearestFirst = [...buildings].sort((a, b) => rank(a) - rank(b));
  const cuts = [
    [-40, 40],
    [-180, -40],
    [40, 180],
    [-1e9, -180],
    [180, 1e9],
  ] as const;
  return cuts.map(([from, to]) => createPiece(nearestFirst.filter((b) => b.z >= from && b.z < to)));
}
