import { parseCommand } from '../../core/commands/parse-command.ts';
import { reduce } from '../../core/commands/reduce.ts';
import type { Command, CommandRequest, CommandType } from '../../core/commands/table.ts';
import type { ShowState } from '../../core/show/state.ts';
import type { CommandResult } from '../../core/wire/events.ts';

/** An edit that this page sent, and the revision that has it, once the server has said so. */
export interface PendingEdit {
  id: number;
  command: Command;
  revision: number | null;
}

/** Settings only: what is on air is shown when the server says that it is. */
const foreseeable: ReadonlySet<string> = new Set<CommandType>([
  'camera.set',
  'environment.params',
  'environment.place',
]);

/** The command of a request whose outcome the page can show before the server has answered. */
export function editIn(request: CommandRequest): Command | undefined {
  if (!foreseeable.has(request.type)) return undefined;
  const parsed = parseCommand(request);
  return parsed.ok ? parsed.value : undefined;
}

/** A refused edit is forgotten; one that was done waits for its revision. */
export function answeredEdits(
  edits: readonly PendingEdit[],
  id: number,
  result: CommandResult,
): readonly PendingEdit[] {
  if (!result.ok) return edits.filter((edit) => edit.id !== id);
  const { revision } = result;
  return edits.map((edit) => (edit.id === id ? { ...edit, revision } : edit));
}

/** Those that a replica at `revision` may not have yet. */
export const editsAfter = (
  edits: readonly PendingEdit[],
  revision: number,
): readonly PendingEdit[] =>
  edits.filter((edit) => edit.revision === null || edit.revision > revision);

/** The state as it will be when the server has taken the edits; one that it will refuse changes nothing. */
export function withEdits(state: ShowState, edits: readonly PendingEdit[]): ShowState {
  const sceneIds = state.show.environments.map(({ source }) => source);
  const context = { showTimeMs: 0, k: 0, sceneIds };
  return edits.reduce((before, { command }) => {
    const next = reduce(before, command, context);
    return next.ok ? next.value : before;
  }, state);
}
