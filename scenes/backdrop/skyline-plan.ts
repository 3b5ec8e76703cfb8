import type { Building } from '../city/street-plan.ts';
import { createRandom } from '../random.ts';

const blockM = 74;
const roadM = 18;
/** The stage stands on an open square. */
const squareM = 62;
const reachM = 1500;

export const isOnSquare = (x: number, z: number): boolean =>
  Math.max(Math.abs(x), Math.abs(z)) < squareM - 4;

/** Houses of one block: a few side by side, each with its own height. */
function blockOf(x: number, z: number, downtown: number, random: () => number): Building[] {
  const inner = blockM - roadM;
  const parts = random() < 0.3 ? 1 : 2;
  const size = inner / parts;
  const houses: Building[] = [];
  for (let i = 0; i < parts; i++) {
    for (let j = 0; j < parts; j++) {
      const tall = random() ** 2.4;
      houses.push({
        x: x - inner / 2 + size * (i + 0.5),
        z: z - inner / 2 + size * (j + 0.5),
        widthX: size * (0.78 + 0.2 * random()),
        widthZ: size * (0.78 + 0.2 * random()),
        heightM: 12 + 24 * random() + (40 + 230 * downtown) * tall,
        key: Math.floor(1e6 * random()),
        front: false,
      });
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
