import type { DeckState, RollingTake } from '../../core/show/state.ts';
import { contentTimeMs } from '../../core/time/content-time.ts';
import type { ShowService } from '../services.ts';
import type { StateAnswer } from './answer-schemas.ts';

const plainDeck = ({ environment, params, placement }: DeckState) => ({
  environment,
  params,
  placement,
});

const timedDeck = (deck: DeckState, nowMs: number) => ({
  ...plainDeck(deck),
  contentTimeMs: contentTimeMs(deck.time, nowMs),
  playing: deck.time.playing,
  rate: deck.time.rate,
});

const takeOf = (rolling: RollingTake | null): StateAnswer['take'] => {
  if (!rolling) return null;
  const { id, scene, slate, number } = rolling;
  return { id, scene, slate, number };
};

/** What `GET state` says: the show state without the document, at this moment. */
export function stateReport(show: ShowService): StateAnswer {
  const { epoch, revision, state } = show;
  const nowMs = show.nowMs();
  const { transition, inhibits } = state;
  return {
    epoch,
    revision,
    k: show.frame(),
    showTimeMs: nowMs,
    preview: timedDeck(state.preview, nowMs),
    program: timedDeck(state.program, nowMs),
    transition: transition && { ...transition, from: plainDeck(transition.from) },
    rolling: state.rolling,
    take: takeOf(state.takes.rolling),
    inhibits: {
      blackout: inhibits.blackout.on,
      freeze: inhibits.freeze.on,
      safeLook: inhibits.safeLook.on,
      identify: inhibits.identify.on,
      frameCode: inhibits.frameCode.on,
      pattern: inhibits.pattern,
      holdTracking: [...inhibits.holdTracking],
    },
  };
}
