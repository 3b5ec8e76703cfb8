/** Datagrams written here from the protocols' specifications, independent of the product's encoders. */

/** FreeD D1: pan + right, tilt + up, roll + clockwise, degrees; X right, Y forward, Z up, metres. */
export function freedBytes(
  id: number,
  panDeg: number,
  tiltDeg: number,
  rollDeg: number,
  [x, y, z]: readonly [number, number, number],
): Buffer {
  const bytes = Buffer.alloc(29);
  bytes[0] = 0xd1;
  bytes[1] = id;
  for (const [i, deg] of [panDeg, tiltDeg, rollDeg].entries()) {
    bytes.writeIntBE(Math.round(deg * 32768), 2 + i * 3, 3);
  }
  for (const [i, m] of [x, y, z].entries()) {
    bytes.writeIntBE(Math.round(m * 64_000), 11 + i * 3, 3);
  }
  let sum = 0;
  for (let i = 0; i < 28; i++) sum += bytes[i] ?? 0;
  bytes[28] = (0x40 - sum) & 0xff;
  return bytes;
}

let otrkSequence = 0;

/** OpenTrackIO 1.0.1 as JSON in one packet: pan + left, Z up, Y forward; packets count on by themselves. */
export function openTrackIoBytes(
  panDeg: number,
  tiltDeg: number,
  rollDeg: number,
  [x, y, z]: readonly [number, number, number],
  sequence = otrkSequence++,
): Buffer {
  const sample = {
    protocol: { name: 'OpenTrackIO', version: [1, 0, 1] },
    sampleId: `urn:uuid:00000000-0000-4000-8000-${String(sequence).padStart(12, '0')}`,
    sourceNumber: 1,
    transforms: [
      {
        translation: { x, y, z },
        rotation: { pan: panDeg, tilt: tiltDeg, roll: rollDeg },
        id: 'Camera',
      },
    ],
  };
  const payload = Buffer.from(JSON.stringify(sample));
  const header = Buffer.alloc(16);
  header.write('OTrk', 0);
  header[5] = 1;
  header.writeUInt16BE(sequence & 0xffff, 6);
  header.writeUInt16BE(0x8000 | payload.length, 12);
  let [a, b] = [0, 0];
  for (const byte of [...header.subarray(0, 14), ...payload]) {
    a = (a + byte) % 256;
    b = (b + a) % 256;
  }
  header.writeUInt16BE((b << 8) | a, 14);
  return Buffer.concat([header, payload]);
}

const u16 = (value: number): number[] => [value & 0xff, (value >> 8) & 0xff];
/** A chunk of PosiStageNet: u32 little-endian of id, length, and whether there are chunks in it. */
const chunk = (id: number, data: readonly number[], hasChunks = false): number[] => [
  ...u16(id),
  ...u16(data.length | (hasChunks ? 0x8000 : 0)),
  ...data,
];

/** Fields of the wire as bytes, little-endian floats. */
const floats = (values: readonly number[]): number[] => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [i, value] of values.entries()) bytes.writeFloatLE(value, i * 4);
  return [...bytes];
};

let psnFrame = 0;

/**
 * PosiStageNet 2 DATA of one tracker in a frame of its own: position in metres and axis scaled by the angle
 * in radians, both in the wire's left-handed axes (X right, Y up, Z into the depth), status 1.
 */
export function psnBytes(
  tracker: number,
  position: readonly [number, number, number],
  axisAngle: readonly [number, number, number],
  frame = psnFrame++,
): Buffer {
  const stamp = Buffer.alloc(8);
  stamp.writeBigUInt64LE(BigInt(Math.round(performance.now() * 1000)));
  const fields = [
    ...chunk(0, floats(position)),
    ...chunk(2, floats(axisAngle)),
    ...chunk(3, floats([1])),
  ];
  const header = chunk(0, [...stamp, 2, 3, frame & 0xff, 1]);
  const list = chunk(1, chunk(tracker, fields, true), true);
  return Buffer.from(chunk(0x6755, [...header, ...list], true));
}

const oscText = (text: string): Buffer => {
  const bytes = Buffer.from(`${text}\0`);
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
};

/** `/VMC/Ext/Cam`: Unity's left-handed axes (X right, Y up, Z forward), vertical field of view in degrees. */
export function vmcBytes(
  name: string,
  position: readonly [number, number, number],
  quaternion: readonly [number, number, number, number],
  fovDeg: number,
): Buffer {
  const numbers = [...position, ...quaternion, fovDeg];
  const data = Buffer.alloc(numbers.length * 4);
  for (const [i, value] of numbers.entries()) data.writeFloatBE(value, i * 4);
  return Buffer.concat([oscText('/VMC/Ext/Cam'), oscText(`,sffffffff`), oscText(name), data]);
}
