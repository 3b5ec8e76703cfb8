import type { BufferGeometry } from 'three';
import { type Box, boxFaces, MeshWriter } from '../mesh-writer.ts';
import {
  facadeX,
  kerbHeightM,
  kerbX,
  lampHeightM,
  lampSpacingM,
  lampX,
  streetHalfLengthM,
} from './street-plan.ts';

type Range = readonly [number, number];

/** Odd, so that no row of corners lies in the plane of a camera in the middle, where w is 0. */
const cells = 49;

/** A level rectangle of many triangles: rasterisers of few bits get the depth of huge ones wrong. */
function writeLevel(
  writer: MeshWriter,
  [x0, x1]: Range,
  [z0, z1]: Range,
  y: number,
  columns = cells,
): void {
  // Finer towards the middle, where the stage and its camera stand.
  const spread = (t: number): number => 0.5 + Math.sign(t - 0.5) * 2 * (t - 0.5) ** 2;
  const id = (i: number, j: number): number => {
    const [u, v] = [spread(i / columns), spread(j / cells)];
    const position = [x0 + (x1 - x0) * u, y, z0 + (z1 - z0) * v];
    return writer.vertex({ position, normal: [0, 1, 0] });
  };
  const ids = Array.from({ length: cells + 1 }, (_, j) =>
    Array.from({ length: columns + 1 }, (_, i) => id(i, j)),
  );
  for (let j = 0; j < cells; j++) {
    for (let i = 0; i < columns; i++) {
      const [a, b] = [ids[j]?.[i] ?? 0, ids[j]?.[i + 1] ?? 0];
      const [c, d] = [ids[j + 1]?.[i + 1] ?? 0, ids[j + 1]?.[i] ?? 0];
      writer.quad(d, c, b, a);
    }
  }
}

/** Roadway and kerbed pavements. The road is at y = 0 everywhere, the stage stands in its middle. */
export function createStreetGeometry(): BufferGeometry {
  const writer = new MeshWriter({ position: 3, normal: 3 });
  const add = (box: Box): void => {
    for (const { normal, corners } of boxFaces(box)) {
      if (normal[1] !== 0) continue;
      const ids = corners.map((position) => writer.vertex({ position, normal }));
      writer.quad(ids[0] ?? 0, ids[1] ?? 0, ids[2] ?? 0, ids[3] ?? 0);
    }
  };
  const reach = streetHalfLengthM + 300;
  writeLevel(writer, [-260, 260], [-reach, reach], 0);
  for (const side of [-1, 1]) {
    const [from, to] = side < 0 ? [-facadeX - 0.2, -kerbX] : [kerbX, facadeX + 0.2];
    const along: Range = [-streetHalfLengthM, streetHalfLengthM];
    writeLevel(writer, [from, to], along, kerbHeightM, 6);
    add({ min: [from, 0, along[0]], max: [to, kerbHeightM, along[1]] });
  }
  return writer.build();
}

function writePost(writer: MeshWriter, side: number, z: number): void {
  const foot = side * (lampX + 1.3);
  const add = (box: Box, shines: boolean): void => {
    for (const { normal, corners } of boxFaces(box)) {
      const glow = [shines && normal[1] < 0 ? 1 : 0];
      const ids = corners.map((position) => writer.vertex({ position, normal, glow }));
      writer.quad(ids[0] ?? 0, ids[1] ?? 0, ids[2] ?? 0, ids[3] ?? 0);
    }
  };
  const arm: [number, number] = side < 0 ? [foot, -lampX + 0.3] : [lampX - 0.3, foot];
  add({ min: [foot - 0.16, 0, z - 0.16], max: [foot + 0.16, 1.1, z + 0.16] }, false);
  add(
    { min: [foot - 0.07, 1.1, z - 0.07], max: [foot + 0.07, lampHeightM + 0.25, z + 0.07] },
    false,
  );
  add(
    { min: [arm[0], lampHeightM + 0.15, z - 0.04], max: [arm[1], lampHeightM + 0.23, z + 0.04] },
    false,
  );
  const head = side * lampX;
  add(
    { min: [head - 0.5, lampHeightM, z - 0.17], max: [head + 0.5, lampHeightM + 0.14, z + 0.17] },
    true,
  );
}

/** z of every street lamp of one side: `lampAt` in `shaders/scenes/city/lamps.glsl`. */
export function lampPositions(side: -1 | 1): number[] {
  const count = Math.floor(streetHalfLengthM / lampSpacingM);
  return Array.from(
    { length: 2 * count },
    (_, i) => (i - count + 0.5 + 0.25 * side) * lampSpacingM,
  );
}

export function createPostGeometry(): BufferGeometry {
  const writer = new MeshWriter({ position: 3, normal: 3, glow: 1 });
  for (const side of [-1, 1] as const) {
    for (const z of lampPositions(side)) writePost(writer, side, z);
  }
  return writer.build();
}
