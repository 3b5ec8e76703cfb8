import { freeUdpPort } from '../../../tests/support/pose-sender.ts';
import { serverFlags } from '../../setup/server-flags.mjs';
import { Child } from '../transport/child.ts';
import { elapsed } from '../transport/monotonic.ts';
import type { LiveClientsAnswer, LiveClientsQuestion } from './live-clients-main.ts';
import type { LiveServerAnswer, LiveServerQuestion } from './live-server-main.ts';
import type { TrackerQuestion } from './live-tracker-main.ts';
import type { ManualAnswer, ManualQuestion } from './manual-main.ts';

export const clientCount = 8;
/** Until code is compiled and the clients' clocks are set. */
const startMs = 15_000;
/** The ring of clock answers needs 40 s to come round, and the first collection throws out code that comes back. */
const warmUpMs = 45_000;

/** So many minutes of packets on a clock that is turned by hand, in a process of its own. */
export async function manualSoak(seed: number, minutes: number): Promise<ManualAnswer> {
  const child = new Child('../soak/manual-main.ts', [], ['--expose-gc']);
  try {
    const question: ManualQuestion = { seed, minutes };
    return await child.ask<ManualAnswer>(question);
  } finally {
    child.signal('SIGKILL');
  }
}

export interface LiveSoak extends LiveServerAnswer {
  packets: number;
  clients: LiveClientsAnswer;
}

/** The real server for so many seconds, with a tracker over UDP and eight clients over WebSocket. */
export async function liveSoak(seed: number, seconds: number): Promise<LiveSoak> {
  const server = new Child('../soak/live-server-main.ts', [], ['--expose-gc', ...serverFlags]);
  const clients = new Child('../soak/live-clients-main.ts', []);
  const tracker = new Child('../soak/live-tracker-main.ts', []);
  const ask = <Answer>(question: LiveServerQuestion) => server.ask<Answer>(question);
  const sent = async () => (await tracker.ask<{ sent: number }>({ ask: 'sent' })).sent;
  try {
    const udpPort = await freeUdpPort();
    const { port } = await ask<{ port: number }>({ ask: 'start', udpPort });
    const send: TrackerQuestion = { ask: 'start', udpPort, seed };
    await tracker.ask(send);
    const url = `http://127.0.0.1:${port}`;
    const open: LiveClientsQuestion = { ask: 'open', url, count: clientCount };
    await clients.ask(open);
    await elapsed(startMs);
    await ask({ ask: 'collect' });
    await elapsed(warmUpMs);
    await ask({ ask: 'begin' });
    await clients.ask<LiveClientsAnswer>({ ask: 'take' });
    const before = await sent();
    await elapsed(seconds * 1000);
    const latched = await clients.ask<LiveClientsAnswer>({ ask: 'take' });
    const packets = (await sent()) - before;
    const answer = await ask<LiveServerAnswer>({ ask: 'end' });
    await ask({ ask: 'stop' });
    return { ...answer, packets, clients: latched };
  } finally {
    for (const child of [tracker, clients, server]) child.signal('SIGKILL');
  }
}
