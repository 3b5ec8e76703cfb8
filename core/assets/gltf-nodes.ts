import type { Problem } from '../result.ts';
import type { Gltf } from './gltf-schema.ts';

/** Deeper trees overflow the stack of whoever walks them. */
const maxNodeDepth = 512;
/** Vertices per frame above which no graphics card keeps a wall's rate. */
const maxDrawnVertices = 200_000_000;

const problem = (path: string, code: string, message: string): Problem => ({ path, code, message });

/** The node graph: references that exist, one parent each, no loop, bounded depth and work. */
export function checkNodes(gltf: Gltf): Problem[] {
  const references = [...checkMeshReferences(gltf), ...checkSceneReferences(gltf)];
  if (references.length > 0) return references;
  const parents = parentsOf(gltf);
  if (!parents) return [problem('/nodes', 'gltf-tree', 'A node has two parents or is its own.')];
  if (isTooDeep(parents)) {
    return [problem('/nodes', 'gltf-tree', `Nodes form a loop or nest beyond ${maxNodeDepth}.`)];
  }
  const drawn = drawnVertices(gltf);
  return drawn <= maxDrawnVertices
    ? []
    : [problem('/nodes', 'gltf-size', `${drawn} vertices per frame are too many: decimate it.`)];
}

function checkMeshReferences(gltf: Gltf): Problem[] {
  const known = gltf.accessors.length;
  const wrong = gltf.meshes.findIndex((mesh) =>
    mesh.primitives.some((primitive) => {
      const targets = (primitive.targets ?? []).flatMap((target) => Object.values(target));
      const used = [...Object.values(primitive.attributes), ...targets, primitive.indices ?? 0];
      return used.some((accessor) => accessor >= known);
    }),
  );
  if (wrong < 0) return [];
  return [problem(`/meshes/${wrong}`, 'gltf-reference', 'It names an accessor that is not there.')];
}

function checkSceneReferences(gltf: Gltf): Problem[] {
  const { nodes, meshes, images } = gltf;
  const node = nodes.findIndex(
    ({ children = [], mesh = -1 }) =>
      mesh >= meshes.length || children.some((child) => child >= nodes.length),
  );
  const scene = gltf.scenes.findIndex((each) => each.nodes.some((root) => root >= nodes.length));
  const texture = gltf.textures.findIndex(({ source = -1 }) => source >= images.length);
  const places: [string, number][] = [
    ['nodes', node],
    ['scenes', scene],
    ['textures', texture],
  ];
  return places
    .filter(([, index]) => index >= 0)
    .map(([name, index]) =>
      problem(`/${name}/${index}`, 'gltf-reference', 'It names something that is not there.'),
    );
}

/** The parent of each node, −1 for roots; `undefined` when a node is claimed twice. */
function parentsOf(gltf: Gltf): Int32Array | undefined {
  const parents = new Int32Array(gltf.nodes.length).fill(-1);
  for (const [parent, { children = [] }] of gltf.nodes.entries()) {
    for (const child of children) {
      if (parents[child] !== -1 || child === parent) return undefined;
      parents[child] = parent;
    }
  }
  return parents;
}

/** Whether a walk up from some node takes more than the allowed steps; a loop never ends, so it does. */
function isTooDeep(parents: Int32Array): boolean {
  const depths = new Int32Array(parents.length);
  return parents.some((_, start) => {
    let node = start;
    let steps = 0;
    while (node >= 0 && steps <= maxNodeDepth && !depths[node]) {
      node = parents[node] ?? -1;
      steps++;
    }
    depths[start] = steps + (node >= 0 ? (depths[node] ?? 0) : 0);
    return (depths[start] ?? 0) > maxNodeDepth;
  });
}

function drawnVertices(gltf: Gltf): number {
  const perMesh = gltf.meshes.map((mesh) =>
    mesh.primitives.reduce((sum, { attributes, indices }) => {
      const source = indices ?? attributes.POSITION;
      return sum + (source === undefined ? 0 : (gltf.accessors[source]?.count ?? 0));
    }, 0),
  );
  return gltf.nodes.reduce((sum, { mesh }) => sum + (perMesh[mesh ?? -1] ?? 0), 0);
}
