import { describe, expect, it } from 'vitest';
import { vec3 } from '../../../core/math.ts';
import { isInside } from '../../../core/tracking/predict.ts';
import { TrackingSample } from '../../../core/tracking/tracking-sample.ts';
import { cameraReport } from '../../../server/tracking/camera-report.ts';
import { CameraTracker } from '../../../server/tracking/camera-tracker.ts';
import { printedSeed, seededRandom } from '../../support/random.ts';
import { bounds, cameraWith, evaluated, sampleAt, trackerOf } from './tracker-fixture.ts';

describe('a camera tracker', () => {
  it('stands at eye height and is lost before its first sample', () => {
    const tracker = trackerOf();
    const camera = evaluated(tracker, 1000);
    expect(camera.status).toBe('lost');
    expect(camera.pose).toEqual({ position: [0, 1.6, 2], orientation: [0, 0, 0, 1] });
    expect(Number.isFinite(camera.ageMs)).toBe(true);
    expect(cameraReport(tracker, 1000)).toMatchObject({ pose: null, ageMs: null, raw: null });
  });

  it('reports the rings as heard last, from samples without a pose, too', () => {
    const tracker = trackerOf();
    tracker.accept(sampleAt(0, { zoomEncoder: 1200, focusEncoder: 7 }));
    tracker.accept(sampleAt(16, { hasPose: false, zoomEncoder: 1300, irisEncoder: 5 }));
    tracker.accept(sampleAt(32));
    const rings = { zoomEncoder: 1300, focusEncoder: 7, irisEncoder: 5 };
    expect(cameraReport(tracker, 40).raw).toMatchObject(rings);
  });

  it('gives a still tracker its sample exactly', () => {
    const tracker = trackerOf();
    const [x, y, z] = [0.123456789, 1.7, -0.333];
    for (let i = 0; i < 50; i++) tracker.accept(sampleAt(i * 16, { x, y, z }));
    const camera = evaluated(tracker, 800);
    expect(camera.status).toBe('ok');
    expect(camera.pose).toEqual({ position: [x, y, z], orientation: [0, 0, 0, 1] });
  });

  it('goes from ok by coast and hold to lost when samples stop, and comes back with the next', () => {
    const tracker = trackerOf();
    for (let i = 0; i <= 60; i++) tracker.accept(sampleAt(i * 16));
    expect([970, 1040, 1300, 3500].map((ms) => tracker.status(ms))).toEqual([
      'ok',
      'coast',
      'hold',
      'lost',
    ]);
    tracker.accept(sampleAt(9000));
    expect(tracker.status(9010)).toBe('ok');
  });

  it('follows a source without times at once when it comes back elsewhere after a silence, whichever way it goes', () => {
    for (const silenceMs of [200, 1000, 5500, 60_000]) {
      const tracker = trackerOf();
      const drive = (fromMs: number) => {
        for (let i = 0; i < 240; i++) tracker.accept(sampleAt(fromMs + i * 4, { x: i / 240 }));
      };
      drive(0);
      // It comes back at its start, and goes once more over the way to where it was heard last.
      drive(960 + silenceMs);
      const { refused } = tracker.track;
      const lost = [...refused.values()].reduce((sum, count) => sum + count, 0);
      expect(lost, `${silenceMs} ms: ${JSON.stringify([...refused])}`).toBeLessThanOrEqual(5);
      expect(tracker.track.newest.position[0]).toBeCloseTo(239 / 240, 9);
    }
  });

  it('holds the pose that was drawn when the operator said so, and lets go of it again', () => {
    const tracker = trackerOf();
    for (let i = 0; i <= 60; i++) tracker.accept(sampleAt(i * 16, { x: i * 0.01 }));
    const drawn = evaluated(tracker, 975).pose.position[0];
    for (let i = 61; i <= 120; i++) tracker.accept(sampleAt(i * 16, { x: i * 0.01 }));
    const held = evaluated(tracker, 1935, true);
    expect(held.held).toBe(true);
    expect(held.pose.position[0]).toBe(drawn);
    expect(evaluated(tracker, 1936).pose.position[0]).toBeGreaterThan(1.19);
  });

  it('stands where it was before a restart until its tracker speaks', () => {
    const before = trackerOf();
    before.accept(sampleAt(0, { x: 3 }));
    evaluated(before, 20);
    const settings = {
      camera: cameraWith(),
      defaultPoseIs: 'tracker' as const,
      backupPoseIs: 'tracker' as const,
      bounds,
      walls: [],
    };
    const after = new CameraTracker(settings, before.standing);
    expect(evaluated(after, 20).pose.position).toEqual([3, 1.6, 0]);
  });

  it('drops duplicates and late samples of a source that counts, and knows a new start', () => {
    const tracker = trackerOf();
    const take = (ms: number, sequence: number) => tracker.accept(sampleAt(ms, { sequence }));
    expect(take(0, 250)).toBeUndefined();
    expect(take(16, 250)).toBe('duplicate');
    expect(take(17, 249)).toBe('late');
    expect(take(32, 253)).toBeUndefined();
    expect(take(48, 1)).toBeUndefined();
    expect(take(700, 1)).toBeUndefined();
    expect(Object.fromEntries(tracker.track.refused)).toEqual({ duplicate: 1, late: 1 });
  });

  it('is degraded while more than a twentieth of its samples is lost', () => {
    const tracker = trackerOf();
    for (let i = 0; i < 200; i += 2) tracker.accept(sampleAt(i * 16, { sequence: i }));
    expect(tracker.status(198 * 16)).toBe('degraded');
    expect(tracker.track.meter.rateHz(198 * 16)).toBeCloseTo(31, 0);
    expect(cameraReport(tracker, 198 * 16).lossPct).toBeCloseTo(50, 0);
  });

  it('shows each step of the chain as it was applied to the newest sample', () => {
    const { registration, mount, lens } = cameraWith();
    const camera = cameraWith({
      source: { device: 'osc', subject: '1', poseIs: 'tracker' },
      registration: { ...registration, position: [1, 0, 0] },
      mount: { ...mount, position: [0, 0.1, 0] },
      lens: { ...lens, entrancePupilMm: 80 },
    });
    const tracker = trackerOf(camera);
    tracker.accept(sampleAt(0, { z: 2 }));
    const { chain, pose, raw } = cameraReport(tracker, 10);
    expect(chain.map(({ step, applied }) => [step, applied])).toEqual([
      ['sample', true],
      ['registration', true],
      ['mount', true],
      ['pupil', true],
    ]);
    expect(raw?.position).toEqual([0, 1.6, 2]);
    expect(vec3.distance(pose?.position ?? [0, 0, 0], [1, 1.7, 1.92])).toBeLessThan(1e-12);
    expect(chain[3]?.pose).toEqual(pose);
  });

  it('puts the newest sample through a changed registration at once', () => {
    const camera = cameraWith();
    const tracker = trackerOf(camera);
    tracker.accept(sampleAt(0));
    const registration = {
      ...camera.registration,
      position: [0, 1, 0] as [number, number, number],
    };
    const moved = { ...camera, registration };
    tracker.configure({
      camera: moved,
      defaultPoseIs: 'tracker',
      backupPoseIs: 'tracker',
      bounds,
      walls: [],
    });
    expect(evaluated(tracker, 20).pose.position).toEqual([0, 2.6, 0]);
  });

  it('lets no hostile sample through: every pose stays finite, upright in length and inside the stage', () => {
    const random = seededRandom(printedSeed('hostile samples'));
    const wild = [
      Number.NaN,
      Number.POSITIVE_INFINITY,
      -Infinity,
      1e308,
      -1e308,
      5e-324,
      0,
      -0,
      49,
    ];
    const number = () =>
      random() < 0.3 ? (wild[Math.floor(random() * wild.length)] ?? 0) : (random() - 0.5) * 4;
    const tracker = trackerOf(cameraWith({ lens: { ...cameraWith().lens, kind: 'tracked' } }));
    const sample = new TrackingSample();
    let nowMs = 0;
    for (let i = 0; i < 10_000; i++) {
      nowMs += random() * 20;
      sample.clear();
      sample.receivedMs = nowMs;
      sample.hasPose = random() < 0.9;
      for (const key of ['x', 'y', 'z', 'qx', 'qy', 'qz', 'qw'] as const) sample[key] = number();
      if (random() < 0.5) {
        const length = Math.hypot(sample.qx, sample.qy, sample.qz, sample.qw);
        for (const key of ['qx', 'qy', 'qz', 'qw'] as const) sample[key] /= length;
      }
      sample.sourceTimeMs = number() * 1000;
      sample.sequence = random() < 0.5 ? Number.NaN : number();
      sample.focalLengthMm = number() * 100;
      sample.entrancePupilMm = number() * 1000;
      tracker.accept(sample);
      const { pose, lens } = evaluated(tracker, nowMs + 25);
      expect(isInside(pose.position, bounds)).toBe(true);
      expect(Math.abs(Math.hypot(...pose.orientation) - 1)).toBeLessThan(1e-6);
      expect(Object.values(lens).every(Number.isFinite)).toBe(true);
    }
    const refused = [...tracker.track.refused.values()].reduce((sum, count) => sum + count, 0);
    expect(tracker.track.accepted + refused).toBe(10_000);
    expect(tracker.track.accepted).toBeGreaterThan(100);
    expect(tracker.track.refused.get('non-finite')).toBeGreaterThan(100);
    expect(tracker.track.refused.get('quaternion')).toBeGreaterThan(100);
  });
});
