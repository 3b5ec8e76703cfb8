import { afterEach, describe, expect, it } from 'vitest';
import { backOffMs, keepProcess } from '../../devices/native/kept-process.ts';
import {
  type NativeListener,
  type NativeProcess,
  startNativeProcess,
} from '../../devices/native/native-process.ts';
import { until } from './collect.ts';
import { ManualTime } from './hid-fake.ts';

const entry = new URL('./native-echo.ts', import.meta.url);

interface Started {
  process: NativeProcess;
  messages: unknown[];
  ends: string[];
}

const started: Started[] = [];

function start(url = entry): Started {
  const messages: unknown[] = [];
  const ends: string[] = [];
  const process = startNativeProcess(url, {
    message: (message) => messages.push(message),
    ended: (reason) => ends.push(reason),
  });
  const made = { process, messages, ends };
  started.push(made);
  return made;
}

afterEach(async () => {
  await Promise.all(started.splice(0).map(({ process }) => process.close()));
});

describe('a native process', () => {
  it('passes messages both ways, with bytes as bytes', async () => {
    const { process, messages } = start();
    process.send({ echo: { bytes: Uint8Array.of(1, 2, 255), text: 'é', no: undefined } });
    await until(() => messages.length > 0, 20_000);
    const [{ echo }] = messages as [{ echo: { bytes: Uint8Array; text: string } }];
    expect(echo.bytes).toBeInstanceOf(Uint8Array);
    expect([...echo.bytes]).toEqual([1, 2, 255]);
    expect(echo.text).toBe('é');
  });

  it('says by which signal it ended when its add-on crashes, and is harmless afterwards', async () => {
    const { process, ends } = start();
    process.send({ die: true });
    await until(() => ends.length > 0, 20_000);
    expect(ends).toEqual(['it was ended by SIGKILL']);
    process.send({ echo: 1 });
    await process.close();
    expect(ends).toHaveLength(1);
  });

  it('says its code and its last words when it gives up', async () => {
    const { process, ends } = start();
    process.send({ exit: true });
    await until(() => ends.length > 0, 20_000);
    expect(ends).toEqual(['it ended with code 3 (the library gave up)']);
  });

  it('ends with close, and says nothing then', async () => {
    const { process, messages, ends } = start();
    process.send({ echo: 1 });
    await until(() => messages.length > 0, 20_000);
    await process.close();
    expect(ends).toEqual([]);
  });

  it('is killed when it does not end by itself within a second', async () => {
    const { process, messages, ends } = start();
    process.send({ echo: 1 });
    await until(() => messages.length > 0, 20_000);
    process.send({ hang: true });
    const startMs = performance.now();
    await process.close();
    expect(performance.now() - startMs).toBeLessThan(15_000);
    expect(ends).toEqual([]);
  });

  it('that cannot be started is one that ended', async () => {
    const { ends } = start(new URL('./no-such-module.mjs', import.meta.url));
    await until(() => ends.length > 0, 20_000);
    expect(ends[0]).toMatch(/^it ended with code 1/);
  });
});

describe('a kept process', () => {
  /** Processes that a test ends, on time that it moves. */
  function keep() {
    const time = new ManualTime();
    const processes: (NativeListener & { sent: object[]; isClosed: boolean })[] = [];
    const ends: string[] = [];
    const messages: unknown[] = [];
    const kept = keepProcess(
      {
        nowMs: time.now,
        after: time.after,
        start: (on) => {
          const made = { ...on, sent: [] as object[], isClosed: false };
          processes.push(made);
          return {
            send: (message) => made.sent.push(message),
            close: async () => {
              made.isClosed = true;
            },
          };
        },
      },
      { message: (message) => messages.push(message), ended: (reason) => ends.push(reason) },
    );
    return { time, processes, ends, messages, kept };
  }

  it('waits 1 s, then twice as long each time, and never more than 30 s', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 100].map(backOffMs)).toEqual([
      1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000,
    ]);
  });

  it('is started again after each end, later each time', async () => {
    const { time, processes, ends } = keep();
    const startsMs = [0];
    for (let i = 0; i < 7; i += 1) {
      processes.at(-1)!.ended(`crash ${i}`);
      const before = time.nowMs;
      while (processes.length === i + 1) await time.advance(500);
      startsMs.push(time.nowMs - before);
    }
    expect(startsMs.slice(1)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    expect(ends).toHaveLength(7);
  });

  it('counts anew once it has lived for 30 s', async () => {
    const { time, processes } = keep();
    for (let i = 0; i < 3; i += 1) {
      processes.at(-1)!.ended('crash');
      await time.advance(30_000);
    }
    await time.advance(30_000);
    processes.at(-1)!.ended('crash');
    await time.advance(1000);
    expect(processes).toHaveLength(5);
  });

  it('takes no message while it is down, and none from a process that it gave up', async () => {
    const { time, processes, messages, kept } = keep();
    expect(kept.send({ a: 1 })).toBe(true);
    const [first] = processes;
    first!.ended('crash');
    expect(kept.send({ b: 1 })).toBe(false);
    first!.message('late');
    first!.ended('again');
    await time.advance(1000);
    expect(kept.send({ c: 1 })).toBe(true);
    processes[1]!.message('hello');
    expect(messages).toEqual(['hello']);
    expect(processes.map(({ sent }) => sent)).toEqual([[{ a: 1 }], [{ c: 1 }]]);
  });

  it('ends and starts again a process that is said to hang', async () => {
    const { time, processes, ends, kept } = keep();
    kept.restart('it hangs');
    expect([processes[0]!.isClosed, ends]).toEqual([true, ['it hangs']]);
    await time.advance(1000);
    expect(processes).toHaveLength(2);
  });

  it('stays down once it is closed', async () => {
    const { time, processes, ends, kept } = keep();
    processes[0]!.ended('crash');
    await kept.close();
    await time.advance(60_000);
    expect(processes).toHaveLength(1);
    expect(ends).toEqual(['crash']);
    expect(kept.send({})).toBe(false);
  });
});
