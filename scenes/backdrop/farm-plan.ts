import { createRandom } from '../random.ts';
import type { Tree } from './tree-plan.ts';

/** Fields are this long and wide, and lie turned: the same as in `shaders/scenes/backdrop/land.frag.glsl`. */
const [lengthM, widthM] = [230, 130] as const;
const [cos, sin] = [0.94, 0.342] as const;
const reachM = 1500;
const nearestM = 85;

/** Environment space from metres along and across the fields. */
const outOf = (along: number, across: number): readonly [number, number] => [
  cos * along - sin * across,
  sin * along + cos * across,
];

/** Trees and bushes of one hedge from one corner of a field to the next, with gaps. */
function hedge(
  from: readonly [number, number],
  to: readonly [number, number],
  heightM: number,
  random: () => number,
): Tree[] {
  const distance = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const count = Math.round(distance / (0.5 * heightM + 0.8));
  const gap = random();
  return Array.from({ length: count }, (_, i) => {
    const t = (i + 0.6 * random()) / count;
    const [x, z] = outOf(from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t);
    const size = random();
    return {
      x,
      z,
      heightM: heightM * (0.6 + 0.5 * size + (size > 0.93 ? 1.1 : 0)),
      turn: 2 * Math.PI * random(),
      from: Math.abs(t - gap) < 0.06 ? 2 : 0,
      isConifer: false,
    };
  }).filter(({ x, z, from: gone }) => gone < 1 && Math.hypot(x, z) > nearestM);
}

/** Hedges along some of the fields' edges, a few of them rows of full-grown trees. */
export function planHedges(seed: number): Tree[] {
  const random = createRandom(seed + 8300);
  const trees: Tree[] = [];
  for (let i = -7; i <= 7; i++) {
    for (let j = -12; j <= 12; j++) {
      const corner = [i * lengthM, j * widthM] as const;
      const r = Math.hypot(...corner);
      const [isLong, isAcross, tall] = [random() < 0.26, random() < 0.14, random()];
      if (r > reachM) continue;
      const heightM = tall > 0.8 ? 9 + 4 * random() : 2.2 + 2 * random();
      if (isLong) trees.push(...hedge(corner, [corner[0] + lengthM, corner[1]], heightM, random));
      if (isAcross) trees.push(...hedge(corner, [corner[0], corner[1] + widthM], heightM, random));
    }
  }
  return trees;
}

/** Farms: what stands is a barn or a house, and trees around it. */
export function planFarms(seed: number): { houses: Tree[]; trees: Tree[] } {
  const random = createRandom(seed + 8400);
  const houses: Tree[] = [];
  const trees: Tree[] = [];
  for (let farm = 0; farm < 9; farm++) {
    const r = 260 + 900 * random();
    // Evenly around, the first nearly ahead.
    const bearing = 0.35 * (random() - 0.5) + 0.28 + (2 * Math.PI * farm) / 9;
    const [x, z] = [r * Math.sin(bearing), -r * Math.cos(bearing)];
    const place = (spreadM: number, heightM: number): Tree => ({
      x: x + spreadM * (random() - 0.5),
      z: z + spreadM * (random() - 0.5),
      heightM,
      turn: random() < 0.5 ? 0.35 : 0.35 + Math.PI / 2,
      from: 0,
      isConifer: false,
    });
    for (let i = 0; i < 3; i++) houses.push(place(52, 6 + 4 * random()));
    for (let i = 0; i < 9; i++) trees.push({ ...place(95, 5 + 8 * random()), turn: 6 * random() });
  }
  return { houses, trees };
}
