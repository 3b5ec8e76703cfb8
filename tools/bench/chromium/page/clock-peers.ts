import './as-in-a-window.ts';
import ircam from '@ircam/sync/client';
import * as timesync from 'timesync';

/** Server clock minus local clock at a local time, ms; NaN while nothing is known. */
export type Estimate = (localMs: number) => number;
type StartPeer = (socket: WebSocket, nowMs: () => number) => Estimate;

/** The packages ask as often as Cyclorama does, at their own series' length; by default they pause for long. */
const pingMs = 250;
const pauseMs = 250;
/** The mean asks as often as its recipe says. */
const meanPingMs = 50;

const tell = (socket: WebSocket, message: unknown): void => {
  if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
};

const hear = (socket: WebSocket, take: (message: never) => void): void =>
  socket.addEventListener('message', ({ data }: MessageEvent<string>) =>
    take(JSON.parse(data) as never),
  );

/** The mean of all offsets so far: what is written first. */
export const startMean: StartPeer = (socket, nowMs) => {
  let [sum, count] = [0, 0];
  setInterval(() => tell(socket, [nowMs()]), meanPingMs);
  hear(socket, ([sentMs, serverMs]: [number, number]) => {
    sum += serverMs - (sentMs + nowMs()) / 2;
    count += 1;
  });
  return () => sum / count;
};

/** The package `timesync`, as its documentation uses it over a socket. */
export const startTimesync: StartPeer = (socket, now) => {
  let isKnown = false;
  socket.addEventListener('open', () => {
    const sync = timesync.create({
      server: 'server',
      interval: pauseMs,
      delay: pingMs,
      now,
    });
    estimate = () => (isKnown ? sync.offset : Number.NaN);
    sync.send = async (_to, data) => tell(socket, data);
    hear(socket, (data) => {
      sync.receive('server', data);
      isKnown = true;
    });
  });
  let estimate = (): number => Number.NaN;
  return () => estimate();
};

/** The package `@ircam/sync`, which counts in seconds. */
export const startIrcam: StartPeer = (socket, nowMs) => {
  let isKnown = false;
  const pause = pauseMs / 1000;
  // It wants a clock that starts near zero.
  const originMs = nowMs();
  const sync = new ircam.default(() => (nowMs() - originMs) / 1000, {
    pingSeriesPeriod: pingMs / 1000,
    pingSeriesDelay: { min: pause, max: 2 * pause },
  });
  socket.addEventListener('open', () =>
    sync.start(
      (...ping) => tell(socket, ping),
      (take) => hear(socket, (pong: [number, number, number, number]) => take(...pong)),
      ({ status }) => {
        isKnown ||= status !== 'new' && status !== 'startup';
      },
    ),
  );
  return (localMs) =>
    isKnown ? 1000 * sync.getSyncTime((localMs - originMs) / 1000) - localMs : Number.NaN;
};
