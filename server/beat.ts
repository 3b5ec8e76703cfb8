import type { Log } from './observe/log.ts';
import { RefusalLog } from './observe/refusal-log.ts';
import type { OutputRegistry } from './outputs/output-registry.ts';
import type { ShowStore } from './show/show-store.ts';
import { type HouseSync, lookMs } from './time/house-sync.ts';
import { anchorPeriodMs } from './time/show-clock.ts';
import type { LiveTracking } from './tracking/live-tracking.ts';

const settlePeriodMs = 250;

interface Beaten {
  store: ShowStore;
  tracking: LiveTracking;
  house: HouseSync;
  outputs: OutputRegistry;
  log: Log;
}

/**
 * What happens by the clock and not by a packet: transitions end, show time follows the house, poses
 * follow the outputs' latency, the heartbeat is kept, refusals are told.
 */
export function beat({ store, tracking, house, outputs, log }: Beaten): () => void {
  const refusals = new RefusalLog(log);
  const { cameras, devices } = tracking;
  const timers = [
    setInterval(() => store.engine.settle(), settlePeriodMs),
    setInterval(() => {
      house.look();
      cameras.chain.reported(outputs.lateMs());
    }, lookMs),
    setInterval(() => {
      void store.heartbeat(tracking.standing());
      refusals.look([...devices.reports().map(asSource), ...cameras.refusals()]);
    }, anchorPeriodMs),
  ];
  return () => {
    for (const timer of timers) clearInterval(timer);
  };
}

const asSource = ({ id, refused }: { id: string; refused: Record<string, number> }) => ({
  name: `device "${id}"`,
  refused,
});
