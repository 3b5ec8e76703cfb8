import type { Building } from '../city/street-plan.ts';
import { createRandom } from '../random.ts';

const blockM = 74;
const roadM = 18;
/** The stage stands on an open square. */
const squareM = 62;
const reachM = 1500;

export const isOnSquare = (x: number, z: number): boolean =>
  Math.max(Math.abs(x), Math.abs(z)) < squareM - 4;

/** A tower is narrower above: one or two steps, by its height. */
function steppedBack(house: Building, random: () => number): Building[] {
  if (house.heightM < 48) return [house];
  const steps = house.heightM > 110 ? 2 : 1;
  const tiers = [{ ...house, heightM: house.heightM * (0.45 + 0.25 * random()) }];
  for (let step = 1; step <= steps; step++) {
    const narrower = (0.84 - 0.08 * random()) ** step;
    const share = step === steps ? 1 : 0.82;
    tiers.push({
      ...house,
      widthX: house.widthX * narrower,
      widthZ: house.widthZ * narrower,
      heightM: house.heightM * share,
    });
  }
  return tiers;
}

const rasterM = 3;
const rasterHalf = 200;

/** Height of the houses over the land, metres, as what stands between it and the sun: on squares of 3 m, 600 m around. */
export function skylineHeights(houses: readonly Building[]): (x: number, z: number) => number {
  const side = 2 * rasterHalf;
  const raster = new Float32Array(side * side);
  const cell = (m: number): number =>
    Math.max(0, Math.min(side - 1, Math.round(m / rasterM) + rasterHalf));
  for (const { x, z, widthX, widthZ, heightM } of houses) {
    if (Math.max(Math.abs(x), Math.abs(z)) > rasterM * rasterHalf) continue;
    for (let row = cell(z - widthZ / 2); row <= cell(z + widthZ / 2); row++) {
      for (let column = cell(x - widthX / 2); column <= cell(x + widthX / 2); column++) {
        const at = row * side + column;
        raster[at] = Math.max(raster[at] ?? 0, heightM);
      }
    }
  }
  return (x, z) => {
    if (Math.max(Math.abs(x), Math.abs(z)) > rasterM * (rasterHalf - 1)) return 0;
    return raster[cell(z) * side + cell(x)] ?? 0;
  };
}

/** Houses of one block: a few side by side, each with its own height. */
function blockOf(x: number, z: number, downtown: number, random: () => number): Building[] {
  const inner = blockM - roadM;
  const parts = random() < 0.3 ? 1 : 2;
  const size = inner / parts;
  const houses: Building[] = [];
  for (let i = 0; i < parts; i++) {
    for (let j = 0; j < parts; j++) {
      const tall = random() ** 2.4;
      const house = {
        x: x - inner / 2 + size * (i + 0.5),
        z: z - inner / 2 + size * (j + 0.5),
        widthX: size * (0.78 + 0.2 * random()),
        widthZ: size * (0.78 + 0.2 * random()),
        heightM: 12 + 24 * random() + (40 + 230 * downtown) * tall,
        key: Math.floor(1e6 * random()),
        front: false,
      };
      houses.push(...steppedBack(house, random));
    }
  }
  return houses;
}

/** A city around an open square, its towers ahead. */
export function planSkyline(seed: number): Building[] {
  const random = createRandom(seed + 6100);
  const centre = { x: 260 * (random() - 0.5), z: -520 - 200 * random() };
  const houses: Building[] = [];
  const half = Math.ceil(reachM / blockM);
  for (let i = -half; i <= half; i++) {
    for (let j = -half; j <= half; j++) {
      const [x, z] = [i * blockM, (j + 0.5) * blockM];
      const r = Math.hypot(x, z);
      const share = Math.min(1, 900 / r);
      const isOut = r > reachM || Math.max(Math.abs(x), Math.abs(z)) < squareM + blockM / 2;
      // Far behind the first rows only the tops are seen.
      if (isOut || random() > share) continue;
      const downtown = Math.exp(-(((x - centre.x) ** 2 + (z - centre.z) ** 2) / 300 ** 2));
      houses.push(...blockOf(x, z, downtown, random));
    }
  }
  return houses;
}
