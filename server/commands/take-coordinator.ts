import type { Principal } from '../../core/commands/authorise.ts';
import { isRepeatedTake } from '../../core/commands/reduce-decks.ts';
import type { Command } from '../../core/commands/table.ts';
import { environmentKey } from '../../core/show/environment-key.ts';
import { periodMs } from '../../core/time/rate.ts';
import type { CommandResult } from '../../core/wire/events.ts';
import type { ShowEngine } from '../show/show-engine.ts';
import { refuse, refused } from './command-error.ts';
import { type CountedOutput, readiness, takeLeadMs } from './take-readiness.ts';

export type TakeCommand = Extract<Command, { type: 'environment.take' }>;

/** The outputs that a take waits for. */
export interface Outputs {
  counted(): CountedOutput[];
  /** Told when an output came, went or reported; returns how to stop. */
  onChange(listener: () => void): () => void;
}

/** Calls back once after `ms`; returns how to cancel. */
export type After = (ms: number, callback: () => void) => () => void;

export const afterTimeout: After = (ms, callback) => {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
};

/** How often readiness is looked at without a report: an output may also stop to count. */
const lookAgainMs = 250;

interface Waiting {
  command: TakeCommand;
  principal: Principal;
  environment: string;
  deadlineMs: number;
  answer: (result: CommandResult) => void;
  stop: () => void;
}

/**
 * Moves preview to program in two steps: wait until every counted output has prepared it, then name
 * the frame at which all of them switch. One take at a time; others meanwhile are repeats.
 */
export class TakeCoordinator {
  readonly #engine: ShowEngine;
  readonly #outputs: Outputs;
  readonly #after: After;
  #waiting: Waiting | undefined;

  constructor(engine: ShowEngine, outputs: Outputs, after: After = afterTimeout) {
    this.#engine = engine;
    this.#outputs = outputs;
    this.#after = after;
  }

  take(command: TakeCommand, principal: Principal): Promise<CommandResult> {
    const { state } = this.#engine;
    const { environment } = state.preview;
    if (isRepeatedTake(state, this.#engine.nowMs())) return Promise.resolve(this.#ignored());
    if (environment === null) {
      return Promise.resolve(
        refuse('empty-preview', 'Preview is empty. Put an environment on preview first.'),
      );
    }
    if (command.force) return Promise.resolve(this.#force(command, principal));
    if (this.#waiting) return Promise.resolve(this.#ignored());
    return new Promise((answer) => this.#wait(command, principal, environment, answer));
  }

  /** Refuses a take that waits, as on the way out. */
  stop(): void {
    this.#finish(refuse('stopping', 'The server is stopping.'));
  }

  #ignored(): CommandResult {
    const { revision, state } = this.#engine;
    const k = state.transition ? { k: state.transition.k } : {};
    return { ok: true, ignored: true, revision, ...k };
  }

  #force(command: TakeCommand, principal: Principal): CommandResult {
    // Out of the way first: the forced change of preview is no change of mind.
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.stop();
    const result = this.#commit(command, principal);
    waiting?.answer(result.ok ? this.#ignored() : result);
    return result;
  }

  #wait(
    command: TakeCommand,
    principal: Principal,
    environment: string,
    answer: (result: CommandResult) => void,
  ): void {
    const check = () => this.#check();
    const deadlineMs = this.#engine.nowMs() + command.timeoutMs;
    const stops = [
      this.#outputs.onChange(check),
      this.#engine.subscribe({ patch: check }),
      this.#every(check, deadlineMs),
    ];
    const stop = () => {
      for (const each of stops) each();
    };
    this.#waiting = { command, principal, environment, deadlineMs, answer, stop };
    this.#check();
  }

  /** Looks again and again, and exactly at the deadline. */
  #every(check: () => void, deadlineMs: number): () => void {
    let cancel = () => {};
    const next = () => {
      const leftMs = deadlineMs - this.#engine.nowMs();
      cancel = this.#after(Math.max(1, Math.min(lookAgainMs, leftMs)), () => {
        check();
        if (this.#waiting) next();
      });
    };
    next();
    return () => cancel();
  }

  #check(): void {
    const waiting = this.#waiting;
    if (!waiting) return;
    const { show, preview, assets } = this.#engine.state;
    if (preview.environment !== waiting.environment) {
      this.#finish(refuse('preview-changed', 'Preview was changed while the take waited.'));
      return;
    }
    const key = environmentKey(show, preview.environment, assets) ?? '';
    const found = readiness(key, this.#outputs.counted());
    if (found.kind === 'ready') this.#finish(undefined);
    else if (found.kind === 'failed' || this.#engine.nowMs() >= waiting.deadlineMs) {
      this.#finish(refuse('not-ready', found.message));
    }
  }

  /** Ends the waiting with an answer, or with the take itself. */
  #finish(answer: CommandResult | undefined): void {
    const waiting = this.#waiting;
    if (!waiting) return;
    this.#waiting = undefined;
    waiting.stop();
    waiting.answer(answer ?? this.#commit(waiting.command, waiting.principal));
  }

  #commit(command: TakeCommand, principal: Principal): CommandResult {
    const leadMs = takeLeadMs(this.#outputs.counted(), this.#engine.rate);
    const k = this.#engine.frame() + Math.ceil(leadMs / periodMs(this.#engine.rate)) + 1;
    const result = this.#engine.apply(command, principal, k);
    return result.ok ? { ok: true, revision: result.revision, k } : refused(result.problems);
  }
}
