import { createRandom } from '../random.ts';

/** A street along Z with the stage in its middle; metres in environment space. */
export const facadeX = 18.5;
export const kerbX = 14.6;
export const kerbHeightM = 0.15;
export const streetHalfLengthM = 620;
const crossings = [-104, 92, -338, 316];
const crossingHalfWidthM = 9;

export const lampSpacingM = 26;
export const lampX = 13.9;
export const lampHeightM = 7.6;

export interface Building {
  /** Centre of the foot. */
  x: number;
  z: number;
  widthX: number;
  widthZ: number;
  heightM: number;
  /** Seeds its windows and colour. */
  key: number;
  /** First row on the street: has shops on the ground floor and a relief. */
  front: boolean;
}

const inCrossing = (z: number): number | undefined =>
  crossings.find((centre) => Math.abs(z - centre) < crossingHalfWidthM);

function frontRow(side: -1 | 1, random: () => number): Building[] {
  const row: Building[] = [];
  let z = -streetHalfLengthM;
  while (z < streetHalfLengthM) {
    const crossing = inCrossing(z + 0.01);
    if (crossing !== undefined) {
      z = crossing + crossingHalfWidthM;
      continue;
    }
    const next = crossings.filter((c) => c - crossingHalfWidthM > z).sort((a, b) => a - b)[0];
    let width = 13 + Math.floor(5 * random()) * 4;
    const room = (next ?? 1e9) - crossingHalfWidthM - z;
    if (room < width + 10) width = room;
    const tall = random() ** 2.2;
    const depth = 16 + 10 * random();
    row.push({
      x: side * (facadeX + depth / 2),
      z: z + width / 2,
      widthX: depth,
      widthZ: width,
      heightM: 15 + Math.floor(3 * random()) * 3.5 + 44 * tall,
      key: Math.floor(1e6 * random()),
      front: true,
    });
    z += width;
  }
  return row;
}

function backRows(side: -1 | 1, random: () => number): Building[] {
  const row: Building[] = [];
  for (let z = -streetHalfLengthM; z < streetHalfLengthM; z += 34 + 30 * random()) {
    if (inCrossing(z) !== undefined) continue;
    const width = 22 + 14 * random();
    row.push({
      x: side * (58 + 70 * random()),
      z,
      widthX: 24 + 12 * random(),
      widthZ: width,
      heightM: 45 + 120 * random() ** 1.6,
      key: Math.floor(1e6 * random()),
      front: false,
    });
  }
  return row;
}

/** Towers that close both ends of the street, so that it does not end in nothing. */
function endTowers(random: () => number): Building[] {
  const towers: Building[] = [];
  for (const end of [-1, 1]) {
    for (let i = 0; i < 9; i++) {
      const x = (i - 4) * 34 + 14 * (random() - 0.5);
      towers.push({
        x,
        z: end * (streetHalfLengthM + 60 + 190 * random()),
        widthX: 26 + 12 * random(),
        widthZ: 30,
        heightM: 70 + 150 * random() * Math.exp(-((x / 110) ** 2)),
        key: Math.floor(1e6 * random()),
        front: false,
      });
    }
  }
  return towers;
}

export function planBuildings(seed: number): Building[] {
  const random = createRandom(seed + 4000);
  return [
    ...frontRow(-1, random),
    ...frontRow(1, random),
    ...backRows(-1, random),
    ...backRows(1, random),
    ...endTowers(random),
  ];
}

export const rowTexelM = 1;
export const rowTexels = 2 * streetHalfLengthM;

/**
 * The two fronts of the street as a table for reflections: per metre of street the building's first z,
 * its height and its key; height 0 where a street crosses. Left side (−X) first.
 */
export function frontTable(buildings: readonly Building[]): Float32Array {
  const table = new Float32Array(2 * rowTexels * 4);
  for (const building of buildings) {
    if (!building.front) continue;
    const row = building.x < 0 ? 0 : 1;
    const start = building.z - building.widthZ / 2;
    for (let i = 0; i < building.widthZ / rowTexelM; i++) {
      const column = Math.floor((start + streetHalfLengthM) / rowTexelM + i + 0.5);
      if (column >= rowTexels) continue;
      table.set(
        [start, building.heightM, building.key, building.widthZ],
        4 * (row * rowTexels + column),
      );
    }
  }
  return table;
}
