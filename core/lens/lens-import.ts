import type { z } from 'zod';
import { fault, type Problem, pointerFromPath, type Result } from '../result.ts';
import { type LensSettings, lens } from '../show/camera-schema.ts';
import { checkLens } from './check-lens.ts';

/** A lens from a file, as it stands in a show file, and what a person should know about it. */
export interface LensImport {
  lens: LensSettings;
  /** What the file says about itself: serial number, who measured it, when. */
  metadata: Record<string, string>;
  /** What the file has and Cyclorama does not use, or had to assume. */
  notes: string[];
}

/** No lens file is this long; what is, is something else. */
const mostCharacters = 4_000_000;

/** Text as JSON, or why not. */
export function parseJsonText(text: string): Result<unknown> {
  const tooLong = checkLength(text);
  if (tooLong) return { ok: false, fault: [tooLong] };
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return fault(
      '',
      'not-json',
      'The file is not JSON. Export it again, or choose another format.',
    );
  }
}

export function checkLength(text: string): Problem | undefined {
  if (text.length <= mostCharacters) return undefined;
  const message = `The file has ${text.length} characters, more than ${mostCharacters}. Is it a lens file?`;
  return { path: '', code: 'too-large', message };
}

/** A document parsed by a schema of its format. */
export function parseDocument<Schema extends z.ZodType>(
  schema: Schema,
  document: unknown,
): Result<z.infer<Schema>> {
  const parsed = schema.safeParse(document);
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, fault: problemsOf(parsed.error) };
}

const problemsOf = (error: z.ZodError): Problem[] =>
  error.issues.slice(0, 20).map((issue) => ({
    path: pointerFromPath(issue.path),
    code: issue.code,
    message: issue.message,
  }));

/** The last step of every import: settings as a show file may hold them, checked like one. */
export function importedLens(
  settings: z.input<typeof lens>,
  about: Omit<LensImport, 'lens'>,
): Result<LensImport> {
  const parsed = lens.safeParse(settings);
  if (!parsed.success) return { ok: false, fault: problemsOf(parsed.error) };
  const problems = checkLens(parsed.data, '');
  if (problems.length > 0) return { ok: false, fault: problems };
  return { ok: true, value: { lens: parsed.data, ...about } };
}
