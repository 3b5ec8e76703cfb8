import { angleBetween, degFromRad, quat, vec3 } from '../../core/math.ts';
import { done, fault, type Result } from '../../core/result.ts';
import type { PlainPose } from '../../core/wire/status.ts';

/** A tracker pose as it was reported, and when. */
export interface PoseReading extends PlainPose {
  atMs: number;
}

/** A mean needs reports over about half a second; four come each second. */
const overMs = 700;
const fewest = 2;
const mostMm = 3;
const mostDeg = 0.15;

/** The readings of the last moments with one more; older ones are dropped. */
export const withReading = (readings: readonly PoseReading[], newest: PoseReading): PoseReading[] =>
  [...readings, newest].filter(({ atMs }) => newest.atMs - atMs <= overMs);

/**
 * The mean pose of the last 0.7 s, metres and unit quaternion in tracker space. Refused while there are
 * fewer than two readings, and where one is more than 3 mm or 0.15° from the mean.
 */
export function stillPose(readings: readonly PoseReading[], nowMs: number): Result<PlainPose> {
  const recent = readings.filter(({ atMs }) => nowMs - atMs <= overMs);
  const [first] = recent;
  if (!first || recent.length < fewest) {
    return fault(
      '/tracker',
      'no-pose',
      'The tracker is not heard: check its source, then press again.',
    );
  }
  const position = vec3.create();
  const orientation = quat.fromValues(0, 0, 0, 0);
  for (const reading of recent) {
    vec3.scaleAndAdd(position, position, reading.position, 1 / recent.length);
    const sameSide = quat.dot(first.orientation, reading.orientation) < 0 ? -1 : 1;
    quat.scale(scaled, reading.orientation, sameSide);
    quat.add(orientation, orientation, scaled);
  }
  quat.normalize(orientation, orientation);
  const movedMm = Math.max(...recent.map((r) => 1000 * vec3.distance(r.position, position)));
  const turnedDeg = Math.max(
    ...recent.map((r) => degFromRad(angleBetween(r.orientation, orientation))),
  );
  if (movedMm > mostMm || turnedDeg > mostDeg) {
    return fault(
      '/tracker',
      'moving',
      `The tracker moves (${movedMm.toFixed(0)} mm, ${turnedDeg.toFixed(1)}° in half a second): hold it still, then press again.`,
    );
  }
  const [x, y, z, w] = [orientation[0], orientation[1], orientation[2], orientation[3]];
  return done({ position: [position[0], position[1], position[2]], orientation: [x, y, z, w] });
}
const scaled = quat.create();
