/** Faults that say "not now": the same command may be right in a moment. */
const conflicts = new Set([
  'conflict',
  'is-approved',
  'is-cancelled',
  'is-failed',
  'is-pending',
  'is-queued',
  'is-rejected',
  'is-running',
  'no-backdrops',
  'not-approved',
  'disk-failed',
  'disk-full',
  'empty-preview',
  'no-history',
  'no-recorder',
  'not-on-deck',
  'not-ready',
  'not-rolling',
  'nothing-to-undo',
  'on-program',
  'preview-changed',
  'recorder-failed',
  'rolling',
  'undo-conflict',
]);

/** What a command may name; an unknown device or wall inside a document is a fault of the document. */
const unknown = new Set([
  'unknown-backdrop',
  'unknown-camera',
  'unknown-environment',
  'unknown-object',
  'unknown-output',
  'unknown-take',
]);

/** The status that fits a refused command. What cannot be parsed never gets here: that is 400. */
export function statusOfCommandError(code: string): 403 | 404 | 409 | 422 {
  if (code === 'forbidden') return 403;
  if (unknown.has(code)) return 404;
  return conflicts.has(code) ? 409 : 422;
}
