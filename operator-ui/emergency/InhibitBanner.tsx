import { useShow } from '../link/show-store.ts';
import { activeInhibits } from './inhibits.ts';

/** What holds the picture back now, on every page, until it is cleared. */
export function InhibitBanner() {
  const state = useShow((store) => store.replica?.state);
  const active = state ? activeInhibits(state) : [];
  return (
    <div className="inhibits" role="status" data-on={active.length > 0}>
      {active.map(({ key, word, effect }) => (
        <p key={key}>
          <strong>{word}</strong> <span>{effect}</span>
        </p>
      ))}
    </div>
  );
}
