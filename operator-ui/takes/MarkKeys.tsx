import type { TakeSummary } from '../../core/takes/take-summary.ts';
import { useDesk } from '../link/desk.ts';
import { useLive } from '../link/show-store.ts';
import { markRequest } from './board.ts';

/** Good or not, as the crew says; the chosen one pressed again takes the mark back. */
export function MarkKeys({ take }: { take: TakeSummary }) {
  const desk = useDesk();
  const live = useLive();
  const key = (good: boolean, word: string) => (
    <button
      type="button"
      aria-pressed={take.good === good}
      aria-label={`${word}: take ${take.id}`}
      disabled={!live}
      onClick={() => void desk.command(markRequest(take, good))}
    >
      {word}
    </button>
  );
  return (
    <div className="choice mark-keys">
      {key(true, 'Good')}
      {key(false, 'NG')}
    </div>
  );
}
