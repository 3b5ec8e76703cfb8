import { done, fault, type Result } from '../result.ts';
import type { RollingTake, ShowState } from '../show/state.ts';

/** The recorder has begun a take: its files are there. Given by the server, never by a door. */
export interface TakeRolled {
  type: 'take.rolled';
  take: RollingTake;
}

/** It has ended it, for a reason of `endReasons`. */
export interface TakeEnded {
  type: 'take.ended';
  reason: string;
}

/** The list of takes is another than before, as after a mark. */
export interface TakesChanged {
  type: 'takes.changed';
}

export function takeRolled(state: ShowState, take: RollingTake): Result<ShowState> {
  const { scene, slate } = take;
  const takes = { rolling: take, scene, slate, changes: state.takes.changes + 1 };
  return done({ ...state, rolling: true, takes });
}

export function takeEnded(state: ShowState): Result<ShowState> {
  const takes = { ...state.takes, rolling: null, changes: state.takes.changes + 1 };
  return done({ ...state, rolling: false, takes });
}

export const takesChanged = (state: ShowState): Result<ShowState> =>
  done({ ...state, takes: { ...state.takes, changes: state.takes.changes + 1 } });

/** The switch for a take that something else records. */
export function setRolling(state: ShowState, on: boolean): Result<ShowState> {
  if (state.takes.rolling && !on) {
    return fault('/type', 'rolling', `Take "${state.takes.rolling.id}" rolls. Cut it first.`);
  }
  return done({ ...state, rolling: on });
}
