/** A mesh of a test file: triangles, and the light that it emits. */
export interface GlbMesh {
  positions: number[];
  indices: number[];
  emissive: [number, number, number];
  /** Goes steadily by this much in so many seconds of content time, and then again. */
  moves?: { by: readonly [number, number, number]; seconds: number };
}

/** A sphere fine enough that its silhouette is a circle to a thousandth of its radius. */
export function sphereMesh(
  centre: readonly [number, number, number],
  radius: number,
  emissive: [number, number, number],
): GlbMesh {
  const [columns, rows] = [96, 48];
  const positions: number[] = [];
  const indices: number[] = [];
  for (let r = 0; r <= rows; r++) {
    for (let c = 0; c <= columns; c++) {
      const [theta, phi] = [(r / rows) * Math.PI, (c / columns) * 2 * Math.PI];
      positions.push(
        centre[0] + radius * Math.sin(theta) * Math.cos(phi),
        centre[1] + radius * Math.cos(theta),
        centre[2] + radius * Math.sin(theta) * Math.sin(phi),
      );
      if (r === rows || c === columns) continue;
      const a = r * (columns + 1) + c;
      const b = a + columns + 1;
      indices.push(a, a + 1, b, b, a + 1, b + 1);
    }
  }
  return { positions, indices, emissive };
}

/** A box from one corner to the other. */
export function boxMesh(
  min: readonly [number, number, number],
  max: readonly [number, number, number],
  emissive: [number, number, number],
): GlbMesh {
  const corners = [0, 1, 2, 3, 4, 5, 6, 7].map((i) => [
    i & 1 ? max[0] : min[0],
    i & 2 ? max[1] : min[1],
    i & 4 ? max[2] : min[2],
  ]);
  // biome-ignore format: six faces
  const indices = [
    0, 2, 1, 1, 2, 3,  4, 5, 6, 5, 7, 6,  0, 1, 4, 1, 5, 4,
    2, 6, 3, 3, 6, 7,  0, 4, 2, 2, 4, 6,  1, 3, 5, 3, 7, 5,
  ];
  return { positions: corners.flat(), indices, emissive };
}

const pad = (bytes: Buffer, fill: number): Buffer =>
  Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4, fill)]);

/** A binary glTF 2.0 file of meshes that emit light and reflect none. */
export function glbFile(meshes: readonly GlbMesh[]): Buffer {
  const chunks: Buffer[] = [];
  const bufferViews: object[] = [];
  const accessors: object[] = [];
  let offset = 0;
  const add = (data: Buffer, accessor: object, target?: number): number => {
    const view = { buffer: 0, byteOffset: offset, byteLength: data.length };
    bufferViews.push(target === undefined ? view : { ...view, target });
    chunks.push(data);
    offset += data.length;
    return accessors.push({ bufferView: bufferViews.length - 1, ...accessor }) - 1;
  };
  const gltfMeshes = meshes.map((mesh, material) => {
    const axis = (i: number) => mesh.positions.filter((_, at) => at % 3 === i);
    const bounds = (pick: (...n: number[]) => number) => [0, 1, 2].map((i) => pick(...axis(i)));
    const positions = Buffer.from(new Float32Array(mesh.positions).buffer);
    const indices = Buffer.from(new Uint32Array(mesh.indices).buffer);
    const count = mesh.positions.length / 3;
    const position = add(
      positions,
      { componentType: 5126, count, type: 'VEC3', min: bounds(Math.min), max: bounds(Math.max) },
      34962,
    );
    const index = add(
      indices,
      { componentType: 5125, count: mesh.indices.length, type: 'SCALAR' },
      34963,
    );
    return { primitives: [{ attributes: { POSITION: position }, indices: index, material }] };
  });
  const animations = meshes.flatMap(({ moves }, node) => {
    if (!moves) return [];
    const times = { componentType: 5126, count: 2, type: 'SCALAR', min: [0], max: [moves.seconds] };
    const input = add(Buffer.from(new Float32Array([0, moves.seconds]).buffer), times);
    const places = { componentType: 5126, count: 2, type: 'VEC3' };
    const output = add(Buffer.from(new Float32Array([0, 0, 0, ...moves.by]).buffer), places);
    const channels = [{ sampler: 0, target: { node, path: 'translation' } }];
    return [{ samplers: [{ input, output, interpolation: 'LINEAR' }], channels }];
  });
  const document = {
    asset: { version: '2.0', generator: 'Cyclorama tests' },
    scene: 0,
    scenes: [{ nodes: meshes.map((_, i) => i) }],
    nodes: meshes.map((_, mesh) => ({ mesh })),
    meshes: gltfMeshes,
    materials: meshes.map(({ emissive }) => ({
      emissiveFactor: emissive,
      doubleSided: true,
      pbrMetallicRoughness: {
        baseColorFactor: [0, 0, 0, 1],
        metallicFactor: 0,
        roughnessFactor: 1,
      },
    })),
    ...(animations.length > 0 ? { animations } : {}),
    accessors,
    bufferViews,
    buffers: [{ byteLength: offset }],
  };
  const json = pad(Buffer.from(JSON.stringify(document)), 0x20);
  const binary = pad(Buffer.concat(chunks), 0);
  const header = Buffer.alloc(12);
  header.write('glTF', 0);
  header.writeUInt32LE(2, 4);
  header.writeUInt32LE(12 + 8 + json.length + 8 + binary.length, 8);
  return Buffer.concat([
    header,
    chunkHeader(json, 'JSON'),
    json,
    chunkHeader(binary, 'BIN\0'),
    binary,
  ]);
}

function chunkHeader(chunk: Buffer, type: string): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt32LE(chunk.length, 0);
  header.write(type, 4);
  return header;
}
