import { fractalNoise } from '../noise.ts';
import { createRandom } from '../random.ts';

export interface Tree {
  x: number;
  z: number;
  heightM: number;
  turn: number;
  /** The amount of trees, 0 to 1, from which on it stands. */
  from: number;
  isConifer: boolean;
}

/** Where trees may stand: nearer ones are drawn in full, the others from afar. */
export interface TreeZone {
  nearM: number;
  farM: number;
  count: number;
}

export const nearTrees: TreeZone = { nearM: 17, farM: 95, count: 330 };
export const middleTrees: TreeZone = { nearM: 90, farM: 420, count: 2200 };
export const farTrees: TreeZone = { nearM: 400, farM: 1900, count: 4200 };

/**
 * Trees of a zone, in clumps and with clearings. The view ahead stays open for the first 30 m, where an
 * actor stands before it.
 */
export function planTrees(seed: number, zone: TreeZone, conifers: number): Tree[] {
  const random = createRandom(seed + 5100 + zone.count);
  const trees: Tree[] = [];
  const reach = zone.farM / zone.nearM;
  for (let i = 0; i < zone.count; i++) {
    // Even in the logarithm of the distance: as many per angle of view near and far.
    const r = zone.nearM * Math.sqrt(1 + (reach * reach - 1) * random() ** 1.35);
    const bearing = 2 * Math.PI * random();
    const [x, z] = [r * Math.sin(bearing), -r * Math.cos(bearing)];
    // Woods with edges: where one tree stands, more do.
    const clump =
      1.1 * fractalNoise(x / 130, z / 130, seed + 61, 3) +
      0.5 * fractalNoise(x / 520, z / 520, seed + 62, 2);
    const ahead = Math.abs(bearing > Math.PI ? bearing - 2 * Math.PI : bearing);
    const inTheWay = r < 48 && ahead < 0.42;
    const kind = random() + 0.5 * fractalNoise(x / 150, z / 150, seed + 83, 2);
    const size = random();
    const tree = {
      x,
      z,
      // One in four is no more than a bush.
      heightM: size < 0.25 ? 1.2 + 7 * size : 5 + 16 * size ** 1.3,
      turn: 2 * Math.PI * random(),
      from: Math.min(1, Math.max(0.01, 0.31 + 0.5 * random() - 1.5 * clump)),
      isConifer: kind < conifers && size > 0.12,
    };
    if (!inTheWay) trees.push(tree);
  }
  return trees;
}

const tufts = 7000;

/**
 * Tufts around the stage, thinner with the distance and taller in clumps; `share` of all there could be.
 */
export function planTufts(
  seed: number,
  share: number,
  [lowM, highM]: readonly [number, number],
): Tree[] {
  const random = createRandom(seed + 9300);
  return Array.from({ length: Math.round(tufts * share) }, () => {
    const r = 9 + 75 * random() ** 1.8;
    const bearing = 2 * Math.PI * random();
    const [x, z] = [r * Math.sin(bearing), -r * Math.cos(bearing)];
    const clump = Math.min(1, Math.max(0, 0.3 + 1.6 * fractalNoise(x / 11, z / 11, seed + 91, 3)));
    return {
      x,
      z,
      heightM: lowM + (highM - lowM) * (0.25 + 0.75 * clump) * (0.12 + 0.88 * random() ** 2),
      turn: 2 * Math.PI * random(),
      from: 0,
      isConifer: false,
    };
  });
}
