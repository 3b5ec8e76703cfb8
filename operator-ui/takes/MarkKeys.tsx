import type { TakeSummary } from '../../core/takes/take-summary.ts';
import { useDesk } from '../link/desk.ts';
import { useLive } from '../link/show-store.ts';

/** Good or not, as the crew says. */
export function MarkKeys({ take }: { take: TakeSummary }) {
  const desk = useDesk();
  const live = useLive();
  const key = (good: boolean, word: string) => (
    <button
      type="button"
      aria-pressed={take.good === good}
      aria-label={`${word}: take ${take.id}`}
      disabled={!live}
      onClick={() => void desk.command({ type: 'take.mark', take: take.id, good })}
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
