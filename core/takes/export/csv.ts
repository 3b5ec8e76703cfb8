import { rotationDegFromQuat } from '../../math.ts';
import type { LensState } from '../../tracking/lens.ts';
import type { Clip, Film } from '../filmed-frames.ts';
import type { RawRecord } from '../raw-record.ts';
import { frameIndexAt, type TakeTimeline, timecodeTextAt } from '../timeline.ts';
import { plainNumber, verticalFovDeg } from './numbers.ts';

const columns = [
  'take',
  'camera',
  'which',
  'frame',
  'timecode',
  'show_ms',
  'x_m',
  'y_m',
  'z_m',
  'qx',
  'qy',
  'qz',
  'qw',
  'tilt_deg',
  'pan_deg',
  'roll_deg',
  'focal_length_mm',
  'sensor_width_mm',
  'sensor_height_mm',
  'squeeze',
  'entrance_pupil_mm',
  'focus_distance_m',
  'f_stop',
  'projection_offset_x_mm',
  'projection_offset_y_mm',
  'vertical_fov_deg',
  'mark',
  'source_ms',
  'received_ms',
  'sequence',
  'tracker_x_m',
  'tracker_y_m',
  'tracker_z_m',
  'tracker_qx',
  'tracker_qy',
  'tracker_qz',
  'tracker_qw',
  'zoom_encoder',
  'focus_encoder',
  'iris_encoder',
] as const;

/** The names of the columns: RFC 4180, units in the names, rotations as Ry(pan)·Rx(tilt)·Rz(roll). */
export const csvHead = `${columns.join(',')}\r\n`;

/** One row a camera frame: what was drawn, or what the tracker said at the frame's time. */
export function* csvFrames({ take }: Film, { camera, which, frames }: Clip): Generator<string> {
  for (const { number, timecode, showMs, position, orientation, lens, mark } of frames) {
    const place = [take.id, camera, which, String(number), timecode, plainNumber(showMs, 4)];
    yield row([...place, ...poseFields(position, orientation), ...lensFields(lens), mark]);
  }
}

/**
 * One row for a sample as it came, with its own times and its place in tracker space. `first` is the
 * number of the take's first frame.
 */
export function csvSample(
  take: string,
  camera: string,
  timeline: TakeTimeline,
  first: number,
  { takenMs, pupil, lens, sample, used }: RawRecord,
): string {
  const index = frameIndexAt(timeline, takenMs);
  const { position, orientation } = pupil;
  const mark = sample.valid ? (used ? 'ok' : 'backup') : 'dropped';
  const { x, y, z, qx, qy, qz, qw } = sample;
  return row([
    take,
    camera,
    'raw',
    String(first + index),
    timecodeTextAt(timeline, index),
    plainNumber(takenMs, 4),
    ...poseFields([...position], [...orientation]),
    ...lensFields(lens),
    mark,
    ...[sample.sourceTimeMs, sample.receivedMs, sample.sequence].map((ms) => plainNumber(ms, 4)),
    ...[x, y, z, qx, qy, qz, qw].map((value) => plainNumber(value, 9)),
    ...[sample.zoomEncoder, sample.focusEncoder, sample.irisEncoder].map((e) => plainNumber(e, 9)),
  ]);
}

function poseFields(position: readonly number[], orientation: readonly number[]): string[] {
  const [x = 0, y = 0, z = 0, w = 1] = orientation;
  const numbers = [...position, ...orientation, ...rotationDegFromQuat([x, y, z, w])];
  return numbers.map((value) => plainNumber(value, 9));
}

const lensFields = (lens: Readonly<LensState>): string[] =>
  [
    lens.focalLengthMm,
    lens.sensorWidthMm,
    lens.sensorHeightMm,
    lens.squeeze,
    lens.entrancePupilMm,
    lens.focusDistanceM,
    lens.fStop,
    lens.projectionOffsetXMm,
    lens.projectionOffsetYMm,
    verticalFovDeg(lens),
  ].map((value) => plainNumber(value, 6));

function row(fields: readonly string[]): string {
  const all = columns.map((_, i) => quotedField(fields[i] ?? ''));
  return `${all.join(',')}\r\n`;
}

const quotedField = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
