import { localNowMs } from '../../../../stage-client/messages.ts';
import { PoseLink } from '../../../../stage-client/worker/pose-link.ts';
import type { ClockReading } from '../page-task.ts';
import { startIrcam, startMean, startTimesync } from './clock-peers.ts';

/** Where Cyclorama's pose plane is, and where its peers' sockets. */
export interface ClockWorkerStart {
  origin: string;
  peers: string;
}

const readMs = 20;

const scope = self as unknown as {
  postMessage: (reading: ClockReading) => void;
  onmessage: ((event: MessageEvent<ClockWorkerStart>) => void) | null;
};

/** Cyclorama's estimate and its peers', each over a connection of its own to the same process. */
scope.onmessage = ({ data: { origin, peers } }) => {
  const link = new PoseLink({
    connect: () => new WebSocket(`${origin.replace(/^http/, 'ws')}/pose?samples=1`),
    localNowMs,
    sink: { frame: () => {}, clock: () => {}, changed: () => {} },
  });
  link.start();
  const mean = startMean(new WebSocket(`${peers}/mean`), localNowMs);
  const timesync = startTimesync(new WebSocket(`${peers}/timesync`), localNowMs);
  const ircam = startIrcam(new WebSocket(`${peers}/ircam`), localNowMs);
  setInterval(() => {
    const localMs = localNowMs();
    const offsetMs = {
      ours: link.session.clock.offsetMs(localMs),
      mean: mean(localMs),
      timesync: timesync(localMs),
      '@ircam/sync': ircam(localMs),
    };
    scope.postMessage({ localMs, offsetMs });
  }, readMs);
};
