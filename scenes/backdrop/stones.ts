import { type BufferGeometry, IcosahedronGeometry, type InstancedBufferGeometry } from 'three';
import { createRandom } from '../random.ts';
import type { PlaceLook } from './looks.ts';
import { createWriter, stoneLeaf } from './tree-mesh.ts';
import type { Tree } from './tree-plan.ts';
import { inSectors } from './trees.ts';

/** A stone of height 1, sunk a little, its faces broken. */
function createStoneGeometry(seed: number): BufferGeometry {
  const random = createRandom(seed);
  const writer = createWriter();
  const ball = new IcosahedronGeometry(1, 1).getAttribute('position');
  const wide = 0.8 + 0.5 * random();
  // The ball's corners are listed once per face: what a corner becomes follows from where it is.
  const uneven = (x: number, y: number, z: number): number =>
    1 + 0.3 * Math.sin(3.1 * x + seed) * Math.cos(2.3 * z + 2 * y) + 0.14 * Math.sin(7 * y + 5 * x);
  const corner = (i: number): number => {
    const [x, y, z] = [ball.getX(i), ball.getY(i), ball.getZ(i)];
    const out = uneven(x, y, z);
    return writer.vertex({
      position: [wide * x * out, 0.3 + 0.7 * y * out, 0.8 * wide * z * out],
      normal: [x, y, z],
      leaf: [stoneLeaf],
      // The foot of a stone sees the ground.
      shade: [Math.min(1, Math.max(0.25, 0.55 + 0.6 * y))],
      twig: [0, 0, 0, 0],
    });
  };
  for (let i = 0; i < ball.count; i += 3) writer.triangle(corner(i), corner(i + 1), corner(i + 2));
  return writer.build();
}

/** Stones around the stage: many small ones, a few as high as a knee, gathered here and there. */
export function planStones(seed: number, count: number): Tree[] {
  const random = createRandom(seed + 9700);
  let heap = { r: 20, bearing: 0 };
  return Array.from({ length: count }, () => {
    if (random() < 0.12) heap = { r: 11 + 70 * random() ** 1.4, bearing: 2 * Math.PI * random() };
    const r = Math.max(10.5, heap.r + (random() - 0.5) * (3 + 0.25 * heap.r));
    const bearing = heap.bearing + ((random() - 0.5) * 7) / r;
    return {
      x: r * Math.sin(bearing),
      z: -r * Math.cos(bearing),
      heightM: 0.05 + 0.5 * random() ** 7 + 0.002 * r * random(),
      turn: 2 * Math.PI * random(),
      from: 0,
      isConifer: false,
    };
  });
}

/** The stones of a place, in slices that are culled by themselves. */
export function createStoneGeometries(
  seed: number,
  { stones, waterM }: PlaceLook,
  heightM: (x: number, z: number) => number,
): InstancedBufferGeometry[] {
  if (stones === 0) return [];
  const lying = planStones(seed, stones).filter(({ x, z }) => heightM(x, z) > waterM + 0.2);
  // The tree's shader sinks every foot by 15 cm.
  return inSectors(createStoneGeometry(seed + 4), lying, (x, z) => heightM(x, z) + 0.13, 6);
}
