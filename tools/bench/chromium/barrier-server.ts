import type { WebSocket, WebSocketServer } from 'ws';

/** Between two frames at least, as SAGE2's server waits. */
const leastMs = 16;

/**
 * The barrier of SAGE2's server, written anew from its description: a frame with the newest pose goes
 * to every display, and the next one when all have said that they finished, and not before 16 ms.
 */
export function serveBarrier(sockets: WebSocketServer): {
  pose: (pose: ArrayLike<number>) => void;
} {
  const waitedFor = new Set<WebSocket>();
  let newest: ArrayLike<number> = new Float64Array(7);
  let frame = 0;
  let begunMs = 0;

  const begin = (): void => {
    if (waitedFor.size > 0 || sockets.clients.size === 0) return;
    begunMs = performance.now();
    const message = Float64Array.of(++frame, ...Array.from(newest));
    for (const display of sockets.clients) {
      waitedFor.add(display);
      display.send(message);
    }
  };
  const finished = (display: WebSocket): void => {
    waitedFor.delete(display);
    if (waitedFor.size === 0) setTimeout(begin, leastMs - (performance.now() - begunMs));
  };
  sockets.on('connection', (display) => {
    display.on('message', () => finished(display));
    display.on('close', () => finished(display));
    begin();
  });
  return {
    pose: (pose) => {
      newest = pose;
    },
  };
}
