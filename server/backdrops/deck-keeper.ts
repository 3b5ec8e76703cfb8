import type { BackdropJob } from '../../core/backdrops/job.ts';
import { showRefusal } from '../../core/backdrops/who-stands.ts';
import type { ShowState } from '../../core/show/state.ts';
import type { Log } from '../observe/log.ts';
import type { ShowEngine } from '../show/show-engine.ts';
import type { JobQueue } from './job-queue.ts';

export interface DeckKeeperOptions {
  engine: ShowEngine;
  queue: JobQueue;
  /** Whether an engine made it, and not a person. */
  isMade: (job: BackdropJob) => boolean;
  log: Pick<Log, 'warn'>;
}

/** Keeps off the decks what nobody stands for. */
export class DeckKeeper {
  readonly #options: DeckKeeperOptions;

  constructor(options: DeckKeeperOptions) {
    this.#options = options;
  }

  /** Why an environment may not be shown: it is a backdrop, and nobody stands for it. */
  refusalOf(environmentId: string | null): string | undefined {
    return this.#refusalIn(this.#options.engine.state, environmentId);
  }

  /**
   * From now on no change puts on a deck what nobody stands for, and what stands there already goes: a show that
   * is opened, or a record that was lost, brings nothing to the wall.
   */
  guard(): void {
    const { engine, log } = this.#options;
    const { show, program, preview, transition } = engine.state;
    const onDecks = [program, preview, transition?.from].map((deck) => deck?.environment);
    const refused = show.environments.map(({ id }) => id).filter((id) => this.refusalOf(id));
    const standing = refused.filter((id) => onDecks.includes(id));
    if (standing.length > 0) {
      engine.apply({ type: 'backdrops.withdrawn', environments: refused });
      const now = engine.state.program.environment;
      const instead = now === null ? 'Program is empty now.' : `On program is "${now}" now.`;
      const why = standing.map((id) => this.refusalOf(id)).join(' ');
      log.warn(`What nobody stands for was taken off the decks. ${instead} ${why}`);
    }
    engine.guardDecks((state, id) => this.#refusalIn(state, id));
  }

  #refusalIn({ show, assets }: ShowState, environmentId: string | null): string | undefined {
    const environment = show.environments.find(({ id }) => id === environmentId);
    if (!environment) return undefined;
    const { queue, isMade } = this.#options;
    const jobs = queue.jobs();
    return showRefusal(environment, assets[environment.source], { jobs, isMade });
  }
}
