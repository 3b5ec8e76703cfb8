import type { ShowState } from '../../core/show/state.ts';
import { useShow } from '../link/show-store.ts';

/** Which show a deck is drawn of, asked for each drawing; the same object for as long as nothing has changed. */
export type StateSource = () => ShowState | undefined;

/** The show as the server tells it. */
export const liveState: StateSource = () => useShow.getState().replica?.state;
