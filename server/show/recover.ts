import type { Session } from '../../core/commands/history.ts';
import { showSchema } from '../../core/show/show-schema.ts';
import { initialState } from '../../core/show/state.ts';
import { applyChange } from './apply-change.ts';
import type { ChangeEntry, JournalEntry } from './journal.ts';
import type { LedgerSnapshot } from './ledger.ts';

/** What a restart goes on from. */
export interface Recovered {
  session: Session;
  revision: number;
  /** The newest show time that stands in the ledger. */
  showTimeMs: number;
  written: string[];
  /** Entries that this build could not apply any more. */
  notApplied: ChangeEntry[];
}

const isChange = (entry: JournalEntry): entry is ChangeEntry => 'change' in entry;

/** Folds the journal over its snapshot. Pure. */
export function recover(
  snapshot: LedgerSnapshot,
  entries: readonly JournalEntry[],
  sceneIds: readonly string[],
): Recovered {
  const { revision, showTimeMs, written } = snapshot;
  const session = withNewFields(snapshot.session);
  const recovered: Recovered = { session, revision, showTimeMs, written, notApplied: [] };
  for (const entry of entries) {
    if (isChange(entry)) replay(recovered, entry, sceneIds);
    else recovered.written = withWritten(recovered.written, entry.written);
  }
  return recovered;
}

/** A snapshot of an older build lacks what the state has learned since. */
function withNewFields(session: Session): Session {
  const parsed = showSchema.safeParse(session.state.show);
  const show = parsed.success ? parsed.data : session.state.show;
  const fresh = initialState(show, 0);
  const inhibits = { ...fresh.inhibits, ...session.state.inhibits };
  return { ...session, state: { ...fresh, ...session.state, inhibits, show } };
}

function replay(recovered: Recovered, entry: ChangeEntry, sceneIds: readonly string[]): void {
  const { change, principal, showTimeMs, k, takeK = k, revision } = entry;
  const before = recovered.session;
  const context = { showTimeMs, k, takeK, sceneIds };
  const outcome = applyChange(before, change, principal.who, context);
  if (outcome.fault && outcome.session === before) recovered.notApplied.push(entry);
  recovered.session = outcome.session;
  recovered.revision = revision;
  recovered.showTimeMs = Math.max(recovered.showTimeMs, showTimeMs);
}

/** The newest contents of show.json and the one before: a crash may leave either on disk. */
export const withWritten = (written: readonly string[], sha256: string): string[] =>
  [sha256, ...written.filter((other) => other !== sha256)].slice(0, 2);
