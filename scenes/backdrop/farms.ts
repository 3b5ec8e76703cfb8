import type { BufferGeometry, InstancedBufferGeometry } from 'three';
import { planFarms, planHedges } from './farm-plan.ts';
import {
  createBroadleafGeometry,
  createWriter,
  type Point,
  roofLeaf,
  wallLeaf,
} from './tree-mesh.ts';
import { inSectors } from './trees.ts';

/** A barn of height 1: four walls, two gables and a roof that stands over. */
function createBarnGeometry(): BufferGeometry {
  const writer = createWriter();
  const [halfX, halfZ, eaves] = [0.62, 1.25, 0.5] as const;
  const face = (leaf: number, normal: Point, corners: readonly Point[]): void => {
    const ids = corners.map((position) =>
      writer.vertex({ position, normal, leaf: [leaf], shade: [0.95], twig: [0, 0, 0, 0] }),
    );
    for (let i = 2; i < ids.length; i++) writer.triangle(ids[0] ?? 0, ids[i - 1] ?? 0, ids[i] ?? 0);
  };
  const low = -0.2;
  for (const side of [-1, 1]) {
    const [x, z] = [side * halfX, side * halfZ];
    face(
      wallLeaf,
      [side, 0, 0],
      [
        [x, low, -halfZ],
        [x, low, halfZ],
        [x, eaves, halfZ],
        [x, eaves, -halfZ],
      ],
    );
    face(
      wallLeaf,
      [0, 0, side],
      [
        [-halfX, low, z],
        [halfX, low, z],
        [halfX, eaves, z],
        [0, 0.97, z],
        [-halfX, eaves, z],
      ],
    );
    face(
      roofLeaf,
      [0.61 * side, 0.79, 0],
      [
        [1.12 * x, eaves - 0.07, -1.04 * halfZ],
        [1.12 * x, eaves - 0.07, 1.04 * halfZ],
        [0, 1, 1.04 * halfZ],
        [0, 1, -1.04 * halfZ],
      ],
    );
  }
  return writer.build();
}

/** Hedges, rows of trees and farms of a land laid out in fields; every `each`th bush of a hedge. */
export function createFarmGeometries(
  seed: number,
  each: number,
  heightM: (x: number, z: number) => number,
): InstancedBufferGeometry[] {
  const { houses, trees } = planFarms(seed);
  const hedges = planHedges(seed).filter((_, i) => i % each === 0);
  const green = createBroadleafGeometry(seed + 5, 'far');
  return [
    ...inSectors(green, [...hedges, ...trees], heightM, 10),
    ...inSectors(createBarnGeometry(), houses, heightM, 3),
  ];
}
