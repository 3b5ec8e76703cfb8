import { advance, type Session, withoutNewest } from '../../core/commands/history.ts';
import type { ReduceContext, StateChange } from '../../core/commands/reduce.ts';
import type { Problem } from '../../core/result.ts';

/** A session after a change, and why the change itself was refused, if it was. */
export interface Outcome {
  session: Session;
  fault: Problem[] | undefined;
}

/**
 * One change applied to a session. An undo that no longer fits changes the session although it is
 * refused: its entry is dropped, so that the next undo reaches the one below.
 */
export function applyChange(
  session: Session,
  change: StateChange,
  who: string,
  context: ReduceContext,
): Outcome {
  const result = advance(session, change, who, context);
  if (result.ok) return { session: result.value, fault: undefined };
  const conflict = result.fault.some((problem) => problem.code === 'undo-conflict');
  if (!conflict) return { session, fault: result.fault };
  const direction = change.type === 'show.redo' ? 'redo' : 'undo';
  const history = withoutNewest(session.history, direction);
  return { session: { ...session, history }, fault: result.fault };
}
