import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import { settlePose } from '../sample-orientation.ts';
import { FieldReader } from './field-reader.ts';
import type { Fields } from './payload.ts';
import { readStaticBlock, type StaticCamera } from './static-block.ts';
import { composeTransforms } from './transforms.ts';

export type SampleFault = 'protocol' | 'transform' | 'non-finite' | 'quaternion';

/**
 * Fills the flat sample from a decoded OpenTrackIO payload (1.0.1; 0.9.3 has the same shape). Every
 * field is optional; a lens field of the wrong type or out of range is left out and told to `noted`,
 * while a bad transform refuses the sample. `subject` stands when the payload has no sourceNumber.
 *
 * Lens: mm of focal length and sensor, m of focus, the entrance pupil from m to mm, encoders 0 to 1.
 * `sourceTimeMs` is timing.sampleTimestamp in ms of the sender's epoch; never compare it with ours.
 * timing.sequenceNumber is left: some senders never count it up, and packets carry numbers anyway.
 */
export function fillSample(
  fields: Fields,
  subject: string,
  staticCamera: StaticCamera,
  sample: TrackingSample,
  noted: (oddity: string) => void,
): SampleFault | undefined {
  sample.clear();
  const root = new FieldReader(fields, noted);
  const protocol = root.map('protocol');
  if (protocol?.has('name') && protocol.value('name') !== 'OpenTrackIO') return 'protocol';
  const number = root.number('sourceNumber', 0, 0xffffffff);
  sample.subject = Number.isInteger(number) ? String(number) : subject;
  if (root.has('transforms')) {
    if (!composeTransforms(root.value('transforms'), sample)) return 'transform';
    const fault = settlePose(sample);
    if (fault) return fault;
  }
  readTiming(root.map('timing'), sample);
  readLens(root.map('lens'), sample);
  readStaticBlock(root.map('static')?.map('camera'), staticCamera);
  sample.sensorWidthMm = staticCamera.sensorWidthMm;
  sample.sensorHeightMm = staticCamera.sensorHeightMm;
  sample.squeeze = staticCamera.squeeze;
  return undefined;
}

function readTiming(timing: FieldReader | undefined, sample: TrackingSample): void {
  if (!timing) return;
  readTimecode(timing.map('timecode'), sample);
  const stamp = timing.map('sampleTimestamp');
  if (!stamp) return;
  const seconds = stamp.number('seconds', 0, 2 ** 48);
  const nanoseconds = stamp.number('nanoseconds', 0, 0xffffffff);
  sample.sourceTimeMs = seconds * 1000 + nanoseconds / 1e6;
}

/** timing.timecode: the frame that stands while this sample was taken, 1 day at most. */
function readTimecode(timecode: FieldReader | undefined, sample: TrackingSample): void {
  if (!timecode) return;
  const rate = timecode.map('frameRate');
  if (!rate) return;
  const perSecond = Math.round(rate.positive('num') / rate.number('denom', 1, 1_000_000));
  const hours = timecode.number('hours', 0, 23);
  const minutes = hours * 60 + timecode.number('minutes', 0, 59);
  const seconds = minutes * 60 + timecode.number('seconds', 0, 59);
  sample.timecodeFrame = seconds * perSecond + timecode.number('frames', 0, 119);
}

function readLens(lens: FieldReader | undefined, sample: TrackingSample): void {
  if (!lens) return;
  sample.focalLengthMm = lens.positive('pinholeFocalLength');
  sample.focusDistanceM = lens.positive('focusDistance');
  sample.fStop = lens.positive('fStop');
  sample.entrancePupilMm = lens.number('entrancePupilOffset', -1000, 1000) * 1000;
  const encoders = lens.map('encoders');
  if (!encoders) return;
  sample.zoomEncoder = encoders.number('zoom', 0, 1);
  sample.focusEncoder = encoders.number('focus', 0, 1);
  sample.irisEncoder = encoders.number('iris', 0, 1);
}
