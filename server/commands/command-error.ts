import type { Problem } from '../../core/result.ts';
import type { CommandError, CommandResult } from '../../core/wire/events.ts';

/** A refusal for the door that asked: the first problem in front, all of them behind it. */
export function refused(problems: readonly Problem[]): CommandResult & { ok: false } {
  const [first] = problems;
  const error: CommandError = {
    code: first?.code ?? 'refused',
    message: first?.message ?? 'The command was refused.',
  };
  if (first?.path) error.path = first.path;
  if (problems.length > 1) error.problems = [...problems];
  return { ok: false, error };
}

export const refuse = (code: string, message: string, path = ''): CommandResult & { ok: false } =>
  refused([{ code, message, path }]);
