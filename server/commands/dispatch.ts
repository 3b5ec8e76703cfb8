import { type Principal, refusal } from '../../core/commands/authorise.ts';
import { parseCommand } from '../../core/commands/parse-command.ts';
import type { CommandRequest } from '../../core/commands/table.ts';
import type { CommandResult } from '../../core/wire/events.ts';
import type { ShowEngine } from '../show/show-engine.ts';
import { refuse, refused } from './command-error.ts';
import type { TakeCoordinator } from './take-coordinator.ts';

/**
 * The one way of a command into the show, whatever door it came through: parse, authorise, then the
 * engine, or the coordinator for a take. Never throws; what is wrong is in the answer.
 */
export class Dispatch {
  readonly #engine: ShowEngine;
  readonly #takes: TakeCoordinator;

  constructor(engine: ShowEngine, takes: TakeCoordinator) {
    this.#engine = engine;
    this.#takes = takes;
  }

  async command(request: CommandRequest, principal: Principal): Promise<CommandResult> {
    const parsed = parseCommand(request);
    if (!parsed.ok) return refused(parsed.fault);
    const command = parsed.value;
    const reason = refusal(principal, command, this.#engine.state.show.remote.live);
    if (reason) return refuse('forbidden', reason);
    if (command.type === 'environment.take') return this.#takes.take(command, principal);
    const result = this.#engine.apply(command, principal);
    return result.ok ? { ok: true, revision: result.revision } : refused(result.problems);
  }
}
