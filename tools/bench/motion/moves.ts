import { type Pose, quatFromRotationDeg, vec3 } from '../../../core/math.ts';
import { handheld, type Sway } from './handheld.ts';
import { oscillation, travel } from './travel.ts';

/** Where the camera truly is at `tMs`: metres in stage axes, seeded, and the same at every call. */
export type Move = (out: Pose, tMs: number) => Pose;

/** Six moves of a film camera, each in its own lengths, speeds and phases by the seed. */
export const moveNames = ['pan', 'whip-pan', 'dolly', 'crane', 'jib stop', 'orbit'] as const;
export type MoveName = (typeof moveNames)[number];

const place = (out: Pose, x: number, y: number, z: number): Pose => {
  vec3.set(out.position, x, y, z);
  return out;
};

function turn(out: Pose, tilt: number, pan: number, roll: number): Pose {
  quatFromRotationDeg(out.orientation, [tilt, pan, roll]);
  return out;
}

/** A number within ±`share` of `middle`. */
const near = (middle: number, share: number, random: () => number): number =>
  middle * (1 - share + 2 * share * random());

export function createMove(name: MoveName, random: () => number): Move {
  switch (name) {
    case 'pan':
      return pan(random);
    case 'whip-pan':
      return whipPan(random);
    case 'dolly':
      return dolly(random);
    case 'crane':
      return crane(random);
    case 'jib stop':
      return jibStop(random);
    case 'orbit':
      return orbit(random);
  }
}

/**
 * The recipe of T7: 20 degrees at 0.25 Hz by hand, walked along half a metre to each side. With half
 * the sway on each of three axes, hold and CV-2 come out as in table 6.3 of the recipe.
 */
function pan(random: () => number): Move {
  const hand = handheld(random, 0.5);
  const phase = 2 * Math.PI * random();
  const walked = 2 * Math.PI * random();
  return (out, tMs) => {
    const angle = 20 * Math.sin(2 * Math.PI * 0.25e-3 * tMs + phase);
    const x = 0.5 * Math.sin(2 * Math.PI * 0.25e-3 * tMs + walked);
    return byHand(out, hand, tMs, [x, 1.6, 0], [0, angle, 0]);
  };
}

function byHand(
  out: Pose,
  hand: Sway,
  tMs: number,
  [x, y, z]: readonly [number, number, number],
  [tilt, panDeg, roll]: readonly [number, number, number],
): Pose {
  place(out, x + hand.metres(0, tMs), y + hand.metres(1, tMs), z + hand.metres(2, tMs));
  return turn(
    out,
    tilt + hand.degrees(0, tMs),
    panDeg + hand.degrees(1, tMs),
    roll + hand.degrees(2, tMs),
  );
}

/** From mark to mark in about half a second, on a tripod whose head is not under the pupil. */
function whipPan(random: () => number): Move {
  const angle = near(70, 0.3, random);
  const whip = travel({ lengthMs: near(450, 0.25, random), restMs: near(900, 0.2, random) });
  const arm = near(0.12, 0.3, random);
  return (out, tMs) => {
    const panDeg = angle * whip(tMs);
    const radians = (panDeg * Math.PI) / 180;
    place(out, -arm * Math.sin(radians), 1.6, -arm * Math.cos(radians));
    return turn(out, 0, panDeg, 0);
  };
}

/** A truck along rails with a stop at either end; the head follows a subject and shakes a little. */
function dolly(random: () => number): Move {
  const run = travel({ lengthMs: near(3500, 0.3, random), restMs: near(700, 0.3, random) });
  const metres = near(1.6, 0.3, random);
  const hand = handheld(random, 0.08);
  return (out, tMs) => {
    const x = metres * (run(tMs) - 0.5);
    return byHand(out, hand, tMs, [x, 1.4, 0], [0, (180 / Math.PI) * Math.atan2(x, 4), 0]);
  };
}

/** Up and in while it tilts down: slow, on three axes at once. */
function crane(random: () => number): Move {
  const rise = oscillation(near(0.12, 0.3, random), random);
  const push = oscillation(near(0.09, 0.3, random), random);
  const swing = oscillation(near(0.07, 0.3, random), random);
  const hand = handheld(random, 0.05);
  return (out, tMs) => {
    const [up, inwards, aside] = [rise(tMs), push(tMs), swing(tMs)];
    const at = [1.2 * aside, 2 + 0.9 * up, -0.6 * inwards] as const;
    return byHand(out, hand, tMs, at, [-14 * up, 12 * aside, 0]);
  };
}

/** An arm that is stopped and rings on at its own 2 Hz for half a second. */
function jibStop(random: () => number): Move {
  const [lengthMs, restMs] = [near(1600, 0.25, random), near(1900, 0.2, random)];
  const sweep = travel({ lengthMs, restMs });
  const arm = near(2.4, 0.2, random);
  const angle = near(28, 0.25, random);
  const ringHz = near(2.1, 0.25, random);
  const ring = near(0.35, 0.4, random);
  return (out, tMs) => {
    const sinceStop = (((tMs + restMs / 2) % (lengthMs + restMs)) - lengthMs - restMs / 2) / 1000;
    const fade = sinceStop > 0 ? Math.exp(-sinceStop / 0.3) * (1 - Math.exp(-sinceStop / 0.06)) : 0;
    const degrees = angle * sweep(tMs) + ring * fade * Math.sin(2 * Math.PI * ringHz * sinceStop);
    const radians = (degrees * Math.PI) / 180;
    place(
      out,
      arm * Math.sin(radians),
      1.8 + 0.4 * Math.sin(radians),
      arm * (1 - Math.cos(radians)),
    );
    return turn(out, -4 * Math.sin(radians), degrees * 0.6, 0);
  };
}

/** Around a subject at a steady pace, the head kept on it. */
function orbit(random: () => number): Move {
  const radius = near(2.5, 0.25, random);
  const degreesPerMs = near(0.018, 0.4, random) * (random() < 0.5 ? -1 : 1);
  const hand = handheld(random, 0.3);
  return (out, tMs) => {
    const degrees = degreesPerMs * tMs;
    const radians = (degrees * Math.PI) / 180;
    const at = [radius * Math.sin(radians), 1.6, radius * Math.cos(radians)] as const;
    return byHand(out, hand, tMs, at, [0, degrees, 0]);
  };
}
