import { degFromRad, quat, rotationDegFromQuat } from '../../core/math.ts';
import type { PlainPose } from '../../core/wire/status.ts';

const two = (n: number): string => String(Math.floor(n)).padStart(2, '0');

/** `h:mm:ss` of a duration or a show time in ms. */
export function hoursText(ms: number): string {
  const s = Math.max(0, ms) / 1000;
  return `${Math.floor(s / 3600)}:${two((s / 60) % 60)}:${two(s % 60)}`;
}

/** `mm:ss` since something happened. */
export function elapsedText(ms: number): string {
  const s = Math.max(0, ms) / 1000;
  return `${two(s / 60)}:${two(s % 60)}`;
}

/** Content time with tenths: `m:ss.t`. */
export function contentText(ms: number): string {
  const s = Math.max(0, ms) / 1000;
  return `${Math.floor(s / 60)}:${two(s % 60)}.${Math.floor((s * 10) % 10)}`;
}

/** A number at a fixed width; a dash where there is none. Never `-0.00`. */
export function numberText(value: number | null | undefined, digits: number): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  const text = value.toFixed(digits);
  return Number(text) === 0 ? (0).toFixed(digits) : text.replace('-', '−');
}

/** Digits after the point that a step of this size can show. */
export function stepDigits(step: number): number {
  const [, fraction = ''] = String(step).split('.');
  return step >= 1 ? fraction.length : Math.max(1, fraction.length);
}

/** Metres in stage space: `x y z`. */
export const positionText = (pose: PlainPose): string =>
  pose.position.map((metres) => numberText(metres, 3)).join('  ');

/** Pan (+ left), tilt (+ up) and roll (+ clockwise seen from behind) in degrees. */
export function turnText(pose: PlainPose): string {
  const [x, y, z] = rotationDegFromQuat(quat.clone(pose.orientation));
  return [y, x, -z].map((deg) => `${numberText(deg, 2)}°`).join('  ');
}

/** Horizontal angle of view of a focal length on a sensor width, degrees. */
export const angleOfViewDeg = (focalLengthMm: number, sensorWidthMm: number): number =>
  degFromRad(2 * Math.atan(sensorWidthMm / (2 * focalLengthMm)));
