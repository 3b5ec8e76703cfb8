import { radFromDeg } from '../../core/math.ts';
import type { DriveSettings } from './drive-settings.ts';
import { type HidReading, velocityAxes } from './reading.ts';

/** A longer step than this was a stall: what happened in it is not made up for. */
const longestStepMs = 100;
const pitchLimit = radFromDeg(85);

/**
 * A camera that a hand drives: where it is at `timeMs`, and at which velocity since when. Position in
 * metres in the stage; `pitch` (+ up, ±85°), `yaw` (+ to the left), `roll` (+ anticlockwise from
 * behind) in radians, orientation Ry(yaw)·Rx(pitch)·Rz(roll).
 */
export interface Drive {
  timeMs: number;
  x: number;
  y: number;
  z: number;
  pitch: number;
  yaw: number;
  roll: number;
  /** m/s and rad/s after dead zone, response and speed, in the order of `velocityAxes`. */
  readonly speeds: Float64Array;
  /** Until when the moves and the turns hold, unless a report comes. */
  moveEndMs: number;
  turnEndMs: number;
}

/** A camera at its start that stands still. */
export function createDrive(settings: DriveSettings): Drive {
  const drive: Drive = {
    timeMs: 0,
    x: 0,
    y: 0,
    z: 0,
    pitch: 0,
    yaw: 0,
    roll: 0,
    speeds: new Float64Array(velocityAxes.length),
    moveEndMs: Number.NEGATIVE_INFINITY,
    turnEndMs: Number.NEGATIVE_INFINITY,
  };
  goHome(drive, settings);
  return drive;
}

/** Puts the camera back to its start, within its limits; its velocity stays. */
export function goHome(drive: Drive, settings: DriveSettings): void {
  const { position, rotationDeg } = settings.start;
  [drive.x, drive.y, drive.z] = position;
  drive.pitch = clamp(radFromDeg(rotationDeg[0]), -pitchLimit, pitchLimit);
  drive.yaw = radFromDeg(rotationDeg[1]);
  drive.roll = radFromDeg(rotationDeg[2]);
  keepWithin(drive, settings);
}

/** Stops every move, and goes on at `nowMs`: the time between is not travelled. */
export function halt(drive: Drive, nowMs: number): void {
  drive.moveEndMs = drive.turnEndMs = Number.NEGATIVE_INFINITY;
  drive.timeMs = nowMs;
}

/** Takes the velocity of a reading that arrived at `receivedMs`: it holds from then on. */
export function steer(
  drive: Drive,
  settings: DriveSettings,
  reading: HidReading,
  receivedMs: number,
): void {
  if (!reading.hasTranslation && !reading.hasRotation) return;
  advance(drive, settings, receivedMs);
  if (reading.hasTranslation) {
    drive.moveEndMs = receivedMs + settings.silenceMs;
    takeSpeeds(drive, settings, reading, 'moves');
  }
  if (reading.hasRotation) {
    drive.turnEndMs = receivedMs + settings.silenceMs;
    takeSpeeds(drive, settings, reading, 'turns');
  }
}

function takeSpeeds(
  drive: Drive,
  settings: DriveSettings,
  reading: HidReading,
  half: 'moves' | 'turns',
): void {
  const { metresPerSecond, degreesPerSecond, invert } = settings;
  const from = half === 'moves' ? 0 : 3;
  const fullSpeed = half === 'moves' ? metresPerSecond : radFromDeg(degreesPerSecond);
  for (let i = from; i < from + 3; i += 1) {
    const axis = velocityAxes[i];
    const sign = axis !== undefined && invert.includes(axis) ? -1 : 1;
    drive.speeds[i] = sign * fullSpeed * respond(reading.velocity[i] ?? 0, settings);
  }
}

/** Deflection −1..1 to a share of full speed −1..1: 0 in the dead zone and for what is no number. */
export function respond(
  deflection: number,
  { deadZone, exponent }: Pick<DriveSettings, 'deadZone' | 'exponent'>,
): number {
  const size = Math.min(1, Math.abs(deflection));
  if (!(size > deadZone)) return 0;
  return Math.sign(deflection) * ((size - deadZone) / (1 - deadZone)) ** exponent;
}

/**
 * Moves the camera on to `toMs`. The velocities are constant between reports, and so integrated in
 * closed form: how often this is called in between does not matter. A step of more than 100 ms
 * counts as 100 ms. Allocates nothing.
 */
export function advance(drive: Drive, settings: DriveSettings, toMs: number): void {
  if (!(toMs > drive.timeMs)) return;
  const { moveEndMs, turnEndMs } = drive;
  let atMs = drive.timeMs;
  const endMs = atMs + Math.min(toMs - atMs, longestStepMs);
  while (atMs < endMs) {
    const isMoving = atMs < moveEndMs;
    const isTurning = atMs < turnEndMs;
    const nextMs = Math.min(endMs, isMoving ? moveEndMs : endMs, isTurning ? turnEndMs : endMs);
    const seconds = (nextMs - atMs) / 1000;
    glide(drive, settings, isMoving ? seconds : 0, isTurning ? seconds : 0);
    atMs = nextMs;
  }
  drive.timeMs = toMs;
}

/** One stretch of constant velocities, in which the camera may move, turn, or both. */
function glide(
  drive: Drive,
  settings: DriveSettings,
  moveSeconds: number,
  turnSeconds: number,
): void {
  const turn = (drive.speeds[4] ?? 0) * turnSeconds;
  if (moveSeconds > 0) move(drive, settings, moveSeconds, turn);
  drive.yaw += turn;
  drive.pitch += (drive.speeds[3] ?? 0) * turnSeconds;
  drive.pitch = clamp(drive.pitch, -pitchLimit, pitchLimit);
  if (!settings.lockRoll) drive.roll += (drive.speeds[5] ?? 0) * turnSeconds;
}

/**
 * Moves while the heading turns evenly by `turn`: the integral of Ry(yaw)·v over the stretch is the
 * chord of an arc, sin(turn/2)/(turn/2) times the way, in the direction of the middle heading.
 */
function move(drive: Drive, settings: DriveSettings, seconds: number, turn: number): void {
  const right = (drive.speeds[0] ?? 0) * seconds;
  const back = (drive.speeds[2] ?? 0) * seconds;
  const isByCamera = settings.moves === 'camera';
  const half = isByCamera ? turn / 2 : 0;
  const heading = isByCamera ? drive.yaw + half : 0;
  const chord = half === 0 ? 1 : Math.sin(half) / half;
  drive.x += chord * (right * Math.cos(heading) + back * Math.sin(heading));
  drive.y += (drive.speeds[1] ?? 0) * seconds;
  drive.z += chord * (back * Math.cos(heading) - right * Math.sin(heading));
  keepWithin(drive, settings);
}

function keepWithin(drive: Drive, { minY, bounds }: DriveSettings): void {
  drive.y = Math.max(drive.y, minY);
  if (!bounds) return;
  drive.x = clamp(drive.x, bounds.min[0], bounds.max[0]);
  drive.y = clamp(drive.y, Math.max(minY, bounds.min[1]), bounds.max[1]);
  drive.z = clamp(drive.z, bounds.min[2], bounds.max[2]);
}

const clamp = (value: number, low: number, high: number): number =>
  Math.min(high, Math.max(low, value));
