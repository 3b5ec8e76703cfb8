import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import { readDistortion } from './distortion.ts';
import type { FieldReader } from './field-reader.ts';

const highestCount = 0xffffffff;

/** Which of a sender's two readings of the lens rings becomes the sample's encoders. */
export type EncoderReading = 'normalised' | 'raw';

/**
 * Reads `lens` into the sample: mm of focal length, m of focus, the entrance pupil from m to mm,
 * distortion. Encoders are `encoders` (0 to 1) or `rawEncoders` (counts), never a mixture: a lens
 * table counts in one of them. `noted` is told when only the other one came.
 */
export function readLens(
  lens: FieldReader | undefined,
  reading: EncoderReading,
  sample: TrackingSample,
  noted: (oddity: string) => void,
): void {
  if (!lens) return;
  sample.focalLengthMm = lens.positive('pinholeFocalLength');
  sample.focusDistanceM = lens.positive('focusDistance');
  sample.fStop = lens.positive('fStop');
  sample.entrancePupilMm = lens.number('entrancePupilOffset', -1000, 1000) * 1000;
  readDistortion(lens, sample.distortion, noted);
  const isRaw = reading === 'raw';
  const encoders = lens.map(isRaw ? 'rawEncoders' : 'encoders');
  if (!encoders) {
    if (lens.has(isRaw ? 'encoders' : 'rawEncoders')) noted('other-encoders');
    return;
  }
  const highest = isRaw ? highestCount : 1;
  sample.zoomEncoder = encoders.number('zoom', 0, highest);
  sample.focusEncoder = encoders.number('focus', 0, highest);
  sample.irisEncoder = encoders.number('iris', 0, highest);
}
