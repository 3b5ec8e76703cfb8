import { type Candidate, withCandidate } from '../../../core/show/candidate.ts';
import type { ShowState } from '../../../core/show/state.ts';
import { liveState } from '../../decks/state-source.ts';

/**
 * The live show with a candidate on preview, for this page's view of it alone. One object for as long as neither
 * changes, so that nothing is loaded twice.
 */
export class CandidateSource {
  #candidate: Candidate | undefined;
  #live: ShowState | undefined;
  #shown: ShowState | undefined;

  set(candidate: Candidate | undefined): void {
    this.#candidate = candidate;
    this.#shown = undefined;
  }

  readonly state = (): ShowState | undefined => {
    const live = liveState();
    if (!live || !this.#candidate) return undefined;
    if (live !== this.#live || !this.#shown) {
      this.#live = live;
      this.#shown = withCandidate(live, this.#candidate);
    }
    return this.#shown;
  };
}
