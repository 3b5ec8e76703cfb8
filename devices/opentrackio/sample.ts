import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import { settlePose } from '../sample-orientation.ts';
import { FieldReader } from './field-reader.ts';
import { type EncoderReading, readLens } from './lens.ts';
import type { Fields } from './payload.ts';
import { readStaticBlock, type StaticCamera } from './static-block.ts';
import { type OffsetReading, readTiming } from './timing.ts';
import { composeTransforms } from './transforms.ts';

export type SampleFault = 'protocol' | 'source-number' | 'transform' | 'non-finite' | 'quaternion';

/** How a device reads its senders' samples. */
export interface SampleRules {
  /** The subject of a payload without a sourceNumber. */
  subject: string;
  /** The only sourceNumber that is taken, or undefined for all. */
  sourceNumber: number | undefined;
  encoders: EncoderReading;
  offsets: OffsetReading;
}

/**
 * Fills the flat sample from a decoded OpenTrackIO payload (1.0.1; 0.9.3 has the same shape). Every
 * field is optional; a lens or timing field of the wrong type or out of range is left out and told
 * to `noted`, while a bad transform refuses the sample, and so does a sourceNumber that is not asked
 * for. timing.sequenceNumber is left: some senders never count it up, and packets carry numbers
 * anyway.
 */
export function fillSample(
  fields: Fields,
  rules: SampleRules,
  staticCamera: StaticCamera,
  sample: TrackingSample,
  noted: (oddity: string) => void,
): SampleFault | undefined {
  sample.clear();
  const root = new FieldReader(fields, noted);
  const protocol = root.map('protocol');
  if (protocol?.has('name') && protocol.value('name') !== 'OpenTrackIO') return 'protocol';
  const number = root.number('sourceNumber', 0, 0xffffffff);
  const isNumbered = Number.isInteger(number);
  if (isNumbered && number !== (rules.sourceNumber ?? number)) return 'source-number';
  sample.subject = isNumbered ? String(number) : rules.subject;
  if (root.has('transforms')) {
    if (!composeTransforms(root.value('transforms'), sample)) return 'transform';
    const fault = settlePose(sample);
    if (fault) return fault;
  }
  readTiming(root.map('timing'), rules.offsets, sample, noted);
  readLens(root.map('lens'), rules.encoders, sample, noted);
  readStaticBlock(root.map('static')?.map('camera'), staticCamera);
  sample.sensorWidthMm = staticCamera.sensorWidthMm;
  sample.sensorHeightMm = staticCamera.sensorHeightMm;
  sample.squeeze = staticCamera.squeeze;
  return undefined;
}
