import { useDesk } from '../link/desk.ts';
import { LinkState } from '../link/LinkState.tsx';
import { ShowClock } from '../link/ShowClock.tsx';
import { useLive, useShowState } from '../link/show-store.ts';
import { AlarmMenu } from './AlarmMenu.tsx';
import { useChoices } from './desk-choices.ts';

/** On top of the page: which show, what time, how well, what is wrong. */
export function TopBar() {
  const desk = useDesk();
  const live = useLive();
  const name = useShowState((state) => state.show.name);
  return (
    <header className="top-bar">
      <a className="top-home" href="/" aria-label="Start page">
        Cyclorama
      </a>
      <h1>{name ?? '…'}</h1>
      <ShowClock />
      <LinkState />
      <AlarmMenu />
      <div className="top-keys">
        <TimingKey />
        <button
          type="button"
          className="button"
          disabled={!live}
          onClick={() => void desk.command({ type: 'show.undo' })}
        >
          Undo
        </button>
        <button
          type="button"
          className="button"
          disabled={!live}
          onClick={() => void desk.command({ type: 'show.redo' })}
        >
          Redo
        </button>
        <button
          type="button"
          className="button"
          aria-label="Help: keys and words"
          onClick={() => useChoices.setState({ helpOpen: true })}
        >
          ?
        </button>
      </div>
    </header>
  );
}

/** Where the panels have no tabs, Timing opens in the place of look, outputs and devices. */
function TimingKey() {
  const isOpen = useChoices((choices) => choices.tab === 'timing');
  return (
    <button
      type="button"
      className="button top-timing"
      aria-pressed={isOpen}
      onClick={() => useChoices.setState({ tab: isOpen ? 'look' : 'timing' })}
    >
      Timing
    </button>
  );
}
