import type { Readable, Writable } from 'node:stream';

export interface DevToolsEvent {
  method: string;
  params: Record<string, unknown>;
  sessionId?: string;
}

export interface DevTools {
  /** Sends one command; rejects when Chromium refuses it, is gone, or does not answer in time. */
  send(method: string, params?: object, sessionId?: string, timeoutMs?: number): Promise<unknown>;
  onEvent(listener: (event: DevToolsEvent) => void): void;
}

interface Answer {
  id?: number;
  result?: unknown;
  error?: { message: string };
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
  timer: NodeJS.Timeout;
}

const PATIENCE_MS = 10_000;

const GONE: Answer = { error: { message: 'Chromium is gone' } };

/**
 * Speaks the Chrome DevTools Protocol over the two pipes of `--remote-debugging-pipe` (JSON messages
 * ended by a zero byte): unlike a debugging port, nobody else can reach them.
 */
export function openDevTools(toChromium: Writable, fromChromium: Readable): DevTools {
  const waiting = new Map<number, Waiting>();
  const listeners: ((event: DevToolsEvent) => void)[] = [];
  let lastId = 0;
  let isOpen = true;

  const settle = (id: number, answer: Answer): void => {
    const call = waiting.get(id);
    if (!call) return;
    waiting.delete(id);
    clearTimeout(call.timer);
    if (answer.error) call.reject(new Error(answer.error.message));
    else call.resolve(answer.result);
  };
  const receive = (text: string): void => {
    const message = JSON.parse(text) as Answer & DevToolsEvent;
    if (message.id !== undefined) settle(message.id, message);
    else for (const listener of listeners) listener(message);
  };
  const end = (): void => {
    isOpen = false;
    for (const id of [...waiting.keys()]) settle(id, GONE);
  };
  onMessages(fromChromium, receive);
  fromChromium.on('close', end);
  // A dying Chromium closes its pipe first; its exit says the rest.
  fromChromium.on('error', end);
  toChromium.on('error', end);

  return {
    send: (method, params = {}, sessionId = undefined, timeoutMs = PATIENCE_MS) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        const id = lastId;
        const late = { error: { message: `${method}: no answer in ${timeoutMs} ms` } };
        const timer = setTimeout(() => settle(id, late), timeoutMs);
        waiting.set(id, { resolve, reject, timer });
        if (!isOpen) settle(id, GONE);
        else toChromium.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
      }),
    onEvent: (listener) => {
      listeners.push(listener);
    },
  };
}

/** Cuts a stream into its zero-ended messages. */
export function onMessages(stream: Readable, receive: (text: string) => void): void {
  let rest: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => {
    let start = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
      receive(Buffer.concat([...rest, chunk.subarray(start, end)]).toString());
      rest = [];
      start = end + 1;
    }
    if (start < chunk.length) rest.push(chunk.subarray(start));
  });
}
