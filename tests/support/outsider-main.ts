import { createSocket } from 'node:dgram';
import { createInterface } from 'node:readline';
import { WebSocket } from 'ws';
import type { Asked, FetchAnswer } from './outsider.ts';

/** Does on its machine what each line of stdin asks, and answers with a line. */
const udp = createSocket('udp4');
let tracking: NodeJS.Timeout | undefined;

async function fetchFrom({ url, init }: Extract<Asked, { does: 'fetch' }>): Promise<FetchAnswer> {
  try {
    const response = await fetch(url, { ...init, redirect: 'manual' });
    const base64 = Buffer.from(await response.arrayBuffer()).toString('base64');
    return { status: response.status, headers: Object.fromEntries(response.headers), base64 };
  } catch (error) {
    return { status: 0, headers: {}, base64: Buffer.from(String(error)).toString('base64') };
  }
}

/** Status of the upgrade: 101 when the socket was let in. */
function upgrade({ url, headers }: Extract<Asked, { does: 'socket' }>): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, { headers, rejectUnauthorized: false });
    socket.on('open', () => {
      resolve(101);
      socket.terminate();
    });
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
      socket.terminate();
    });
    socket.on('error', () => resolve(0));
  });
}

function track({ hex, host, port }: Extract<Asked, { does: 'track' }>): void {
  clearInterval(tracking);
  tracking = setInterval(() => udp.send(Buffer.from(hex, 'hex'), port, host), 10);
}

async function answer(asked: Asked): Promise<unknown> {
  if (asked.does === 'fetch') return fetchFrom(asked);
  if (asked.does === 'socket') return upgrade(asked);
  track(asked);
  return true;
}

createInterface({ input: process.stdin })
  .on('line', (line) => {
    void answer(JSON.parse(line)).then((value) => console.log(JSON.stringify(value)));
  })
  .on('close', () => process.exit(0));
