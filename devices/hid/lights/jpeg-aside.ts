import type { KeptProcess } from '../../native/kept-process.ts';
import type { NativeListener } from '../../native/native-process.ts';

/** JPEG bytes of an RGBA picture, rows from the top; `undefined` when it cannot be made now. */
export type EncodeJpeg = (
  rgba: Uint8Array,
  width: number,
  height: number,
) => Promise<Uint8Array | undefined>;

interface AsideParts {
  keep: (on: NativeListener) => KeptProcess;
  /** Calls `run` once after `ms`, unless the returned function is called before. */
  after: (ms: number, run: () => void) => () => void;
}

/** So long after the last picture its process ends, and what it has not answered fails. */
const idleMs = 30_000;

/** Encodes in a process of its own, which runs from the first picture on until none has come for 30 s. */
export function jpegAside({ keep, after }: AsideParts): EncodeJpeg {
  const waiting = new Map<number, (jpeg: Uint8Array | undefined) => void>();
  let process: KeptProcess | undefined;
  let cancelIdle: (() => void) | undefined;
  let lastId = 0;
  const failAll = (): void => {
    for (const give of [...waiting.values()]) give(undefined);
  };
  const on: NativeListener = {
    message: (message) => {
      if (isEncoded(message)) waiting.get(message.id)?.(message.jpeg);
    },
    ended: failAll,
  };
  const endLater = (): void => {
    cancelIdle?.();
    cancelIdle = after(idleMs, () => {
      void process?.close();
      process = undefined;
      failAll();
    });
  };
  return (rgba, width, height) => {
    endLater();
    process ??= keep(on);
    const { send } = process;
    lastId += 1;
    const id = lastId;
    return new Promise((resolve) => {
      waiting.set(id, (jpeg) => {
        waiting.delete(id);
        resolve(jpeg);
      });
      if (!send({ id, rgba, width, height })) waiting.get(id)?.(undefined);
    });
  };
}

function isEncoded(message: unknown): message is { id: number; jpeg: Uint8Array } {
  if (typeof message !== 'object' || message === null) return false;
  if (!('id' in message) || !('jpeg' in message)) return false;
  return typeof message.id === 'number' && message.jpeg instanceof Uint8Array;
}
