import { vec3 } from '../math.ts';

const start = vec3.create();
const bend = vec3.create();

/**
 * Where a course (MotionEstimate: three numbers each of 1, of t and of t²) has got to after `ms`, and
 * how fast it then is: metres or a rotation vector, and per ms. What brakes along its way comes to
 * rest and stays: a camera that stops does not run back.
 */
export function followCourse(
  displacement: vec3,
  velocity: vec3,
  course: Readonly<Float64Array>,
  ms: number,
): void {
  vec3.set(displacement, course[0] ?? 0, course[1] ?? 0, course[2] ?? 0);
  vec3.set(start, course[3] ?? 0, course[4] ?? 0, course[5] ?? 0);
  vec3.set(bend, course[6] ?? 0, course[7] ?? 0, course[8] ?? 0);
  const speedSquared = vec3.squaredLength(start);
  const braking = vec3.dot(start, bend);
  const along = speedSquared > 0 ? braking / speedSquared : 0;
  const restMs = along < 0 ? Math.min(ms, -1 / (2 * along)) : ms;
  // Across its way the course bends on; along it, only until the camera rests.
  vec3.scaleAndAdd(bend, bend, start, -along);
  vec3.scaleAndAdd(displacement, displacement, start, restMs + along * restMs * restMs);
  vec3.scaleAndAdd(displacement, displacement, bend, ms * ms);
  vec3.scale(velocity, start, 1 + 2 * along * restMs);
  vec3.scaleAndAdd(velocity, velocity, bend, 2 * ms);
}
