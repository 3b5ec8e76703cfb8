import { useShowState } from '../link/show-store.ts';
import { timingViews, useChoices } from '../operator/desk-choices.ts';
import { LatencyView } from './LatencyView.tsx';
import { RatesView } from './RatesView.tsx';
import { SyncView } from './SyncView.tsx';
import { useSteadyStatus } from './use-steady-status.ts';

const words = { sync: 'Sync', latency: 'Latency', rates: 'Rates' } as const;

/** How frames agree, how late they are, and at which rates: the operator's view of time. */
export function TimingPanel() {
  const isOpen = useChoices((choices) => choices.tab === 'timing');
  const view = useChoices((choices) => choices.timingView);
  return (
    <section className="panel timing" aria-label="Timing">
      <header>
        <h2>Timing</h2>
        <nav className="choice" aria-label="Views of timing">
          {timingViews.map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={view === name}
              onClick={() => useChoices.setState({ timingView: name })}
            >
              {words[name]}
            </button>
          ))}
        </nav>
      </header>
      {isOpen && <OpenView view={view} />}
    </section>
  );
}

function OpenView({ view }: { view: keyof typeof words }) {
  const status = useSteadyStatus();
  const rates = useShowState((state) => state.show.stage.rates);
  if (!status || !rates) return <p className="empty">Waiting for the server.</p>;
  return (
    <div className="timing-body scrolls" data-view={view}>
      {view === 'sync' && <SyncView status={status} wall={rates.wall} />}
      {view === 'latency' && <LatencyView status={status} />}
      {view === 'rates' && <RatesView rates={rates} status={status} />}
    </div>
  );
}
