import { advance, emptyHistory, type Session } from '../../../core/commands/history.ts';
import { parseCommand } from '../../../core/commands/parse-command.ts';
import type { CommandRequest } from '../../../core/commands/table.ts';
import { diff } from '../../../core/show/patch.ts';
import type { Show } from '../../../core/show/show-schema.ts';
import { initialState, type ShowState } from '../../../core/show/state.ts';
import { frameAt } from '../../../core/time/rate.ts';
import type { CommandResult, Patch } from '../../../core/wire/events.ts';
import { refused } from '../../../server/commands/command-error.ts';
import type { Faults } from './canned-status.ts';
import { CannedTakes, isTakeCommand } from './canned-takes.ts';

export const epoch = 7;
const takeLeadFrames = 30;

const refusal = (code: string, message: string): CommandResult => ({
  ok: false,
  error: { code, message },
});

/** The real reducer over the canned show, with a clock and what a test makes go wrong. */
export class CannedEngine {
  readonly faults: Faults = { late: [], closed: [], lost: [], outputs: {} };
  readonly takes = new CannedTakes();
  /** Every command that came in, oldest first. */
  readonly commands: CommandRequest[] = [];
  revision = 1;
  readonly #startedMs = performance.now();
  #session: Session;

  /** `assets`: hashes of the show's files, by their path. */
  constructor(show: Show, assets: Readonly<Record<string, string>> = {}) {
    const state = { ...initialState(show, this.showTimeMs()), assets };
    this.#session = { state, history: emptyHistory };
  }

  get state(): ShowState {
    return this.#session.state;
  }

  showTimeMs(): number {
    return 3_725_000 + performance.now() - this.#startedMs;
  }

  k(): number {
    return frameAt(this.showTimeMs(), this.state.show.stage.rates.wall);
  }

  apply(request: CommandRequest, publish: (patch: Patch) => void): CommandResult {
    this.commands.push(request);
    const parsed = parseCommand(request);
    if (!parsed.ok) return refused(parsed.fault);
    const command = parsed.value;
    const isTake = command.type === 'environment.take';
    if (isTake && !command.force && this.faults.late.length > 0) {
      return refusal('not-ready', `Not ready: ${this.faults.late.join(', ')}.`);
    }
    const takeK = this.k() + takeLeadFrames;
    const sceneIds = ['desert', 'city', 'grid'];
    const context = { showTimeMs: this.showTimeMs(), k: this.k(), takeK, sceneIds };
    const change = isTakeCommand(command)
      ? this.takes.changeFor(command, this.state, this.showTimeMs())
      : command;
    if (typeof change === 'string') return refusal(change, change);
    const next = advance(this.#session, change, 'test', context);
    if (!next.ok) return refused(next.fault);
    const ops = diff(this.state, next.value.state).map(({ before: _, ...op }) => op);
    this.#session = next.value;
    publish({ epoch, revision: ++this.revision, ops });
    return isTake
      ? { ok: true, revision: this.revision, k: takeK }
      : { ok: true, revision: this.revision };
  }
}
