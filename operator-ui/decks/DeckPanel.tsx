import { useState } from 'react';
import { type DeckName, useShowState } from '../link/show-store.ts';
import { DeckCanvas } from './DeckCanvas.tsx';
import type { Tally } from './tally.ts';
import { useTally } from './use-tally.ts';

const words: Record<DeckName, string> = { preview: 'PREVIEW', program: 'PROGRAM' };
const modes = { stage: 'Stage', camera: 'Camera' } as const;

/** One deck: its tally, its environment's name and its live view. */
export function DeckPanel({ deck }: { deck: DeckName }) {
  const [mode, setMode] = useState<keyof typeof modes>('stage');
  const tally = useTally();
  const name = useShownName(deck, tally);
  const onAir = deck === 'program' || tally?.isBoth;
  return (
    <section className="deck" data-tally={onAir ? 'program' : 'preview'} aria-label={words[deck]}>
      <header>
        <span className="chip tally" data-tone={onAir ? 'program' : 'preview'}>
          {words[deck]}
        </span>
        <strong className="deck-name">{name}</strong>
      </header>
      <DeckCanvas deck={deck} mode={mode} label={`${words[deck]}: ${name} on the stage`}>
        <div className="choice deck-modes">
          {(['stage', 'camera'] as const).map((choice) => (
            <button
              key={choice}
              type="button"
              aria-pressed={mode === choice}
              onClick={() => setMode(choice)}
            >
              {modes[choice]}
            </button>
          ))}
        </div>
      </DeckCanvas>
    </section>
  );
}

/** The environment's name; during the lead of a take still the one that the walls show. */
export function useShownName(deck: DeckName, tally: Tally | undefined): string {
  const environments = useShowState((state) => state.show.environments);
  const id = deck === 'program' ? tally?.onAir[0] : tally?.next;
  return environments?.find((candidate) => candidate.id === id)?.name ?? id ?? 'nothing';
}
