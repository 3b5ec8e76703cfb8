import type { RateReference } from '../../core/show/stage-schema.ts';
import type { FrameLockState } from '../../core/time/frame-lock.ts';
import type { FrameClockStatus, OutputStatus } from '../../core/wire/status.ts';

/** One word for what the frame clock does, and the mark before it. */
export const lockWords: Record<FrameLockState, { word: string; mark: string }> = {
  free: { word: 'Runs free', mark: '○' },
  acquiring: { word: 'On its way', mark: '◐' },
  locked: { word: 'Locked', mark: '●' },
  holdover: { word: 'Holds over', mark: '▲' },
};

/** A reference was asked for and does not lead. */
export const isReferenceMissing = ({ reference, state }: FrameClockStatus): boolean =>
  reference !== '' && (state === 'free' || state === 'holdover');

/** A reference as the value of a choice, and back. Ids have no space. */
export function referenceValue(reference: RateReference): string {
  if (reference.kind === 'output') return `output ${reference.output}`;
  return reference.kind === 'timecode' ? `timecode ${reference.device}` : 'free';
}

export function referenceFromValue(value: string): RateReference {
  const [kind, id = ''] = value.split(' ');
  if (kind === 'output') return { kind, output: id };
  return kind === 'timecode' ? { kind, device: id } : { kind: 'free' };
}

/** Wrong where the display cannot show the wall's frames evenly. */
export const hasWrongMode = ({ connected, cadence }: OutputStatus): boolean =>
  connected && cadence.text !== '';
