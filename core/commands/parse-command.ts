import { type Problem, pointerFromPath, type Result } from '../result.ts';
import { type Command, commandArguments, commandTypes, isCommandType } from './table.ts';

/** Parses `{ type, ...arguments }` from any door, or says what is wrong and where. */
export function parseCommand(request: unknown): Result<Command> {
  if (typeof request !== 'object' || request === null || Array.isArray(request)) {
    return fail('', 'A command is an object such as { "type": "environment.take" }.');
  }
  const { type, ...rest } = request as Record<string, unknown>;
  if (!isCommandType(type)) {
    return fail(
      '/type',
      `There is no command "${String(type)}". Known: ${commandTypes.join(', ')}.`,
    );
  }
  const parsed = commandArguments[type].safeParse(rest);
  if (parsed.success) return { ok: true, value: { type, ...parsed.data } as Command };
  const fault: Problem[] = parsed.error.issues.map((issue) => ({
    path: pointerFromPath(issue.path),
    code: issue.code,
    message: issue.message,
  }));
  return { ok: false, fault };
}

function fail(path: string, message: string): Result<Command> {
  return { ok: false, fault: [{ path, code: 'unknown-command', message }] };
}
