import { useDesk } from '../link/desk.ts';
import { type DeckName, useDeck, useLive, useShowState } from '../link/show-store.ts';
import { useChoices } from '../operator/desk-choices.ts';
import { ContentTime } from './ContentTime.tsx';
import { DeckParameters } from './DeckParameters.tsx';
import { PlacementPanel } from './PlacementPanel.tsx';

/** What the chosen deck's environment looks like: its parameters, its place and its time. */
export function LookPanel() {
  const desk = useDesk();
  const editing = useChoices((choices) => choices.editing);
  const deck = useDeck(editing);
  const environments = useShowState((state) => state.show.environments);
  const disabled = !useLive();
  const environment = environments?.find((candidate) => candidate.id === deck?.environment);
  const id = environment?.id;
  return (
    <section className="panel look" data-editing={editing} aria-label="Look">
      <header>
        <h2>Look</h2>
        <strong>{environment?.name ?? id ?? 'No environment'}</strong>
        <DeckChoice editing={editing} />
      </header>
      {deck && environment && id && (
        <div className="look-body">
          <DeckParameters
            key={`${editing}-${id}`}
            environment={environment}
            params={deck.params}
            disabled={disabled}
            onChange={(params) =>
              void desk.command({ type: 'environment.params', id, params, deck: editing })
            }
          />
          <div className="look-side">
            <PlacementPanel
              placement={deck.placement}
              disabled={disabled}
              onChange={(placement) =>
                void desk.command({ type: 'environment.place', id, placement, deck: editing })
              }
            />
            <ContentTime deck={editing} time={deck.time} disabled={disabled} />
          </div>
        </div>
      )}
    </section>
  );
}

const faces: Record<DeckName, string> = { preview: 'Edit PREVIEW', program: 'Edit PROGRAM live' };

function DeckChoice({ editing }: { editing: DeckName }) {
  return (
    <div className="choice deck-choice">
      {(['preview', 'program'] as const).map((deck) => (
        <button
          key={deck}
          type="button"
          data-deck={deck}
          aria-pressed={editing === deck}
          onClick={() => useChoices.setState({ editing: deck })}
        >
          {faces[deck]}
        </button>
      ))}
    </div>
  );
}
