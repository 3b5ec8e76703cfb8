const pad = (bytes: Buffer, fill: number): Buffer =>
  Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4, fill)]);

function chunk(type: number, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32LE(data.length, 0);
  head.writeUInt32LE(type, 4);
  return Buffer.concat([head, data]);
}

/** The bytes of a `.glb` with this JSON and BIN chunk, each part overridable to be wrong. */
export function glbBytes(
  json: unknown,
  bin: Buffer = Buffer.alloc(0),
  header: { version?: number; declared?: number } = {},
): Buffer {
  const text = typeof json === 'string' ? json : JSON.stringify(json);
  const chunks = [chunk(0x4e4f534a, pad(Buffer.from(text), 0x20))];
  if (bin.length > 0) chunks.push(chunk(0x004e4942, pad(bin, 0)));
  const body = Buffer.concat(chunks);
  const head = Buffer.alloc(12);
  head.write('glTF', 'latin1');
  head.writeUInt32LE(header.version ?? 2, 4);
  head.writeUInt32LE(header.declared ?? 12 + body.length, 8);
  return Buffer.concat([head, body]);
}

/** One triangle: nine floats of position, three indices. */
export const triangleBin = (): Buffer => {
  const bin = Buffer.alloc(42);
  [0, 0, 0, 1, 0, 0, 0, 1, 0].forEach((value, index) => {
    bin.writeFloatLE(value, index * 4);
  });
  [0, 1, 2].forEach((value, index) => {
    bin.writeUInt16LE(value, 36 + index * 2);
  });
  return bin;
};

/** A valid document over `triangleBin`, with parts replaced by a test. */
export const triangleJson = (over: object = {}): object => ({
  asset: { version: '2.0' },
  buffers: [{ byteLength: 42 }],
  bufferViews: [
    { buffer: 0, byteLength: 36 },
    { buffer: 0, byteOffset: 36, byteLength: 6 },
  ],
  accessors: [
    { bufferView: 0, componentType: 5126, count: 3, type: 'VEC3', min: [0, 0, 0], max: [1, 1, 0] },
    { bufferView: 1, componentType: 5123, count: 3, type: 'SCALAR' },
  ],
  meshes: [{ primitives: [{ attributes: { POSITION: 0 }, indices: 1 }] }],
  nodes: [{ mesh: 0 }],
  scenes: [{ nodes: [0] }],
  scene: 0,
  ...over,
});

export const triangleGlb = (over: object = {}): Buffer =>
  glbBytes(triangleJson(over), triangleBin());

/** A PNG that says it has this size; only its header is true. */
export function pngHead(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(33);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]).copy(bytes);
  bytes.write('IHDR', 12, 'latin1');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}
