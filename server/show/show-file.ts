import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../../core/result.ts';
import { parseShow } from '../../core/show/parse-show.ts';
import type { Show } from '../../core/show/show-schema.ts';

/** A show document: as it was written, and parsed. */
export interface ShowDocument {
  text: string;
  document: unknown;
  show: Show;
}

/** What stands in a show folder. */
export type FoundShow =
  | { kind: 'valid'; sha256: string; found: ShowDocument }
  | { kind: 'invalid'; text: string; problems: Problem[] }
  | { kind: 'missing'; reason: string };

export const showFile = (folder: string): string => join(folder, 'show.json');

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Parses a show's text, or says every problem with its JSON pointer. */
export function readDocument(text: string, sceneIds: readonly string[]): FoundShow {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    const message = `This is not JSON: ${error instanceof Error ? error.message : error}`;
    return { kind: 'invalid', text, problems: [{ path: '', code: 'not-json', message }] };
  }
  const parsed = parseShow(document, sceneIds);
  if (!parsed.ok) return { kind: 'invalid', text, problems: parsed.fault };
  return { kind: 'valid', sha256: sha256(text), found: { text, document, show: parsed.value } };
}

export function readShowFolder(folder: string, sceneIds: readonly string[]): FoundShow {
  try {
    return readDocument(readFileSync(showFile(folder), 'utf8'), sceneIds);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: 'missing', reason };
  }
}
