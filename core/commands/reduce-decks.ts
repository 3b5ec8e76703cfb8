import { done, fault, type Result } from '../result.ts';
import { type DeckState, freshDeck, type ShowState } from '../show/state.ts';
import { changeTimeline } from '../time/content-time.ts';
import type { ReduceContext, SettleTransition } from './reduce.ts';
import type { Command } from './table.ts';

/** A second take within this time is a bounced button, not a wish. */
export const takeLockoutMs = 500;

type DeckCommand = Extract<Command, { type: `environment.${string}` }> | SettleTransition;

/** Whether a take at `showTimeMs` is a repeat that must change nothing. */
export const isRepeatedTake = (state: ShowState, showTimeMs: number): boolean =>
  state.lastTakeMs !== null && showTimeMs - state.lastTakeMs < takeLockoutMs;

export function reduceDecks(
  state: ShowState,
  change: DeckCommand,
  context: ReduceContext,
): Result<ShowState> {
  switch (change.type) {
    case 'environment.preview':
      return preview(state, change.id, context.showTimeMs);
    case 'environment.take':
      return take(state, change, context);
    case 'environment.params':
      return edit(state, change, (deck) => ({
        ...deck,
        params: { ...deck.params, ...change.params },
      }));
    case 'environment.place':
      return edit(state, change, (deck) => ({
        ...deck,
        placement: { ...deck.placement, ...defined(change.placement) },
      }));
    case 'environment.time': {
      const { action, value = 0, deck } = change;
      const time = changeTimeline(state[deck].time, action, value, context.showTimeMs);
      return done(withDeck(state, deck, { ...state[deck], time }));
    }
    case 'transition.settle':
      return done({ ...state, transition: null });
  }
}

const defined = (object: object): object =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));

function preview(state: ShowState, id: string, showTimeMs: number): Result<ShowState> {
  if (!state.show.environments.some((environment) => environment.id === id)) {
    return unknownEnvironment(id);
  }
  if (state.preview.environment === id) return done(state);
  const onProgram = state.program.environment === id ? state.program : undefined;
  const deck = onProgram ?? state.looks[id] ?? freshDeck(state.show, id, showTimeMs);
  return done({ ...state, preview: deck });
}

const unknownEnvironment = (id: string) =>
  fault('/id', 'unknown-environment', `There is no environment "${id}" in the show.`);

/** Preview goes on program at `takeK`, and what was on program waits on preview. */
function take(
  state: ShowState,
  change: Extract<Command, { type: 'environment.take' }>,
  { showTimeMs, k, takeK = k }: ReduceContext,
): Result<ShowState> {
  if (isRepeatedTake(state, showTimeMs)) return done(state);
  if (state.preview.environment === null) {
    return fault('', 'empty-preview', 'Preview is empty. Put an environment on preview first.');
  }
  const { kind, frames } = change.transition;
  const length = kind === 'cut' ? 0 : Math.max(1, frames || 24);
  return done({
    ...state,
    program: state.preview,
    preview: state.program.environment === null ? state.preview : state.program,
    transition: { kind, frames: length, k: takeK, from: state.program },
    lastTakeMs: showTimeMs,
  });
}

function edit(
  state: ShowState,
  change: { id: string; deck: 'preview' | 'program' },
  changeDeck: (deck: DeckState) => DeckState,
): Result<ShowState> {
  const deck = state[change.deck];
  if (deck.environment === change.id) {
    return done(withDeck(state, change.deck, changeDeck(deck)));
  }
  const known = state.show.environments.some((environment) => environment.id === change.id);
  if (!known) return unknownEnvironment(change.id);
  return fault(
    '/id',
    'not-on-deck',
    `"${change.id}" is not on ${change.deck}; ${deck.environment ?? 'nothing'} is. Put it there first.`,
  );
}

function withDeck(state: ShowState, name: 'preview' | 'program', deck: DeckState): ShowState {
  const looks =
    deck.environment === null ? state.looks : { ...state.looks, [deck.environment]: deck };
  return { ...state, [name]: deck, looks };
}
