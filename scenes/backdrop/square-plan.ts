import { createRandom } from '../random.ts';

/** Lamps stand in rows along the square: the same numbers as the pools in `shaders/scenes/backdrop/land.frag.glsl`. */
const rowM = 41;
const spacingM = 13.667;
export const globeM = 4.1;

/** x and z of every lamp of the square. */
export function planLamps(): (readonly [number, number])[] {
  const along = [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5].map((i) => i * spacingM);
  return [-1, 1].flatMap((side) =>
    along.flatMap((at) => [[side * rowM, at] as const, [at, side * rowM] as const]),
  );
}

export interface ParkedCar {
  x: number;
  z: number;
  /** Whether it stands along the x axis. */
  alongX: boolean;
  /** What of it is lit: its rear or its head lamps, or nothing. */
  lit: 'head' | 'rear' | 'none';
}

/** Cars on the road around the square. */
export function planCars(seed: number): ParkedCar[] {
  const random = createRandom(seed + 6300);
  const cars: ParkedCar[] = [];
  for (const side of [-1, 1]) {
    for (const alongX of [true, false]) {
      for (let at = -48; at < 48; at += 6.4) {
        const [keep, which] = [random(), random()];
        if (keep > 0.72) continue;
        const lane = side * (which > 0.55 ? 51.5 : 55);
        const place = at + 1.4 * random();
        const lit = which < 0.25 ? 'head' : which < 0.5 ? 'rear' : 'none';
        cars.push({ x: alongX ? place : lane, z: alongX ? lane : place, alongX, lit });
      }
    }
  }
  return cars;
}
