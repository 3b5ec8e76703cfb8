import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import type { FieldReader } from './field-reader.ts';

/**
 * What a positive `timing.synchronization.offsets` says of its part: captured `later` or `earlier`
 * than the sample's timestamp. `ignored` for senders that mean something else by it.
 */
export type OffsetReading = 'later' | 'earlier' | 'ignored';

/** Beyond this an offset is a placeholder or an error, s. */
const longestOffset = 1;

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
): void {
  if (!timing) return;
  readTimecode(timing.map('timecode'), sample);
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
