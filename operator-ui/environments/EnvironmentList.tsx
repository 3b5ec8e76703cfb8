import { useTally } from '../decks/use-tally.ts';
import { useDesk } from '../link/desk.ts';
import { useLive, useShow, useShowState } from '../link/show-store.ts';
import { preview } from '../operator/actions.ts';
import { useChoices } from '../operator/desk-choices.ts';
import { EnvironmentCard } from './EnvironmentCard.tsx';
import { loadState, loadText } from './load-state.ts';
import { useStills } from './use-stills.ts';

/** Opens the place where backdrops are made. */
function NewKey() {
  const isOpen = useChoices((choices) => choices.tab === 'backdrops');
  return (
    <button
      type="button"
      className="button new-backdrop"
      aria-pressed={isOpen}
      onClick={() => useChoices.setState({ tab: isOpen ? 'look' : 'backdrops' })}
    >
      New…
    </button>
  );
}

/** Every environment of the show; a press puts it on preview and nothing else. */
export function EnvironmentList() {
  const desk = useDesk();
  const live = useLive();
  const state = useShow((store) => store.replica?.state);
  const outputs = useShow((store) => store.status?.outputs) ?? [];
  const environments = useShowState((s) => s.show.environments) ?? [];
  const stills = useStills(environments);
  const tally = useTally();
  if (!state) return <section className="panel environments" aria-label="Environments" />;
  return (
    <section className="panel environments" aria-label="Environments">
      <header>
        <h2>Environments</h2>
        <NewKey />
      </header>
      <ol className="scrolls">
        {environments.map((environment, index) => {
          const { id } = environment;
          const load = loadState(state, id, outputs);
          const isNext = tally?.next === id;
          const isOnAir = tally?.onAir.includes(id) ?? false;
          return (
            <EnvironmentCard
              key={id}
              environment={environment}
              number={index < 10 ? (index + 1) % 10 : undefined}
              isNext={isNext}
              isOnAir={isOnAir}
              isReady={load.missing.length === 0}
              loadWords={loadText(load, isNext || isOnAir)}
              still={stills.get(id)}
              disabled={!live}
              onChoose={() => preview(desk, id)}
            />
          );
        })}
      </ol>
    </section>
  );
}
