import { describe, expect, it } from 'vitest';
import { createPose, quat, quatFromRotationDeg, radFromDeg, vec3 } from '../../core/math.ts';
import { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import { decodeFreed, encodeFreed } from '../../devices/freed/codec.ts';
import { bytesOf, collect, fixtureJson, loopback } from './collect.ts';

interface Vector {
  name: string;
  hex: string;
  valid: boolean;
  expect: Record<
    | 'cameraId'
    | 'panDeg'
    | 'tiltDeg'
    | 'rollDeg'
    | 'xMm'
    | 'yMm'
    | 'zMm'
    | 'zoomRaw'
    | 'focusRaw'
    | 'user',
    number
  >;
}

const vectors = fixtureJson('freed/generated_d1.json') as Vector[];

/** Ry(−pan)·Rx(tilt)·Rz(−roll) by gl-matrix's own axis rotations, not by the code under test. */
function expectedOrientation(panDeg: number, tiltDeg: number, rollDeg: number): quat {
  const q = quat.create();
  quat.rotateY(q, q, -radFromDeg(panDeg));
  quat.rotateX(q, q, radFromDeg(tiltDeg));
  return quat.rotateZ(q, q, -radFromDeg(rollDeg));
}

describe('FreeD D1', () => {
  it.each(vectors.filter((v) => v.valid))('decodes "$name" to its documented values', (vector) => {
    const { device, samples } = collect('freed');
    device.receive(bytesOf(vector.hex), loopback);
    const [sample] = samples;
    const { cameraId, panDeg, tiltDeg, rollDeg, xMm, yMm, zMm, ...raw } = vector.expect;
    expect(sample?.subject).toBe(String(cameraId));
    expect(sample?.x).toBeCloseTo(xMm / 1000, 9);
    expect(sample?.y).toBeCloseTo(zMm / 1000, 9);
    expect(sample?.z).toBeCloseTo(-yMm / 1000, 9);
    const q = expectedOrientation(panDeg, tiltDeg, rollDeg);
    expect(Math.abs(quat.dot(q, [sample!.qx, sample!.qy, sample!.qz, sample!.qw]))).toBeCloseTo(
      1,
      12,
    );
    expect(sample?.zoomEncoder).toBe(raw.zoomRaw);
    expect(sample?.focusEncoder).toBe(raw.focusRaw);
    expect(sample?.irisEncoder).toBe(raw.user);
    expect(sample?.sourceTimeMs).toBeNaN();
    expect(sample?.receivedMs).toBe(1000);
  });

  it.each(vectors.filter((v) => !v.valid))('refuses "$name" and counts it once', (vector) => {
    const { device, samples } = collect('freed');
    device.receive(bytesOf(vector.hex), loopback);
    expect(samples).toEqual([]);
    expect(device.counters().accepted).toBe(0);
    expect([...device.counters().refused.values()]).toEqual([1]);
  });

  it('takes every packet of a datagram that a serial bridge has filled with several', () => {
    const { device, samples } = collect('freed');
    const packets = vectors.filter((v) => v.valid).map((v) => bytesOf(v.hex));
    device.receive(Uint8Array.from(packets.flatMap((packet) => [...packet])), loopback);
    expect(samples.map((s) => s.subject)).toEqual(
      vectors.filter((v) => v.valid).map((v) => String(v.expect.cameraId)),
    );
  });

  it('keeps the good packets of a datagram in which one has a bad checksum', () => {
    const { device, samples } = collect('freed');
    const good = bytesOf(vectors.find((v) => v.valid)!.hex);
    const bad = Uint8Array.from(good);
    bad[28] = (bad[28]! + 1) & 0xff;
    device.receive(Uint8Array.from([...good, ...bad, ...good]), loopback);
    expect(samples).toHaveLength(2);
    expect(device.counters().refused.get('checksum')).toBe(1);
  });

  it('counts poll, status and other FreeD types apart from foreign traffic', () => {
    const { device } = collect('freed');
    device.receive(bytesOf('d00100006f'), loopback);
    device.receive(bytesOf('db01000064'), loopback);
    device.receive(bytesOf('2f63616d'), loopback);
    expect(Object.fromEntries(device.counters().refused)).toEqual({ 'other-type': 2, type: 1 });
  });

  it('returns a pose to within one count of the wire', () => {
    const pose = createPose();
    vec3.set(pose.position, 1.234, 1.61, -2.345);
    quatFromRotationDeg(pose.orientation, [-12.3, 45.6, 7.8]);
    const packet = new Uint8Array(29);
    encodeFreed(packet, 7, pose, { zoom: 0xabcdef, focus: 1, iris: 0x1234 });
    const sample = new TrackingSample();
    expect(decodeFreed(packet, 0, sample)).toBeUndefined();
    expect(Math.abs(sample.x - 1.234)).toBeLessThan(1 / 64_000);
    expect(Math.abs(sample.y - 1.61)).toBeLessThan(1 / 64_000);
    expect(Math.abs(sample.z + 2.345)).toBeLessThan(1 / 64_000);
    const dot = quat.dot(pose.orientation, [sample.qx, sample.qy, sample.qz, sample.qw]);
    expect(2 * Math.acos(Math.min(1, Math.abs(dot)))).toBeLessThan(radFromDeg(2 / 32768));
    expect([sample.zoomEncoder, sample.focusEncoder, sample.irisEncoder]).toEqual([
      0xabcdef, 1, 0x1234,
    ]);
  });
});
