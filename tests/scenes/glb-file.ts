/** Packs a glTF document and its bytes into a .glb (glTF 2.0 specification, section 4.4). */
export function packGlb(document: unknown, binary = new Uint8Array(0)): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(document));
  const jsonLength = 4 * Math.ceil(json.length / 4);
  const binaryLength = 4 * Math.ceil(binary.length / 4);
  const total = 20 + jsonLength + (binary.length > 0 ? 8 + binaryLength : 0);
  const bytes = new Uint8Array(total);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x46546c67, true);
  view.setUint32(4, 2, true);
  view.setUint32(8, total, true);
  view.setUint32(12, jsonLength, true);
  view.setUint32(16, 0x4e4f534a, true);
  bytes.fill(0x20, 20, 20 + jsonLength);
  bytes.set(json, 20);
  if (binary.length > 0) {
    view.setUint32(20 + jsonLength, binaryLength, true);
    view.setUint32(24 + jsonLength, 0x004e4942, true);
    bytes.set(binary, 28 + jsonLength);
  }
  return bytes;
}

/** One square 2 m wide at (0, 1.6, −5) that faces the stage, with the material given. */
export function squareGlb(material: unknown, extra: Record<string, unknown> = {}): Uint8Array {
  const corners = new Float32Array([-1, 0.6, -5, 1, 0.6, -5, 1, 2.6, -5, -1, 2.6, -5]);
  const normals = new Float32Array([0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1]);
  const times = new Float32Array([0, 1, 2]);
  const moves = new Float32Array([0, 0, 0, 2, 0, 0, 0, 0, 0]);
  const indices = new Uint16Array([0, 1, 2, 0, 2, 3]);
  const parts = [corners, normals, times, moves, indices];
  const views: unknown[] = [];
  let at = 0;
  for (const part of parts) {
    views.push({ buffer: 0, byteOffset: at, byteLength: part.byteLength });
    at += part.byteLength;
  }
  const binary = new Uint8Array(at);
  at = 0;
  for (const part of parts) {
    binary.set(new Uint8Array(part.buffer), at);
    at += part.byteLength;
  }
  return packGlb(
    {
      asset: { version: '2.0' },
      scene: 0,
      scenes: [{ nodes: [0] }],
      nodes: [{ mesh: 0 }],
      meshes: [
        { primitives: [{ attributes: { POSITION: 0, NORMAL: 1 }, indices: 4, material: 0 }] },
      ],
      materials: [material],
      buffers: [{ byteLength: binary.length }],
      bufferViews: views,
      accessors: [
        {
          bufferView: 0,
          componentType: 5126,
          count: 4,
          type: 'VEC3',
          min: [-1, 0.6, -5],
          max: [1, 2.6, -5],
        },
        { bufferView: 1, componentType: 5126, count: 4, type: 'VEC3' },
        { bufferView: 2, componentType: 5126, count: 3, type: 'SCALAR', min: [0], max: [2] },
        { bufferView: 3, componentType: 5126, count: 3, type: 'VEC3' },
        { bufferView: 4, componentType: 5123, count: 6, type: 'SCALAR' },
      ],
      ...extra,
    },
    binary,
  );
}

export const emissiveWhite = {
  emissiveFactor: [1, 1, 1],
  pbrMetallicRoughness: { baseColorFactor: [0, 0, 0, 1], metallicFactor: 0, roughnessFactor: 1 },
};

/** To and fro along X in 2 s. */
export const moving = {
  animations: [
    {
      channels: [{ sampler: 0, target: { node: 0, path: 'translation' } }],
      samplers: [{ input: 2, output: 3, interpolation: 'LINEAR' }],
    },
  ],
};
