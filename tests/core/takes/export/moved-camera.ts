import { Euler, Quaternion, Vector3 } from 'three';
import { type ExportRequest, exportTake } from '../../../../core/takes/export/export-take.ts';
import type { TakeHeader } from '../../../../core/takes/take-header.ts';
import { idHash } from '../../../../core/wire/message-type.ts';
import { headerOf, TakeLog } from '../take-log.ts';

/** Where the pupil of the recorded camera was at a show time: what every export must say again. */
export const truePosition = (ms: number): Vector3 =>
  new Vector3(0.8 * Math.sin(ms / 700), 1.6 + 0.1 * Math.cos(ms / 400), 2 + ms / 20_000);

/** Pan over ±180°, tilt and roll. */
export const trueTurn = (ms: number): Quaternion =>
  new Quaternion().setFromEuler(
    new Euler(0.3 * Math.sin(ms / 500), Math.PI + ms / 3000, 0.15 * Math.cos(ms / 600), 'YXZ'),
  );

/** A zoom from 25 mm on. */
export const trueFocalLengthMm = (ms: number): number => 25 + (ms - 10_000) / 500;

const pupilMm = 120;

/** Timecode 10:00:00:00 begins at this show time where the log carries timecode. */
export const tenOClockMs = 9_970;
export const framesToTen = 10 * 3600 * 24;

export interface MoveOptions {
  rates?: Partial<TakeHeader['rates']>;
  timecode?: boolean;
  fromMs?: number;
  toMs?: number;
}

/** A log of a camera that was evaluated at 60 Hz and tracked at 100 Hz, for two seconds. */
export function moveLog(options: MoveOptions = {}): TakeLog {
  const { rates, timecode = true, fromMs = 10_000, toMs = 12_000 } = options;
  const log = new TakeLog(headerOf(rates));
  for (let ms = fromMs; ms <= toMs; ms += 1000 / 60) evaluated(log, ms);
  for (let ms = fromMs; ms <= toMs; ms += 10) tracked(log, ms, timecode);
  return log;
}

function evaluated(log: TakeLog, ms: number): void {
  log.frame((record) => {
    const { packet } = record;
    const [camera] = packet.cameras;
    if (!camera) return;
    record.poseMs = ms;
    packet.targetMs = ms - 15;
    packet.cameraCount = 1;
    camera.idHash = idHash('A');
    camera.status = 'ok';
    setPose(camera.pose, ms);
    camera.lens.focalLengthMm = trueFocalLengthMm(ms);
    camera.lens.entrancePupilMm = pupilMm;
  });
}

function tracked(log: TakeLog, ms: number, timecode: boolean): void {
  log.raw((raw) => {
    raw.takenMs = ms;
    raw.sample.receivedMs = ms + 7;
    raw.sample.sourceTimeMs = ms + 1e9;
    raw.sample.sequence = Math.round(ms / 10);
    raw.sample.x = 4;
    setPose(raw.pupil, ms);
    raw.lens.focalLengthMm = trueFocalLengthMm(ms);
    raw.lens.entrancePupilMm = pupilMm;
    const frame = Math.floor(((ms - tenOClockMs) * 24) / 1000 + 1e-9);
    if (timecode) raw.sample.timecodeFrame = framesToTen + frame;
  });
}

function setPose(
  pose: { position: ArrayLike<number>; orientation: ArrayLike<number> },
  ms: number,
) {
  const [p, q] = [truePosition(ms), trueTurn(ms)];
  Object.assign(pose.position, [p.x, p.y, p.z]);
  Object.assign(pose.orientation, [q.x, q.y, q.z, q.w]);
}

/** A take in another format, or the codes of why not. */
export function exported(log: TakeLog, request: Partial<ExportRequest>) {
  const whole: ExportRequest = { format: 'csv', which: 'evaluated', phase: 0, ...request };
  const result = exportTake(() => [log.bytes], whole);
  if (!result.ok) throw new Error(result.fault.map(({ code }) => code).join());
  return { ...result.value, text: [...result.value.text].join('') };
}

/** How far a position is off, in mm, and a turn, in degrees. */
export function errorsAt(ms: number, position: Vector3, turn: Quaternion) {
  // Not by a cosine, which says nothing of small angles.
  const { x, y, z, w } = turn.clone().normalize().conjugate().multiply(trueTurn(ms));
  return {
    mm: position.distanceTo(truePosition(ms)) * 1000,
    deg: (2 * Math.atan2(Math.hypot(x, y, z), Math.abs(w)) * 180) / Math.PI,
  };
}

/** Show time at which a camera frame of the day began, by the timecode of the log. */
export const showMsOfFrame = (frame: number): number =>
  tenOClockMs + ((frame - framesToTen) * 1000) / 24;
