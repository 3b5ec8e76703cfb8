import { z } from 'zod';
import { degFromRad, type Pose, quatFromRotationDeg, type Triple, vec3 } from '../../core/math.ts';

const triple = z.tuple([z.number(), z.number(), z.number()]);

export const motionNames = ['dolly', 'crane', 'orbit', 'handheld', 'whipPan', 'still'] as const;

/**
 * How a simulated camera moves, in stage metres. `radius` is how far it travels to each side,
 * `rise` how far up and down, `periodS` how long one loop of dolly or orbit takes.
 */
export const motionShape = {
  motion: z.enum(motionNames).default('dolly'),
  centre: triple.default([0, 1.6, 0.9]),
  target: triple.default([0, 1.5, -3]),
  radius: z.number().min(0).max(50).default(1.2),
  rise: z.number().min(0).max(10).default(0.4),
  periodS: z.number().min(1).max(3600).default(32),
  seed: z.int().min(0).max(0xffffffff).default(1),
};

const motionSchema = z.object(motionShape);
export type MotionOptions = z.infer<typeof motionSchema>;

/** Motion options with every default, for a simulator that was given only some. */
export const motionOptions = (given: Partial<MotionOptions> = {}): MotionOptions =>
  motionSchema.parse(given);

/**
 * The pose of the simulated camera at `tMs` (any origin), in stage space: metres, looking along −Z
 * at the target, never rolled except by hand. A pure function of time, options and seed; `dolly`,
 * `crane` and `orbit` loop after `periodS` with continuous speed.
 */
export function motionPose(out: Pose, tMs: number, options: MotionOptions): Pose {
  switch (options.motion) {
    case 'dolly':
      return dolly(out, tMs, options);
    case 'crane':
      return crane(out, tMs, options);
    case 'whipPan':
      return whipPan(out, tMs, options);
    case 'orbit':
      return orbit(out, tMs, options);
    case 'handheld':
      return handheld(out, tMs, options);
    case 'still':
      vec3.copy(out.position, options.centre);
      return lookAt(out, options.target, 0, 0, 0);
  }
}

/** A calm crane move: to the side, a little up and in, at the wall with slight parallax. */
function dolly(out: Pose, tMs: number, options: MotionOptions): Pose {
  const { centre, target, radius, rise } = options;
  const phase = phaseOf(tMs, options);
  vec3.set(
    out.position,
    centre[0] + radius * Math.sin(phase),
    centre[1] + rise * Math.sin(phase * 2 + 0.6),
    centre[2] + (radius / 2) * Math.cos(phase),
  );
  // The look follows the move by a third: neither a pure truck nor a pure orbit.
  const follow = (radius / 3) * Math.sin(phase);
  return lookAt(out, [target[0] + follow, target[1], target[2]], 0, 0, 0);
}

/** Up over the heads and down again, always at the target: three rises high, and a little to the side. */
function crane(out: Pose, tMs: number, options: MotionOptions): Pose {
  const { centre, target, radius, rise } = options;
  const phase = phaseOf(tMs, options);
  const lift = (1 - Math.cos(phase)) / 2;
  vec3.set(
    out.position,
    centre[0] + (radius / 3) * Math.sin(phase),
    centre[1] + 3 * rise * lift,
    centre[2] + (radius / 2) * lift,
  );
  return lookAt(out, target, 0, 0, 0);
}

const whipDeg = 60;
const whipMs = 350;
const whipEveryMs = 3000;

/** On its feet, and every three seconds round by 60° within a third of a second, to and fro. */
function whipPan(out: Pose, tMs: number, options: MotionOptions): Pose {
  vec3.copy(out.position, options.centre);
  const whips = Math.floor(tMs / whipEveryMs);
  const t = Math.min(1, (tMs - whips * whipEveryMs) / whipMs);
  const eased = t * t * t * (t * (6 * t - 15) + 10);
  const share = whips % 2 === 0 ? eased : 1 - eased;
  return lookAt(out, options.target, 0, whipDeg * (share - 0.5), 0);
}

/** An arc around the target at the centre's distance, `radius` metres to each side. */
function orbit(out: Pose, tMs: number, options: MotionOptions): Pose {
  const { centre, target, radius, rise } = options;
  const phase = phaseOf(tMs, options);
  const [dx, dz] = [centre[0] - target[0], centre[2] - target[2]];
  const distance = Math.hypot(dx, dz);
  const angle = Math.atan2(dx, dz) + (distance > 0 ? radius / distance : 0) * Math.sin(phase);
  vec3.set(
    out.position,
    target[0] + distance * Math.sin(angle),
    centre[1] + rise * Math.sin(phase * 2),
    target[2] + distance * Math.cos(angle),
  );
  return lookAt(out, target, 0, 0, 0);
}

/** Standing at the centre: breathing, sway and small corrections, from the seed. */
function handheld(out: Pose, tMs: number, options: MotionOptions): Pose {
  const { centre, target, seed } = options;
  const sway = (channel: number): number => wander(tMs, seed, channel);
  vec3.set(
    out.position,
    centre[0] + 0.04 * sway(0),
    centre[1] + 0.02 * sway(1),
    centre[2] + 0.03 * sway(2),
  );
  return lookAt(out, target, 0.6 * sway(3), 0.9 * sway(4), 0.4 * sway(5));
}

const phaseOf = (tMs: number, { periodS }: MotionOptions): number =>
  (2 * Math.PI * tMs) / (periodS * 1000);

/** Turns the camera to the target, then by the given degrees: up, to the left, and about its axis. */
function lookAt(out: Pose, target: Triple, up: number, left: number, roll: number): Pose {
  const dx = target[0] - out.position[0];
  const dy = target[1] - out.position[1];
  const dz = target[2] - out.position[2];
  const tilt = degFromRad(Math.atan2(dy, Math.hypot(dx, dz)));
  const yaw = degFromRad(Math.atan2(-dx, -dz));
  quatFromRotationDeg(out.orientation, [tilt + up, yaw + left, roll]);
  return out;
}

const swayHz = [0.23, 0.61, 1.3, 2.7];

/** A smooth wander within ±1: four sines whose phases and exact rates come from seed and channel. */
function wander(tMs: number, seed: number, channel: number): number {
  let sum = 0;
  let weight = 0;
  for (let i = 0; i < swayHz.length; i += 1) {
    const rate = (swayHz[i] ?? 0) * (0.85 + 0.3 * hash01(seed, channel * 16 + i));
    const phase = 2 * Math.PI * hash01(seed, channel * 16 + i + 8);
    const share = 1 / (1 + i * i);
    sum += share * Math.sin((2 * Math.PI * rate * tMs) / 1000 + phase);
    weight += share;
  }
  return sum / weight;
}

/** A number in [0, 1) from two integers (the mixing steps of MurmurHash3's finaliser). */
function hash01(seed: number, index: number): number {
  let h = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
}
