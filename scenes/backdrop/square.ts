import type { BufferGeometry, InstancedBufferGeometry } from 'three';
import { createHaloGeometry, type Halo, unbound } from '../city/glow-meshes.ts';
import { type Box, boxFaces, MeshWriter } from '../mesh-writer.ts';
import { globeM, type ParkedCar, planCars, planLamps } from './square-plan.ts';

function write(writer: MeshWriter, box: Box, shines: boolean): void {
  for (const { normal, corners } of boxFaces(box)) {
    const ids = corners.map((position) =>
      writer.vertex({ position, normal, glow: [shines ? 0.45 : 0] }),
    );
    writer.quad(ids[0] ?? 0, ids[1] ?? 0, ids[2] ?? 0, ids[3] ?? 0);
  }
}

const around = (x: number, z: number, half: number, y0: number, y1: number): Box => ({
  min: [x - half, y0, z - half],
  max: [x + half, y1, z + half],
});

function writeCar(writer: MeshWriter, { x, z, alongX }: ParkedCar): void {
  const box = (length: number, width: number, y0: number, y1: number): Box => {
    const [dx, dz] = alongX ? [length, width] : [width, length];
    return { min: [x - dx, y0, z - dz], max: [x + dx, y1, z + dz] };
  };
  write(writer, box(2.15, 0.86, 0.28, 0.86), false);
  write(writer, box(1.15, 0.72, 0.86, 1.4), false);
}

/** Lamps, cars, benches and bollards of a city's square. */
export function createSquareGeometry(seed: number): BufferGeometry {
  const writer = new MeshWriter({ position: 3, normal: 3, glow: 1 });
  for (const [x, z] of planLamps()) {
    write(writer, around(x, z, 0.17, 0, 0.7), false);
    write(writer, around(x, z, 0.06, 0.7, globeM - 0.2), false);
    write(writer, around(x, z, 0.2, globeM - 0.2, globeM + 0.2), true);
    write(writer, around(x, z, 0.26, globeM + 0.2, globeM + 0.26), false);
  }
  for (const side of [-1, 1]) {
    for (let at = -44; at <= 44; at += 2.75) {
      write(writer, around(side * 46, at, 0.09, 0, 0.95), false);
      write(writer, around(at, side * 46, 0.09, 0, 0.95), false);
    }
    for (let at = -34; at <= 34; at += 13.667) {
      write(
        writer,
        { min: [at - 1, 0.1, side * 39.5 - 0.3], max: [at + 1, 0.48, side * 39.5 + 0.3] },
        false,
      );
      write(
        writer,
        { min: [side * 39.5 - 0.3, 0.1, at - 1], max: [side * 39.5 + 0.3, 0.48, at + 1] },
        false,
      );
    }
  }
  for (const car of planCars(seed)) writeCar(writer, car);
  return writer.build();
}

/** What of a car's lamps the air around them shows, on the side of the square. */
function carHalos({ x, z, alongX, lit }: ParkedCar): Halo[] {
  if (lit === 'none') return [];
  const isHead = lit === 'head';
  const tint: Halo['tint'] = isHead ? [3.6, 3.1, 2.4] : [3.4, 0.16, 0.06];
  return [-0.62, 0.62].map((aside) => {
    const [dx, dz] = alongX ? [2.2, aside] : [aside, 2.2];
    return { centre: [x + dx, 0.68, z + dz, isHead ? 0.9 : 0.6], tint, place: unbound };
  });
}

/** Lit haze around the lamps of the square and of the cars beside it. */
export function createSquareHalos(seed: number): InstancedBufferGeometry {
  const lamps = planLamps().map(
    ([x, z]): Halo => ({ centre: [x, globeM, z, 4.2], tint: [3, 2.16, 1.29], place: unbound }),
  );
  return createHaloGeometry([...lamps, ...planCars(seed).flatMap(carHalos)]);
}
