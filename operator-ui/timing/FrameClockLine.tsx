import type { FrameClockStatus } from '../../core/wire/status.ts';
import { isReferenceMissing, lockWords } from './sync-words.ts';

/** What the frame clock follows, and how well. */
export function FrameClockLine({ frameClock }: { frameClock: FrameClockStatus }) {
  const { mark, word } = lockWords[frameClock.state];
  return (
    <p className="frame-clock" data-fault={isReferenceMissing(frameClock)}>
      <strong>
        <span aria-hidden="true">{mark}</span> Frame clock: {word.toLowerCase()}
        {frameClock.reference && <span> · {frameClock.reference}</span>}
      </strong>
      <span>{frameClock.reason}</span>
    </p>
  );
}
