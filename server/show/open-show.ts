import type { Session } from '../../core/commands/history.ts';
import { emptyHistory } from '../../core/commands/history.ts';
import { reduce } from '../../core/commands/reduce.ts';
import { parseShow } from '../../core/show/parse-show.ts';
import type { Show } from '../../core/show/show-schema.ts';
import { initialState } from '../../core/show/state.ts';
import type { Log } from '../observe/log.ts';
import type { Generations } from './generations.ts';
import type { Recovered } from './recover.ts';
import { type FoundShow, readDocument, type ShowDocument } from './show-file.ts';

/** What the server starts with. */
export interface OpenedShow {
  session: Session;
  revision: number;
  /** The author's document with what it parses to; the state's show may be newer. */
  document: unknown;
  show: Show;
  /** What stands in show.json; empty when that is no valid show. */
  text: string;
}

export interface OpenShowOptions {
  found: FoundShow;
  recovered: Recovered | undefined;
  generations: Generations;
  sceneIds: readonly string[];
  showTimeMs: number;
  log: Pick<Log, 'warn'>;
}

const begin = (found: ShowDocument, showTimeMs: number): OpenedShow => ({
  session: { state: initialState(found.show, showTimeMs), history: emptyHistory },
  revision: 1,
  document: found.document,
  show: found.show,
  text: found.text,
});

/**
 * Decides what a start goes on from: the journalled state if there is one (it is never older than
 * show.json), with show.json laid over it when somebody edited the file meanwhile; without a journal
 * show.json; without a valid show.json the newest valid generation. `undefined` when there is nothing.
 */
export function openShow(options: OpenShowOptions): OpenedShow | undefined {
  const { found, generations, sceneIds, showTimeMs, log } = options;
  const recovered = stillValid(options);
  if (found.kind === 'valid') {
    if (!recovered) return begin(found.found, showTimeMs);
    return goOn(recovered, found.found, !recovered.written.includes(found.sha256), options);
  }
  const kept = newestGeneration(generations, sceneIds);
  if (recovered) {
    log.warn('The show goes on from the journal; show.json stays as it is until the show changes.');
    const { session, revision } = recovered;
    const { document, show } = kept ?? { document: session.state.show, show: session.state.show };
    return { session, revision, document, show, text: '' };
  }
  if (!kept) return undefined;
  log.warn('The newest valid generation of the show is used instead.');
  return { ...begin(kept, showTimeMs), text: '' };
}

/** The recovered state, unless this build cannot read its show any more. */
function stillValid({ recovered, sceneIds, log }: OpenShowOptions): Recovered | undefined {
  if (!recovered) return undefined;
  const { session, notApplied } = recovered;
  if (notApplied.length > 0) {
    log.warn(`${notApplied.length} journalled changes do not fit this version and were left out.`);
  }
  const parsed = parseShow(session.state.show, sceneIds);
  if (!parsed.ok) {
    log.warn({ problems: parsed.fault }, 'The journalled show does not fit this version.');
    return undefined;
  }
  return recovered;
}

function goOn(
  recovered: Recovered,
  { show, document, text }: ShowDocument,
  edited: boolean,
  { sceneIds, showTimeMs, log }: OpenShowOptions,
): OpenedShow {
  const { session, revision } = recovered;
  if (!edited) return { session, revision, document, show, text };
  log.warn('show.json was edited while the server was stopped: the edited show is used.');
  const context = { showTimeMs, k: 0, sceneIds };
  const replaced = reduce(session.state, { type: 'show.replace', show }, context);
  if (!replaced.ok) {
    log.warn(
      { problems: replaced.fault },
      'It has no place for what was on program: decks start anew.',
    );
  }
  const state = replaced.ok ? replaced.value : initialState(show, showTimeMs);
  const begun = { state, history: emptyHistory };
  return { session: begun, revision: revision + 1, document, show, text };
}

function newestGeneration(
  generations: Generations,
  sceneIds: readonly string[],
): ShowDocument | undefined {
  for (const { text } of generations.newestFirst()) {
    const read = readDocument(text, sceneIds);
    if (read.kind === 'valid') return read.found;
  }
  return undefined;
}
