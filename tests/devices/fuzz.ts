import { createPose } from '../../core/math.ts';
import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import { freedSimulator } from '../../devices/freed/simulator.ts';
import { fletcher16 } from '../../devices/opentrackio/header.ts';
import { openTrackIoSimulator } from '../../devices/opentrackio/simulator.ts';
import { encodeOscMessage } from '../../devices/osc/osc-js.ts';
import { oscSimulator, vmcSimulator } from '../../devices/osc/simulator.ts';
import { psnSimulator } from '../../devices/psn/simulator.ts';
import { motionOptions, motionPose } from '../../devices/simulated/motion.ts';
import { collect, fixtureRecording, loopback, refusedTotal } from './collect.ts';
import { bundle } from './osc-bytes.ts';

/** Seed of the random tests: CYCLORAMA_SEED, or the time of the run. */
export const fuzzSeed = Number(process.env.CYCLORAMA_SEED ?? Date.now() % 2 ** 31);

export type Random = () => number;

/** Mulberry32: numbers in [0, 1) from a seed, the same on every machine. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Protocol {
  /** A stream of valid datagrams to start from. */
  valid: (index: number, random: Random) => Uint8Array;
  /** Makes the checksum right again, so that mutations get past it. */
  repair: (bytes: Uint8Array) => void;
}

const poseAt = (index: number) => motionPose(createPose(), index * 16, motionOptions());
const whole = (random: Random, below: number): number => Math.floor(random() * below);
const pick = <Item>(random: Random, items: readonly Item[]): Item => {
  const item = items[whole(random, items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
};

function freed(): Protocol {
  return {
    valid: (index, random) => {
      const packets = Array.from({ length: 1 + whole(random, 3) }, () => [
        ...(freedSimulator({ cameraId: whole(random, 256) }).datagrams(poseAt(index), 0)[0] ?? []),
      ]);
      return Uint8Array.from(packets.flat());
    },
    repair: (bytes) => {
      for (let at = 0; at + 29 <= bytes.length; at += 29) {
        const sum = bytes.subarray(at, at + 28).reduce((total, byte) => total + byte, 0);
        bytes[at + 28] = (0x40 - sum) & 0xff;
      }
    },
  };
}

function openTrackIo(): Protocol {
  const captures = ['json', 'cbor'].flatMap((encoding) =>
    fixtureRecording(`opentrackio/captured_${encoding}_ptp_single.jsonl`),
  );
  const simulators = [1, 4].flatMap((segments) =>
    (['json', 'cbor'] as const).map((encoding) =>
      openTrackIoSimulator({ encoding, segments, sourceNumber: 1, sourceId: 'x' }),
    ),
  );
  let waiting: Uint8Array[] = [];
  let sequence = 0;
  return {
    valid: (index, random) => {
      if (waiting.length === 0) waiting = pick(random, simulators).datagrams(poseAt(index), index);
      const fresh = random() < 0.5 ? waiting.shift() : pick(random, captures).bytes;
      const bytes = Uint8Array.from(fresh ?? []);
      sequence = (sequence + 1) & 0xffff;
      if (random() < 0.7) new DataView(bytes.buffer).setUint16(6, sequence);
      fixOpenTrackIo(bytes);
      return bytes;
    },
    repair: fixOpenTrackIo,
  };
}

function fixOpenTrackIo(bytes: Uint8Array): void {
  if (bytes.length < 16) return;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  view.setUint16(12, (view.getUint16(12) & 0x8000) | ((bytes.length - 16) & 0x7fff));
  view.setUint16(14, fletcher16(bytes, 256));
}

function osc(): Protocol {
  const simulators = [oscSimulator('A'), oscSimulator('B', 'euler'), vmcSimulator('C')];
  const commands = [
    encodeOscMessage('/cyc/environment/take', []),
    encodeOscMessage('/cyc/environment/preview', [['s', 'desert']]),
    encodeOscMessage('/cyc/stage/blackout', [['i', 1]]),
    ...fixtureRecording('osc/captured_oscsend_liblo.jsonl').map((datagram) => datagram.bytes),
  ];
  const single = (index: number, random: Random): number[] => {
    if (random() < 0.3) return [...pick(random, commands)];
    return [...pick(random, pick(random, simulators).datagrams(poseAt(index), 0))];
  };
  return {
    valid: (index, random) => {
      if (random() < 0.6) return Uint8Array.from(single(index, random));
      const inner = bundle([single(index, random), single(index, random)]);
      return Uint8Array.from(bundle([single(index, random), inner]));
    },
    repair: () => {},
  };
}

function psn(): Protocol {
  const recorded = fixtureRecording('psn/captured_2trackers_info_then_data.jsonl');
  const simulator = psnSimulator({ id: 0, trackers: 4 });
  return {
    valid: (index, random) => {
      const fresh = simulator.datagrams(poseAt(index), index * 16);
      return Uint8Array.from(random() < 0.7 ? pick(random, fresh) : pick(random, recorded).bytes);
    },
    repair: () => {},
  };
}

export const protocols: Record<string, () => Protocol> = {
  freed,
  opentrackio: openTrackIo,
  osc,
  psn,
};

const extremes = [
  [0, 0, 0, 0],
  [255, 255, 255, 255],
  [0x7f, 0x80, 0, 0],
  [0xff, 0x80, 0, 0],
  [0x7f, 0xc0, 0, 0],
  [0x7f, 0x7f, 0xff, 0xff],
  [0x7f, 0xf0, 0, 0],
  [0x80, 0, 0, 0],
];

/** One mutation: bits, bytes, extremes, truncation, extension, a swap, or pure noise. */
function mutate(bytes: Uint8Array, random: Random): Uint8Array {
  const at = whole(random, Math.max(1, bytes.length));
  switch (whole(random, 7)) {
    case 0:
      bytes[at] = (bytes[at] ?? 0) ^ (1 << whole(random, 8));
      return bytes;
    case 1:
      bytes[at] = whole(random, 256);
      return bytes;
    case 2:
      bytes.set(pick(random, extremes).slice(0, bytes.length - at), at);
      return bytes;
    case 3:
      return bytes.slice(0, at);
    case 4:
      return Uint8Array.from([...bytes, ...noise(1 + whole(random, 40), random)]);
    case 5:
      return Uint8Array.from([...bytes.subarray(at), ...bytes.subarray(0, at)]);
    default:
      return random() < 0.1 ? noise(whole(random, 200), random) : bytes;
  }
}

const noise = (length: number, random: Random): Uint8Array =>
  Uint8Array.from({ length }, () => whole(random, 256));

/** A valid datagram with up to three mutations, often with its checksum made right again. */
export function mutatedDatagram(protocol: Protocol, index: number, random: Random): Uint8Array {
  let bytes = protocol.valid(index, random);
  for (let n = whole(random, 4); n > 0; n -= 1) bytes = mutate(bytes, random);
  if (random() < 0.6) protocol.repair(bytes);
  return bytes;
}

export interface FuzzReport {
  sent: number;
  accepted: number;
  refused: Record<string, number>;
  /** What must not be: described with the datagram that did it. */
  violations: string[];
  slowestMs: number;
}

/**
 * Sends `count` mutated datagrams through a device's own door, and watches what every one must keep:
 * nothing thrown, no fault of ours, each datagram counted, every pose finite and of unit length.
 */
export function fuzz(kind: string, count: number, seed: number): FuzzReport {
  const random = randomFrom(seed);
  const protocol = protocols[kind]?.();
  if (!protocol) throw new Error(`no fuzzing of ${kind}`);
  const violations: string[] = [];
  const sink = {
    sample: (sample: TrackingSample) => {
      const wrong = sampleFault(sample);
      if (wrong) violations.push(wrong);
    },
    command: () => {},
    control: () => {},
  };
  const collected = collect(kind, {}, { sink });
  const { device } = collected;
  const counted = (): number => device.counters().accepted + refusedTotal(device);
  let slowestMs = 0;
  for (let i = 0; i < count && violations.length < 10; i += 1) {
    const bytes = mutatedDatagram(protocol, i, random);
    collected.nowMs = i * 5;
    const before = counted();
    const startMs = performance.now();
    const trouble = attempt(() => device.receive(bytes, { ...loopback, port: whole(random, 4) }));
    slowestMs = Math.max(slowestMs, performance.now() - startMs);
    const hex = Buffer.from(bytes).toString('hex');
    if (trouble !== undefined) violations.push(`threw ${trouble} at ${hex}`);
    if (counted() === before) violations.push(`not counted: ${hex}`);
    if (device.counters().refused.has('internal')) violations.push(`internal fault at ${hex}`);
  }
  const { accepted, refused } = device.counters();
  return { sent: count, accepted, refused: Object.fromEntries(refused), violations, slowestMs };
}

function attempt(action: () => void): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    return String(error);
  }
}

function sampleFault(sample: TrackingSample): string | undefined {
  const { x, y, z, qx, qy, qz, qw, subject, distortion, ...others } = sample;
  const pose = [x, y, z, qx, qy, qz, qw];
  if (!pose.every(Number.isFinite)) return `pose not finite: ${pose}`;
  const length = Math.hypot(qx, qy, qz, qw);
  if (Math.abs(length - 1) > 0.01) return `quaternion of length ${length}`;
  if (subject === '') return 'no subject';
  const { radial, tangential, projectionOffsetMm, distortionOffsetMm } = distortion;
  const bent = [...radial, ...tangential, ...projectionOffsetMm, ...distortionOffsetMm];
  if (bent.some((value) => !Number.isFinite(value))) return `distortion not finite: ${bent}`;
  const infinite = Object.entries(others).filter(
    ([, value]) => Math.abs(Number(value)) === Infinity,
  );
  return infinite.length > 0 ? `infinite: ${infinite}` : undefined;
}
