import { describe, expect, it } from 'vitest';
import { createPose, quat, quatFromRotationDeg, vec3 } from '../../core/math.ts';
import { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import { createPsnPacket, decodeTracker, readPacket } from '../../devices/psn/codec.ts';
import { encodeData } from '../../devices/psn/encoder.ts';
import { psnSimulator } from '../../devices/psn/simulator.ts';
import { fixtureRecording, refusedTotal } from './collect.ts';
import { fuzzSeed, type Random, randomFrom } from './fuzz.ts';
import { psnReceiver } from './psn-receiver.ts';

const cases = 2000;
const recorded = fixtureRecording('psn/captured_2trackers_info_then_data.jsonl').map(
  (datagram) => datagram.bytes,
);
const whole = (random: Random, below: number): number => Math.floor(random() * below);

/** Up to four times: a bit, a byte, a length or float at its extreme, a cut, or more bytes. */
function mutated(original: Uint8Array, random: Random): Uint8Array {
  let bytes = Uint8Array.from(original);
  for (let n = whole(random, 5); n > 0; n -= 1) {
    const at = whole(random, Math.max(1, bytes.length));
    const kind = whole(random, 5);
    if (kind === 0) bytes[at] = (bytes[at] ?? 0) ^ (1 << whole(random, 8));
    else if (kind === 1) bytes[at] = whole(random, 256);
    else if (kind === 2) bytes.set([0, 0, 0x80, 0x7f].slice(0, bytes.length - at), at);
    else if (kind === 3) bytes = bytes.slice(0, at);
    else
      bytes = Uint8Array.from([...bytes, ...Array.from({ length: 9 }, () => whole(random, 256))]);
  }
  return bytes;
}

/** What must not be in a sample, whatever the bytes were. */
function wrongWith(sample: TrackingSample): string | undefined {
  const { x, y, z, qx, qy, qz, qw, subject, sourceTimeMs, sequence } = sample;
  if (![x, y, z, sequence].every(Number.isFinite)) return `not finite: ${[x, y, z, sequence]}`;
  if (!(Math.abs(Math.hypot(qx, qy, qz, qw) - 1) < 1e-6)) return `not a turn: ${[qx, qy, qz, qw]}`;
  if (Math.abs(sourceTimeMs) === Number.POSITIVE_INFINITY) return 'endless time';
  return /^\d{1,5}$/.test(subject) ? undefined : `subject ${subject}`;
}

describe('what a network can make of PosiStageNet', () => {
  it(`${cases} mutated datagrams: none throws, each counts, no bad pose (CYCLORAMA_SEED=${fuzzSeed})`, () => {
    const random = randomFrom(fuzzSeed);
    const receiver = psnReceiver();
    const simulator = psnSimulator({ id: 65_530, trackers: 6 });
    const { device, samples } = receiver;
    const uncounted: string[] = [];
    const counted = () => device.counters().accepted + refusedTotal(device);
    for (let i = 0; i < cases; i += 1) {
      const fresh = simulator.datagrams(createPose(), i * 16);
      const pool = random() < 0.6 ? fresh : recorded;
      const bytes = mutated(pool[whole(random, pool.length)] ?? new Uint8Array(0), random);
      receiver.nowMs += 16;
      const before = counted();
      receiver.send([bytes], { port: whole(random, 20) });
      if (counted() === before) uncounted.push(Buffer.from(bytes).toString('hex'));
    }
    expect(uncounted).toEqual([]);
    expect(device.counters().refused.get('internal')).toBeUndefined();
    expect(device.counters().accepted).toBeGreaterThan(cases / 10);
    expect(Object.keys(receiver.refused()).length).toBeGreaterThan(3);
    expect(samples.map(wrongWith).filter((wrong) => wrong !== undefined)).toEqual([]);
  });

  it('noise of any length never throws and never is a pose', () => {
    const random = randomFrom(fuzzSeed + 1);
    const { send, samples, device } = psnReceiver();
    for (let i = 0; i < cases; i += 1) {
      const bytes = Uint8Array.from({ length: whole(random, 300) }, () => whole(random, 256));
      if (i % 2 === 0) bytes.set([0x55, 0x67].slice(0, bytes.length));
      send([bytes]);
    }
    expect(samples).toEqual([]);
    expect(refusedTotal(device)).toBe(cases);
  });
});

describe('the encoder of PosiStageNet', () => {
  it(`500 poses come back to the nearest float32 (CYCLORAMA_SEED=${fuzzSeed})`, () => {
    const random = randomFrom(fuzzSeed + 2);
    const between = (low: number, high: number): number => low + (high - low) * random();
    const packet = createPsnPacket();
    const sample = new TrackingSample();
    for (let i = 0; i < 500; i += 1) {
      const pose = createPose();
      vec3.set(pose.position, between(-9, 9), between(-9, 9), between(-9, 9));
      const degrees = [between(-90, 90), between(-180, 180), between(-180, 180)] as const;
      quatFromRotationDeg(pose.orientation, [...degrees]);
      const [id, timestampUs, status] = [whole(random, 65_536), whole(random, 2 ** 52), random()];
      const tracker = { id, pose, status, timestampUs };
      const [bytes = new Uint8Array(0)] = encodeData({ timestampUs: 1, frameId: i & 255 }, [
        tracker,
      ]);
      expect(readPacket(bytes, packet)).toBeUndefined();
      expect(packet).toMatchObject({ kind: 'data', frameId: i & 255, packetCount: 1 });
      const habits = { orientationHand: 'left', ignore: [] } as const;
      const { listStart } = packet;
      expect(decodeTracker(bytes, listStart, packet.timestampUs, habits, sample)).toBeUndefined();
      expect(sample).toMatchObject({ subject: String(id), valid: status > 0 });
      expect(sample.sourceTimeMs).toBeCloseTo(timestampUs / 1000, 3);
      expect([sample.x, sample.y, sample.z]).toEqual([...pose.position].map(Math.fround));
      const q: quat = [sample.qx, sample.qy, sample.qz, sample.qw];
      const sign = quat.dot(q, pose.orientation) < 0 ? -1 : 1;
      for (let c = 0; c < 4; c += 1) expect(q[c]).toBeCloseTo(sign * pose.orientation[c]!, 6);
    }
  });

  it('a frame of no trackers has no packets', () => {
    expect(encodeData({ timestampUs: 0, frameId: 0 }, [])).toEqual([]);
  });
});
