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

/** Roadway and kerbed pavements. The road is at y = 0 everywhere, the stage stands in its middle. */
export function createStreetGeometry(): BufferGeometry {
  const writer = new MeshWriter({ position: 3, normal: 3 });
  const add = (box: Box, sides: boolean): void => {
    for (const { normal, corners } of boxFaces(box)) {
      if (normal[1] < 0 || (!sides && normal[1] === 0)) continue;
      const ids = corners.map((position) => writer.vertex({ position, normal }));
      writer.quad(ids[0] ?? 0, ids[1] ?? 0, ids[2] ?? 0, ids[3] ?? 0);
    }
  };
  const reach = streetHalfLengthM + 300;
  add({ min: [-260, -1, -reach], max: [260, 0, reach] }, false);
  for (const side of [-1, 1]) {
    const [from, to] = side < 0 ? [-facadeX - 0.2, -kerbX] : [kerbX, facadeX + 0.2];
    add({ min: [from, 0, -streetHalfLengthM], max: [to, kerbHeightM, streetHalfLengthM] }, true);
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
