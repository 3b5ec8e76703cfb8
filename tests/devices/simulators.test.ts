import { describe, expect, it } from 'vitest';
import { createPose, quat } from '../../core/math.ts';
import { freedSimulator } from '../../devices/freed/simulator.ts';
import { openTrackIoSimulator } from '../../devices/opentrackio/simulator.ts';
import { oscSimulator, vmcSimulator } from '../../devices/osc/simulator.ts';
import { psnSimulator } from '../../devices/psn/simulator.ts';
import { motionNames, motionOptions, motionPose } from '../../devices/simulated/motion.ts';
import type { Simulator } from '../../devices/simulator.ts';
import { collect, loopback } from './collect.ts';

/** What a wire may round: half a count of position in metres, and of angle in radians. */
interface Case {
  kind: string;
  make: () => Simulator;
  metres: number;
  radians: number;
}

const sourceId = 'urn:uuid:00000000-0000-4000-8000-000000000001';
const cases: Record<string, Case> = {
  freed: {
    kind: 'freed',
    make: () => freedSimulator({ cameraId: 1 }),
    metres: 1e-5,
    radians: 2e-6,
  },
  'opentrackio in JSON': {
    kind: 'opentrackio',
    make: () => openTrackIoSimulator({ encoding: 'json', sourceNumber: 1, sourceId }),
    metres: 1e-12,
    radians: 1e-9,
  },
  'opentrackio in CBOR, segmented, over the wrap': {
    kind: 'opentrackio',
    make: () =>
      openTrackIoSimulator({
        encoding: 'cbor',
        sourceNumber: 1,
        sourceId,
        segments: 5,
        firstSequence: 65_500,
      }),
    metres: 1e-12,
    radians: 1e-9,
  },
  'osc pose': { kind: 'osc', make: () => oscSimulator('1'), metres: 1e-6, radians: 1e-6 },
  'osc euler': { kind: 'osc', make: () => oscSimulator('1', 'euler'), metres: 1e-6, radians: 1e-6 },
  psn: { kind: 'psn', make: () => psnSimulator({ id: 1 }), metres: 1e-6, radians: 1e-6 },
  vmc: { kind: 'osc', make: () => vmcSimulator('1'), metres: 1e-6, radians: 1e-6 },
};

describe.each(Object.entries(cases))('the simulator of %s', (_name, { kind, make, ...limit }) => {
  it.each(motionNames)('sends bytes that decode to the pose of its motion (%s)', (motion) => {
    const { device, samples } = collect(kind);
    const simulator = make();
    const options = motionOptions({ motion });
    for (let i = 0; i < 100; i += 1) {
      const pose = motionPose(createPose(), i * 171, options);
      for (const bytes of simulator.datagrams(pose, i * 171)) device.receive(bytes, loopback);
      const sample = samples.findLast((s) => s.hasPose);
      if (!sample) throw new Error('no pose came');
      expect(sample.subject).toBe('1');
      expect(Math.abs(sample.x - pose.position[0])).toBeLessThan(limit.metres);
      expect(Math.abs(sample.y - pose.position[1])).toBeLessThan(limit.metres);
      expect(Math.abs(sample.z - pose.position[2])).toBeLessThan(limit.metres);
      const q: quat = [sample.qx, sample.qy, sample.qz, sample.qw];
      expect(turnBetween(q, pose.orientation)).toBeLessThan(limit.radians);
    }
    expect(samples.filter((s) => s.hasPose)).toHaveLength(100);
    expect([...device.counters().refused]).toEqual([]);
  });
});

/** The angle between two orientations, radians; from the chord, which stays exact near zero. */
function turnBetween(a: quat, b: quat): number {
  const sign = quat.dot(a, b) < 0 ? -1 : 1;
  const away = [0, 1, 2, 3].map((i) => (a[i] ?? 0) - sign * (b[i] ?? 0));
  const chord = Math.hypot(...away);
  return 4 * Math.asin(chord / 2);
}
