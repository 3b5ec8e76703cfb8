import {
  type BufferGeometry,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
  Sphere,
  Vector3,
} from 'three';
import type { PlaceLook } from './looks.ts';
import {
  createBroadleafGeometry,
  createConiferGeometry,
  createTuftGeometry,
  type TreeDetail,
} from './tree-mesh.ts';
import {
  farTrees,
  middleTrees,
  nearTrees,
  planTrees,
  planTufts,
  type Tree,
  type TreeZone,
} from './tree-plan.ts';

/** Slices around the stage that are culled by themselves: finer where more stands in each. */
const sectorsOf: Readonly<Record<TreeDetail, number>> = { near: 12, middle: 16, far: 14 };

/** Those that stand at an amount of trees: instances are in the order in which they come. */
export function showTrees(geometry: InstancedBufferGeometry, amount: number): void {
  const makes = geometry.getAttribute('make');
  let count = 0;
  while (count < makes.count && makes.getY(count) <= amount) count++;
  geometry.instanceCount = count;
}

/** Instances of one kind in one sector, with a sphere around them so that they are culled together. */
function instancesOf(
  shape: BufferGeometry,
  unsorted: readonly Tree[],
  heightM: (x: number, z: number) => number,
): InstancedBufferGeometry {
  const trees = [...unsorted].sort((a, b) => a.from - b.from);
  const geometry = new InstancedBufferGeometry();
  geometry.index = shape.index;
  for (const [name, attribute] of Object.entries(shape.attributes)) {
    geometry.setAttribute(name, attribute);
  }
  const feet = new Float32Array(4 * trees.length);
  const makes = new Float32Array(2 * trees.length);
  trees.forEach((tree, i) => {
    feet.set([tree.x, heightM(tree.x, tree.z), tree.z, tree.heightM], 4 * i);
    makes.set([tree.turn, tree.from], 2 * i);
  });
  geometry.setAttribute('foot', new InstancedBufferAttribute(feet, 4));
  geometry.setAttribute('make', new InstancedBufferAttribute(makes, 2));
  geometry.instanceCount = trees.length;
  const points = trees.map(
    (tree, i) => new Vector3(tree.x, (feet[4 * i + 1] ?? 0) + tree.heightM / 2, tree.z),
  );
  geometry.boundingSphere = new Sphere().setFromPoints(points);
  // Relief may be turned down to nothing: the sphere reaches from the level to the full height.
  geometry.boundingSphere.center.y /= 2;
  geometry.boundingSphere.radius += 12 + Math.abs(geometry.boundingSphere.center.y);
  return geometry;
}

const sectorOf = ({ x, z }: Tree, sectors: number): number =>
  Math.floor(((Math.atan2(x, -z) / (2 * Math.PI) + 1) % 1) * sectors);

export function inSectors(
  shape: BufferGeometry,
  trees: readonly Tree[],
  heightM: (x: number, z: number) => number,
  sectors: number,
): InstancedBufferGeometry[] {
  return Array.from({ length: sectors }, (_, sector) =>
    trees.filter((tree) => sectorOf(tree, sectors) === sector),
  )
    .filter((part) => part.length > 0)
    .map((part) => instancesOf(shape, part, heightM));
}

/**
 * All trees of a land, where they may stand, and those near enough to cast a shadow that is seen;
 * `heightM` is the land's height for a relief of 1.
 */
export function createTreeGeometries(
  seed: number,
  conifers: number,
  heightM: (x: number, z: number) => number,
  mayStand: (x: number, z: number) => boolean,
): { geometries: InstancedBufferGeometry[]; near: Tree[] } {
  const standing = (zone: TreeZone): Tree[] =>
    planTrees(seed, zone, conifers).filter(({ x, z }) => mayStand(x, z));
  const near = standing(nearTrees);
  const stands: readonly (readonly [TreeDetail, readonly Tree[]])[] = [
    ['near', near],
    ['middle', standing(middleTrees)],
    ['far', standing(farTrees)],
  ];
  const geometries = stands.flatMap(([detail, trees]) =>
    [true, false].flatMap((isConifer) => {
      const shape = isConifer
        ? createConiferGeometry(seed + 1, detail)
        : createBroadleafGeometry(seed + 2, detail);
      const kind = trees.filter((tree) => tree.isConifer === isConifer);
      return inSectors(shape, kind, heightM, sectorsOf[detail]);
    }),
  );
  return { geometries, near };
}

/** The grass or the ferns around the stage. */
export function createGrassGeometries(
  seed: number,
  { grass, tuftM, ferns, waterM }: PlaceLook,
  heightM: (x: number, z: number) => number,
): InstancedBufferGeometry[] {
  const tufts = planTufts(seed, grass, tuftM).filter(({ x, z }) => heightM(x, z) > waterM + 0.3);
  return inSectors(createTuftGeometry(seed + 3, ferns), tufts, heightM, 8);
}
