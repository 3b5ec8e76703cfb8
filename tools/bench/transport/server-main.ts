import { startTicker, type Ticker } from '../../../devices/simulated/ticker.ts';
import { answerParent } from './child.ts';
import { contenderOf } from './contenders.ts';
import { monotonicMs } from './monotonic.ts';
import { stamp } from './pose-message.ts';
import { openPoseServer } from './pose-servers.ts';

export type ServerQuestion =
  | { ask: 'port' }
  | { ask: 'start'; hz: number; bytes: number }
  | { ask: 'stop' }
  | { ask: 'usage' }
  | { ask: 'memory' };

/** Since the process started. */
export interface Usage {
  atMs: number;
  cpuMs: number;
  sent: number;
}

/** What is in use after a collection. */
export interface Memory {
  bytes: number;
}

/** Longer than any socket may sit on a message. */
const ringLength = 1024;

const { port, broadcast } = await openPoseServer(contenderOf(process.argv[2]));
let ticker: Ticker | undefined;
let sent = 0;
let ring: Buffer[] = [];

function start(hz: number, bytes: number): void {
  // A ring of its own for each start would be counted as growth for as long as the last one lies about.
  if (ring[0]?.length !== bytes)
    ring = Array.from({ length: ringLength }, () => Buffer.alloc(bytes));
  ticker = startTicker(hz, monotonicMs, () => {
    const message = ring[++sent % ringLength];
    if (!message) return;
    stamp(message, sent, monotonicMs());
    broadcast(message, sent);
  });
}

function usage(): Usage {
  const { user, system } = process.cpuUsage();
  return { atMs: monotonicMs(), cpuMs: (user + system) / 1000, sent };
}

function memory(): Memory {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return { bytes: heapUsed + external };
}

answerParent<ServerQuestion>(async (question) => {
  if (question.ask === 'start') start(question.hz, question.bytes);
  if (question.ask === 'stop') ticker?.stop();
  if (question.ask === 'usage') return usage();
  return question.ask === 'memory' ? memory() : { port };
});
