import { radFromDeg } from '../../core/math.ts';
import type { Vector } from '../harmonics.ts';

/** Everything on the grid that stands at a stated place; metres in environment space. */
export const poleDistancesM = [10, 20, 50, 100, 200] as const;
export const poleStepDeg = 30;
/** Each circle of poles is turned against the one inside it, so that none hides another. */
const poleTurnDeg = 6;
export const headingStepDeg = 15;
/** Radius of the ring that carries the heading marks. */
export const headingRadiusM = 600;
export const eyeHeightM = 1.6;

export interface Label {
  text: string;
  centre: Vector;
  /** Unit vectors of the text's own axes. */
  right: Vector;
  up: Vector;
  heightM: number;
}

export interface Pole {
  x: number;
  z: number;
  heightM: number;
  radiusM: number;
}

export interface Target {
  centre: Vector;
  radiusM: number;
}

/** Point at a heading (0 ahead, + to the left) and distance. */
const at = (headingDeg: number, distanceM: number, y: number): Vector => {
  const a = radFromDeg(headingDeg);
  return [-Math.sin(a) * distanceM, y, -Math.cos(a) * distanceM];
};

/** Left is L, right is R, as seen by someone who faces the main wall. */
export function headingText(headingDeg: number): string {
  const wrapped = ((((headingDeg + 180) % 360) + 360) % 360) - 180;
  if (wrapped === 0) return '0°';
  if (Math.abs(wrapped) === 180) return '180°';
  return `${Math.abs(wrapped)}°${wrapped > 0 ? 'L' : 'R'}`;
}

/** A text that faces the origin. */
function facing(
  text: string,
  headingDeg: number,
  distanceM: number,
  y: number,
  heightM: number,
): Label {
  const a = radFromDeg(headingDeg);
  return {
    text,
    centre: at(headingDeg, distanceM, y),
    right: [Math.cos(a), 0, -Math.sin(a)],
    up: [0, 1, 0],
    heightM,
  };
}

export function planPoles(): Pole[] {
  return poleDistancesM.flatMap((distance, circle) =>
    Array.from({ length: 360 / poleStepDeg }, (_, i): Pole => {
      const [x, , z] = at(i * poleStepDeg + circle * poleTurnDeg, distance, 0);
      const size = distance / 10;
      return { x, z, heightM: 2 + 0.5 * Math.floor(size), radiusM: 0.012 + 0.006 * size };
    }),
  );
}

/** Spheres at whole metres: at eye height between the poles, and a high ring. */
export function planTargets(): Target[] {
  const targets: Target[] = [];
  for (let heading = 0; heading < 360; heading += 45) {
    for (const [distance, y] of [
      [10, eyeHeightM],
      [20, 5],
    ] as const) {
      const [x, , z] = at(heading + 22.5, distance, y);
      targets.push({
        centre: [Math.round(x), y, Math.round(z)],
        radiusM: distance === 10 ? 0.15 : 0.3,
      });
    }
  }
  return targets;
}

const plain = (value: number): string => value.toFixed(Number.isInteger(value) ? 0 : 1);
export const coordinateText = ([x, y, z]: Vector): string => `${plain(x)},${plain(y)},${plain(z)}`;

export function planLabels(): Label[] {
  const labels: Label[] = [];
  for (let heading = 0; heading < 360; heading += headingStepDeg) {
    labels.push(facing(headingText(heading), heading, headingRadiusM, eyeHeightM + 78, 13));
  }
  poleDistancesM.forEach((distance, circle) => {
    for (let heading = 0; heading < 360; heading += poleStepDeg) {
      const size = distance / 10;
      const top = 2 + 0.5 * Math.floor(size);
      const turned = heading + circle * poleTurnDeg;
      labels.push(facing(`${distance} m`, turned, distance, top + 0.14 * size, 0.24 * size));
    }
  });
  for (const { centre, radiusM } of planTargets()) {
    const heading = (Math.atan2(-centre[0], -centre[2]) * 180) / Math.PI;
    const distance = Math.hypot(centre[0], centre[2]);
    const below = centre[1] - radiusM * 2.1;
    labels.push(facing(coordinateText(centre), heading, distance, below, radiusM * 1.5));
  }
  return labels;
}
