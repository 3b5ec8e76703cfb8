import { type Principal, refusal } from '../../core/commands/authorise.ts';
import { parseCommand } from '../../core/commands/parse-command.ts';
import type { Command, CommandRequest } from '../../core/commands/table.ts';
import type { CommandResult } from '../../core/wire/events.ts';
import type { ShowEngine } from '../show/show-engine.ts';
import { refuse, refused } from './command-error.ts';
import type { TakeCoordinator } from './take-coordinator.ts';

/** Where the commands of the recorder go. */
export interface TakeRecorder {
  command(
    command: Extract<Command, { type: `take.${string}` }>,
    principal: Principal,
  ): Promise<CommandResult>;
}

/**
 * The one way of a command into the show, whatever door it came through: parse, authorise, then the
 * engine, or whoever brings about a take of preview or of the camera. Never throws; what is wrong is
 * in the answer.
 */
export class Dispatch {
  readonly #engine: ShowEngine;
  readonly #takes: TakeCoordinator;
  readonly #recorder: TakeRecorder | undefined;

  constructor(engine: ShowEngine, takes: TakeCoordinator, recorder?: TakeRecorder) {
    this.#engine = engine;
    this.#takes = takes;
    this.#recorder = recorder;
  }

  async command(request: CommandRequest, principal: Principal): Promise<CommandResult> {
    const parsed = parseCommand(request);
    if (!parsed.ok) return refused(parsed.fault);
    const command = parsed.value;
    const reason = refusal(principal, command, this.#engine.state.show.remote.live);
    if (reason) return refuse('forbidden', reason);
    switch (command.type) {
      case 'environment.take':
        return this.#takes.take(command, principal);
      case 'take.roll':
      case 'take.cut':
      case 'take.mark':
        if (this.#recorder) return this.#recorder.command(command, principal);
    }
    const result = this.#engine.apply(command, principal);
    return result.ok ? { ok: true, revision: result.revision } : refused(result.problems);
  }
}
