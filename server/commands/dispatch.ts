import { type Principal, refusal } from '../../core/commands/authorise.ts';
import { parseCommand } from '../../core/commands/parse-command.ts';
import { deviceAsSet } from '../../core/commands/reduce-device.ts';
import type { Command, CommandRequest } from '../../core/commands/table.ts';
import type { Problem } from '../../core/result.ts';
import type { DeviceEntry } from '../../core/show/show-schema.ts';
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

/** Where the commands of backdrops go, and who says which of them may be shown. */
export interface BackdropKeeper {
  command(
    command: Extract<Command, { type: `backdrop.${string}` }>,
    principal: Principal,
  ): Promise<CommandResult>;
  /** Why an environment may not be shown: it is a backdrop that nobody stands for. */
  refusalOf(environmentId: string | null): string | undefined;
}

/** What is wrong with an entry of `devices`, in the words of its kind; none when it is valid. */
export type CheckDevice = (entry: DeviceEntry) => Problem[];

/**
 * The one way of a command into the show, whatever door it came through: parse, authorise, then the
 * engine, or whoever brings about a take of preview or of the camera. Never throws; what is wrong is
 * in the answer.
 */
export class Dispatch {
  readonly #engine: ShowEngine;
  readonly #takes: TakeCoordinator;
  readonly #recorder: TakeRecorder | undefined;
  readonly #checkDevice: CheckDevice;
  readonly #backdrops: BackdropKeeper | undefined;

  constructor(
    engine: ShowEngine,
    takes: TakeCoordinator,
    recorder?: TakeRecorder,
    checkDevice: CheckDevice = () => [],
    backdrops?: BackdropKeeper,
  ) {
    this.#engine = engine;
    this.#takes = takes;
    this.#recorder = recorder;
    this.#checkDevice = checkDevice;
    this.#backdrops = backdrops;
  }

  async command(request: CommandRequest, principal: Principal): Promise<CommandResult> {
    const parsed = parseCommand(request);
    if (!parsed.ok) return refused(parsed.fault);
    const command = parsed.value;
    const reason = refusal(principal, command, this.#engine.state.show.remote.live);
    if (reason) return refuse('forbidden', reason);
    switch (command.type) {
      case 'environment.take': {
        const unapproved = this.#backdrops?.refusalOf(this.#engine.state.preview.environment);
        if (unapproved) return refuse('not-approved', unapproved);
        return this.#takes.take(command, principal);
      }
      case 'environment.preview': {
        const unapproved = this.#backdrops?.refusalOf(command.id);
        if (unapproved) return refuse('not-approved', unapproved, '/id');
        break;
      }
      case 'backdrop.approve':
      case 'backdrop.reject':
      case 'backdrop.push':
      case 'backdrop.cancel':
      case 'backdrop.back':
      case 'backdrop.bible':
      case 'backdrop.hurry':
        if (this.#backdrops) return this.#backdrops.command(command, principal);
        break;
      case 'take.roll':
      case 'take.cut':
      case 'take.mark':
        if (this.#recorder) return this.#recorder.command(command, principal);
        break;
      case 'device.set': {
        const problems = this.#deviceProblems(command);
        if (problems.length > 0) return refused(problems);
      }
    }
    const result = this.#engine.apply(command, principal);
    return result.ok ? { ok: true, revision: result.revision } : refused(result.problems);
  }

  /** The kinds of devices are not known to the reducer, which would take any options. */
  #deviceProblems(command: Extract<Command, { type: 'device.set' }>): Problem[] {
    const entry = deviceAsSet(this.#engine.state.show.devices, command);
    return entry ? this.#checkDevice(entry) : [];
  }
}
