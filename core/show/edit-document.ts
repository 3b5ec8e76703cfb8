import { sameJson } from './patch.ts';

type Plain = Record<string, unknown>;
const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A show document as its author wrote it, brought from one parsed show to the next: only what changed
 * between `before` and `after` is changed in `document`, so that unknown keys, key order and defaults
 * left out stay as they are. Inputs are not modified.
 */
export function editDocument(document: unknown, before: unknown, after: unknown): unknown {
  if (sameJson(before, after)) return document;
  if (isPlain(document) && isPlain(before) && isPlain(after)) {
    return editObject(document, before, after);
  }
  const lists = [document, before, after].every(Array.isArray);
  if (lists && Array.isArray(document) && Array.isArray(before) && Array.isArray(after)) {
    return after.map((item, index) => editItem(document, before, item, index));
  }
  return after;
}

/** The item of the same id, or of the same place where there are no ids, goes on from its old text. */
function editItem(document: unknown[], before: unknown[], item: unknown, index: number): unknown {
  const id = isPlain(item) ? item.id : undefined;
  const old =
    id === undefined ? index : before.findIndex((other) => isPlain(other) && other.id === id);
  if (old < 0 || old >= before.length || old >= document.length) return item;
  return editDocument(document[old], before[old], item);
}

function editObject(document: Plain, before: Plain, after: Plain): Plain {
  const kept = Object.keys(document).filter((key) => key in after || !(key in before));
  const added = Object.keys(after).filter(
    (key) => !(key in document) && !sameJson(before[key], after[key]),
  );
  return Object.fromEntries(
    [...kept, ...added].map((key) => {
      if (!(key in after)) return [key, document[key]];
      if (!(key in document) || !(key in before)) return [key, after[key]];
      return [key, editDocument(document[key], before[key], after[key])];
    }),
  );
}
