import { type Problem, pointerFromPath, type Result } from '../result.ts';
import { checkShow } from './check-show.ts';
import { type Show, showSchema } from './show-schema.ts';

/**
 * Parses a show document, defaults filled in and unknown keys kept, or says every problem with a
 * JSON pointer. `sceneIds` are the scenes that environments may name.
 */
export function parseShow(document: unknown, sceneIds: readonly string[]): Result<Show> {
  const parsed = showSchema.safeParse(document);
  if (!parsed.success) {
    const fault: Problem[] = parsed.error.issues.map((issue) => ({
      path: pointerFromPath(issue.path),
      code: issue.code,
      message: issue.message,
    }));
    return { ok: false, fault };
  }
  const fault = checkShow(parsed.data, sceneIds);
  return fault.length > 0 ? { ok: false, fault } : { ok: true, value: parsed.data };
}
