import { useShowState } from '../link/show-store.ts';
import { useChoices } from '../operator/desk-choices.ts';
import { BarMessage } from './BarMessage.tsx';
import { BoardFields } from './BoardFields.tsx';
import { Elapsed } from './Elapsed.tsx';
import { LastTake } from './LastTake.tsx';
import { RecorderFigures } from './RecorderFigures.tsx';
import { RecordKey } from './RecordKey.tsx';
import { useBarWords, useTakesFeed } from './use-takes.ts';
import './takes.css';

/** Rolls and cuts, and says at every moment whether what is filmed is kept. */
export function TakeBar() {
  useTakesFeed();
  const words = useBarWords();
  const isOpen = useChoices((choices) => choices.tab === 'takes');
  const rolling = useShowState((state) => state.takes.rolling) ?? null;
  const isCalm = words.state === 'idle' && words.text === '';
  return (
    <section className="panel take-bar" aria-label="Take" data-state={words.state}>
      <RecordKey rolling={rolling} isWriting={words.state !== 'not-writing'} />
      <BoardFields />
      <Elapsed rolling={rolling} />
      <RecorderFigures />
      {isCalm ? <LastTake /> : <BarMessage words={words} />}
      <button
        type="button"
        className="button take-list-key"
        aria-pressed={isOpen}
        onClick={() => useChoices.setState({ tab: isOpen ? 'look' : 'takes' })}
      >
        Takes
      </button>
    </section>
  );
}
