import { createContext, useContext } from 'react';
import { frameAt } from '../../core/time/rate.ts';
import type { PageKind } from '../../core/wire/events.ts';
import { AgeHistories } from '../cameras/age-history.ts';
import { createCommand, type SendCommand } from './command.ts';
import { FrameStore } from './frame-store.ts';
import { localNowMs } from './messages.ts';
import { PageClock } from './page-clock.ts';
import { PageLink } from './page-link.ts';
import { useShow } from './show-store.ts';

/** What a page holds of the show outside React: its commands, its clock and its frames. */
export interface Desk {
  command: SendCommand;
  frames: FrameStore;
  ages: AgeHistories;
  clock: PageClock;
  showTimeMs(): number;
  /** The wall frame that has begun. */
  k(): number;
}

/** Connects a page to the server that it came from. */
export function openDesk(page: Exclude<PageKind, 'stage'>, client: string): Desk {
  const [frames, clock, ages] = [new FrameStore(), new PageClock(), new AgeHistories()];
  const takeFrame = (bytes: ArrayBuffer | null) => {
    const packet = bytes ? frames.accept(new DataView(bytes)) : frames.clear();
    if (packet) ages.addFrame(packet, performance.now());
  };
  const link = new PageLink(
    { page, client },
    { frame: takeFrame, clock: (line, roundTripMs) => clock.set(line, roundTripMs) },
  );
  const showTimeMs = () => (clock.isKnown ? clock.showTimeMs() : reportedMs());
  const k = () => {
    const rate = useShow.getState().replica?.state.show.stage.rates.wall;
    return rate ? frameAt(showTimeMs(), rate) : 0;
  };
  return { command: createCommand(link), frames, ages, clock, showTimeMs, k };
}

/** Until the clock is known, the server's own word four times a second has to do. */
function reportedMs(): number {
  const { status, heardAtMs } = useShow.getState();
  return status ? status.showTimeMs + localNowMs() - (heardAtMs ?? 0) : 0;
}

const DeskContext = createContext<Desk | null>(null);
export const DeskProvider = DeskContext.Provider;

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('A component that needs the desk stands outside DeskProvider.');
  return desk;
}
