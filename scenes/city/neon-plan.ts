import type { Vector } from '../harmonics.ts';
import { createRandom } from '../random.ts';
import { facadeX } from './street-plan.ts';

export interface NeonSign {
  position: Vector;
  /** A blade stands out from the front and is read along the street; the others lie flat on it. */
  blade: boolean;
  widthM: number;
  heightM: number;
  /** Which drawing of `neon.frag.glsl`. */
  kind: number;
  colour: Vector;
  key: number;
}

export const neonKinds = 6;
/** Signs near enough to light the street around the stage. */
export const lightingSigns = 10;

const colours: readonly Vector[] = [
  [1, 0.08, 0.22],
  [0.05, 0.75, 1],
  [1, 0.28, 0.04],
  [0.75, 0.1, 1],
  [0.1, 1, 0.45],
  [1, 0.1, 0.55],
  [0.16, 0.3, 1],
];

function place(side: number, z: number, random: () => number): NeonSign {
  const blade = random() < 0.6;
  const kind = Math.floor(random() * neonKinds);
  const upright = kind === 2;
  const size = 1.6 + 1.6 * random();
  const widthM = upright ? size * 0.75 : size * 1.25;
  const heightM = upright ? size * 2.6 : size * 1.25;
  const out = blade ? widthM / 2 + 0.35 : 0.12;
  return {
    position: [side * (facadeX - out), 5.2 + heightM / 2 + 4.5 * random() ** 2, z],
    blade,
    widthM,
    heightM,
    kind,
    colour: colours[Math.floor(random() * colours.length)] ?? [1, 0, 0],
    key: Math.floor(1e6 * random()),
  };
}

/** Signs along both fronts, nearest to the stage first. */
export function planNeon(seed: number): NeonSign[] {
  const random = createRandom(seed + 7000);
  const signs: NeonSign[] = [];
  for (const side of [-1, 1]) {
    for (let z = -250; z < 250; z += 11 + 13 * random())
      signs.push(place(side, z + 4 * random(), random));
  }
  const range = ({ position: [x, , z] }: NeonSign): number => Math.hypot(x, z);
  return signs.sort((a, b) => range(a) - range(b));
}
