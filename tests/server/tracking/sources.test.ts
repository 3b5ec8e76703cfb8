import { describe, expect, test } from 'vitest';
import { type Show, showSchema } from '../../../core/show/show-schema.ts';
import { createFramePacket } from '../../../core/wire/frame-packet.ts';
import { CameraSet } from '../../../server/tracking/camera-set.ts';
import { sampleAt } from './tracker-fixture.ts';

const periodMs = 1000 / 60;

function showWith(cameras: object[], objects: object[] = [], kind = 'opentrackio'): Show {
  return showSchema.parse({
    devices: [
      { id: 'a', kind, options: { interface: 'eth1' } },
      { id: 'b', kind: 'freed', options: { interface: 'eth1' } },
    ],
    cameras,
    objects,
  });
}

const withBackup = {
  id: 'A',
  source: { device: 'a', subject: '1', poseIs: 'pupil' },
  backup: { device: 'b', subject: '7', poseIs: 'pupil', registration: { position: [0, 0.01, 0] } },
};

/** A stage of cameras on a clock that the test moves, a frame at a time. */
function stage(show: Show) {
  const cameras = new CameraSet({ poseIs: () => 'pupil', onSample: () => {}, standing: {} });
  cameras.configure(show);
  const packet = createFramePacket();
  let nowMs = 0;
  let rolling = false;
  return {
    cameras,
    packet,
    roll: (on: boolean) => {
      rolling = on;
    },
    /** Frames, in which the named devices each send a sample at x. */
    run(frames: number, sending: Record<string, number>) {
      const seen: { x: number; y: number; status: string | undefined }[] = [];
      for (let i = 0; i < frames; i++) {
        nowMs += periodMs;
        for (const [device, x] of Object.entries(sending)) {
          const subject = device === 'a' ? '1' : '7';
          cameras.route(device, sampleAt(nowMs, { subject, x, sourceTimeMs: nowMs }));
        }
        packet.targetMs = nowMs + 25;
        cameras.evaluate(packet, nowMs, [], rolling);
        const [camera] = packet.cameras;
        seen.push({
          x: camera?.pose.position[0] ?? Number.NaN,
          y: camera?.pose.position[1] ?? Number.NaN,
          status: camera?.status,
        });
      }
      return seen;
    },
  };
}

const steps = (seen: readonly { x: number }[]) =>
  seen.slice(1).map(({ x }, i) => Math.abs(x - (seen[i]?.x ?? x)));

describe('a camera with a backup', () => {
  test('goes to it when its source stops, without a step, and by the registration of the backup', () => {
    const { run, cameras } = stage(showWith([withBackup]));
    run(120, { a: 0, b: 0.2 });
    const seen = run(90, { b: 0.2 });
    expect(cameras.trackers[0]?.role).toBe('backup');
    expect(seen.at(-1)).toMatchObject({ status: 'ok' });
    expect(seen.at(-1)?.x).toBeCloseTo(0.2, 3);
    expect(seen.at(-1)?.y).toBeCloseTo(1.61, 6);
    expect(Math.max(...steps(seen))).toBeLessThanOrEqual(0.02);
  });

  test('takes its source back after five good seconds, and not while a take rolls', () => {
    const { run, cameras, roll } = stage(showWith([withBackup]));
    run(120, { a: 0, b: 0 });
    run(60, { b: 0 });
    roll(true);
    run(360, { a: 0, b: 0 });
    expect(cameras.trackers[0]?.role).toBe('backup');
    roll(false);
    run(2, { a: 0, b: 0 });
    expect(cameras.trackers[0]?.role).toBe('primary');
  });

  test('stays for 2.5 s when the network went, and takes what comes back first', () => {
    const { run, cameras } = stage(showWith([withBackup]));
    run(120, { a: 0, b: 0.2 });
    run(30, {});
    run(60, { b: 0.2 });
    expect(cameras.trackers[0]?.role).toBe('primary');
    run(120, { b: 0.2 });
    expect(cameras.trackers[0]?.role).toBe('backup');
  });
});

describe('a camera that was lost', () => {
  const alone = { id: 'A', source: { device: 'a', subject: '1', poseIs: 'pupil' } };

  test('coasts, holds, is lost, stays, and comes back without a step', () => {
    const { run } = stage(showWith([alone]));
    run(180, { a: 0.5 });
    const gap = run(180, {});
    expect([...new Set(gap.map(({ status }) => status))]).toEqual(['ok', 'coast', 'hold', 'lost']);
    expect(gap.at(-1)?.x).toBeCloseTo(0.5, 9);
    const back = run(90, { a: 0.9 });
    expect(back.at(-1)?.x).toBeCloseTo(0.9, 6);
    expect(Math.max(...steps([...gap.slice(-1), ...back]))).toBeLessThanOrEqual(0.02);
  });

  test('goes to its safe pose within two seconds where the show says so, and stays while a take rolls', () => {
    const conditioning = { onLost: 'safe', safePose: { position: [0, 1.6, 1] } };
    const lost = stage(showWith([{ ...alone, conditioning }]));
    lost.run(180, { a: 0.5 });
    expect(lost.run(300, {}).at(-1)?.x).toBeCloseTo(0, 6);
    const rolling = stage(showWith([{ ...alone, conditioning }]));
    rolling.run(180, { a: 0.5 });
    rolling.roll(true);
    expect(rolling.run(300, {}).at(-1)?.x).toBeCloseTo(0.5, 6);
  });
});

describe('a tracked object', () => {
  const hat = {
    id: 'hat',
    source: { device: 'a', subject: '1' },
    registration: { position: [1, 0, 0] },
  };

  test('is in the packet where its tracker and its registration put it', () => {
    const { run, packet, cameras } = stage(showWith([], [hat]));
    run(60, { a: 0.5 });
    expect(packet.objectCount).toBe(1);
    expect(packet.objects[0]?.status).toBe('ok');
    expect(packet.objects[0]?.pose.position[0]).toBeCloseTo(1.5, 6);
    expect(cameras.objects.reports(1000)[0]).toMatchObject({
      id: 'hat',
      pose: { position: [1.5, 1.6, 0] },
    });
  });

  test('and a camera of one name in OSC keep apart by their addresses', () => {
    const camera = { id: 'A', source: { device: 'a', subject: '1' } };
    const { cameras } = stage(showWith([camera], [hat], 'osc'));
    cameras.route('a', sampleAt(10, { subject: '1', kind: 'object', x: 3 }));
    cameras.route('a', sampleAt(10, { subject: '1', kind: 'camera', x: 1 }));
    expect(cameras.trackers[0]?.newest.position[0]).toBe(1);
    expect(cameras.objects.reports(10)[0]?.pose?.position[0]).toBe(4);
  });
});
