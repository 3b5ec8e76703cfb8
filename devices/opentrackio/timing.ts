import { createTimecode, frameFromTimecode, timecodeFormat } from '../../core/time/timecode.ts';
import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import type { FieldReader } from './field-reader.ts';

/**
 * What a positive `timing.synchronization.offsets` says of its part: captured `later` or `earlier`
 * than the sample's timestamp. `ignored` for senders that mean something else by it.
 */
export type OffsetReading = 'later' | 'earlier' | 'ignored';

/** Beyond this an offset is a placeholder or an error, s. */
const longestOffset = 1;
/** One for every packet. */
const label = createTimecode();

/**
 * Reads `timing` into the sample: timecode, the source's own time (`sampleTimestamp`, ms of the
 * sender's epoch; never compare it with ours), and how much older than it translation, rotation and
 * lens are. The schema calls the offsets "offsets in seconds between sync and sample" and leaves
 * their sign open; read from sync to sample, a positive one is a later capture, a negative age.
 */
export function readTiming(
  timing: FieldReader | undefined,
  reading: OffsetReading,
  sample: TrackingSample,
  noted: (oddity: string) => void,
): void {
  if (!timing) return;
  readTimecode(timing.map('timecode'), sample, noted);
  readOffsets(timing.map('synchronization')?.map('offsets'), reading, sample);
  const stamp = timing.map('sampleTimestamp');
  if (!stamp) return;
  const seconds = stamp.number('seconds', 0, 2 ** 48);
  const nanoseconds = stamp.number('nanoseconds', 0, 0xffffffff);
  sample.sourceTimeMs = seconds * 1000 + nanoseconds / 1e6;
}

function readOffsets(
  offsets: FieldReader | undefined,
  reading: OffsetReading,
  sample: TrackingSample,
): void {
  if (!offsets || reading === 'ignored') return;
  const perSecond = reading === 'later' ? -1000 : 1000;
  sample.translationAgeMs = ageMs(offsets, 'translation', perSecond);
  sample.rotationAgeMs = ageMs(offsets, 'rotation', perSecond);
  sample.lensAgeMs = ageMs(offsets, 'lensEncoders', perSecond);
}

// The sum turns −0 into 0.
const ageMs = (offsets: FieldReader, name: string, perSecond: number): number =>
  offsets.number(name, -longestOffset, longestOffset) * perSecond + 0;

/**
 * timing.timecode: the frame that stands while this sample was taken, every frame of the day counted
 * once. A label that names no frame, such as one that drop-frame leaves out, is left out and told.
 */
function readTimecode(
  timecode: FieldReader | undefined,
  sample: TrackingSample,
  noted: (oddity: string) => void,
): void {
  const rate = timecode?.map('frameRate');
  if (!timecode || !rate) return;
  const [num, den] = [rate.positive('num'), rate.number('denom', 1, 1_000_000)];
  label.hours = timecode.number('hours', 0, 23);
  label.minutes = timecode.number('minutes', 0, 59);
  label.seconds = timecode.number('seconds', 0, 59);
  label.frames = timecode.number('frames', 0, 119);
  // A sum with a gap is NaN: some field is missing, or was told already.
  const isWhole = !Number.isNaN(
    num + den + label.hours + label.minutes + label.seconds + label.frames,
  );
  if (!isWhole) return;
  const format = timecodeFormat({ num, den }, timecode.value('dropFrame') === true);
  sample.timecodeFrame = frameFromTimecode(label, format);
  if (Number.isNaN(sample.timecodeFrame)) noted('timecode');
}
