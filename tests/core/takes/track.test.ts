import { Euler, Quaternion, Vector3 } from 'three';
import { describe, expect, it } from 'vitest';
import { createPose } from '../../../core/math.ts';
import { Track, type TrackPoint } from '../../../core/takes/track.ts';
import { createLensState } from '../../../core/tracking/lens.ts';

const point = (): TrackPoint => ({ pose: createPose(), lens: createLensState(), mark: 'ok' });

/** A brisk move: a metre to each side in a second, panning by 80° and rolling. */
const positionAt = (ms: number) =>
  new Vector3(Math.sin(ms / 300), 1.6 + 0.2 * Math.cos(ms / 500), ms / 4000);
const turnAt = (ms: number) =>
  new Quaternion().setFromEuler(
    new Euler(0.3 * Math.sin(ms / 400), 1.4 * Math.sin(ms / 900), 0.1 * Math.cos(ms / 350), 'YXZ'),
  );

function pushMove(track: Track, times: readonly number[]): void {
  for (const ms of times) {
    const [p, q] = [positionAt(ms), turnAt(ms)];
    // Trackers may give either of the two quaternions of a turn.
    const sign = Math.round(ms) % 2 === 0 ? 1 : -1;
    const pose = createPose();
    pose.position = [p.x, p.y, p.z];
    pose.orientation = [sign * q.x, sign * q.y, sign * q.z, sign * q.w];
    track.push(ms, pose, { ...createLensState(), focalLengthMm: 20 + ms / 100 }, 'ok');
  }
}

const at60Hz = (count: number) => Array.from({ length: count }, (_, i) => (i * 1000) / 60);

describe('a track', () => {
  it('is read between its poses to a tenth of a millimetre and a hundredth of a degree', () => {
    const track = new Track(25);
    pushMove(track, at60Hz(120));
    const out = point();
    for (let ms = 20; ms < 1950; ms += 7.3) {
      expect(track.read(ms, out)).toBe(true);
      const { position: p, orientation: q } = out.pose;
      expect(positionAt(ms).distanceTo(new Vector3(p[0], p[1], p[2]))).toBeLessThan(1e-4);
      const angle = turnAt(ms).angleTo(new Quaternion(q[0], q[1], q[2], q[3]));
      expect((angle * 180) / Math.PI).toBeLessThan(0.01);
      expect(out.lens.focalLengthMm).toBeCloseTo(20 + ms / 100, 6);
      expect(out.mark).toBe('ok');
    }
  });

  it('says where it has a hole, and where it has nothing', () => {
    const track = new Track(25);
    pushMove(
      track,
      at60Hz(60).filter((ms) => ms < 300 || ms > 500),
    );
    const marks = [-1, 100, 290, 400, 520, 983, 990].map((ms) => {
      const out = point();
      track.read(ms, out);
      return out.mark;
    });
    expect(marks).toEqual(['dropped', 'ok', 'dropped', 'dropped', 'ok', 'ok', 'dropped']);
    expect(new Track(25).read(0, point())).toBe(false);
  });

  it('draws no line past a jump', () => {
    const track = new Track(25);
    const pose = (x: number) => ({
      ...createPose(),
      position: [x, 0, 0] as [number, number, number],
    });
    for (let i = 0; i < 20; i++) {
      track.push(i * 16, pose(i < 10 ? 0 : 5), createLensState(), 'ok');
    }
    const out = point();
    for (const ms of [8, 136, 140, 168, 200]) {
      track.read(ms, out);
      expect(out.pose.position[0]).toBeCloseTo(ms < 150 ? 0 : 5, 9);
    }
  });

  it('takes the newest of poses at one time, as when several frames show one exposure', () => {
    const track = new Track(25);
    pushMove(track, [0, 10, 20, 20, 15, 25]);
    expect(track.count).toBe(4);
    expect([track.firstMs, track.lastMs]).toEqual([0, 25]);
  });
});
