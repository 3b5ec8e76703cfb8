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

/** OpenTrackIO 1.0.1 as JSON in one packet: pan + left, Z up, Y forward. */
export function openTrackIoBytes(
  panDeg: number,
  tiltDeg: number,
  rollDeg: number,
  [x, y, z]: readonly [number, number, number],
): Buffer {
  const sample = {
    protocol: { name: 'OpenTrackIO', version: [1, 0, 1] },
    sampleId: `urn:uuid:00000000-0000-4000-8000-${String(otrkSequence).padStart(12, '0')}`,
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
  header.writeUInt16BE(otrkSequence++ & 0xffff, 6);
  header.writeUInt16BE(0x8000 | payload.length, 12);
  let [a, b] = [0, 0];
  for (const byte of [...header.subarray(0, 14), ...payload]) {
    a = (a + byte) % 256;
    b = (b + a) % 256;
  }
  header.writeUInt16BE((b << 8) | a, 14);
  return Buffer.concat([header, payload]);
}
