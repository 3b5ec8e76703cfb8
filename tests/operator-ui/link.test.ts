import { describe, expect, test } from 'vitest';
import {
  createFramePacket,
  encodeFramePacket,
  framePacketBytes,
} from '../../core/wire/frame-packet.ts';
import { adviceFor, forcedCommand } from '../../operator-ui/link/advice.ts';
import { FrameStore } from '../../operator-ui/link/frame-store.ts';
import { countedMs, LinkWatch, linkHealth } from '../../operator-ui/link/link-health.ts';
import type { News } from '../../operator-ui/link/messages.ts';
import { NewsBox } from '../../operator-ui/link/news-box.ts';
import { PageClock } from '../../operator-ui/link/page-clock.ts';

describe('the health of the link', () => {
  test('is unknown until the server has spoken', () => {
    expect(linkHealth(true, null)).toBe('connecting');
  });

  test('turns stale well within two seconds of silence', () => {
    expect(linkHealth(true, 1000)).toBe('live');
    expect(linkHealth(true, 1300)).toBe('stale');
  });

  test('turns stale at once when the connection breaks', () => {
    expect(linkHealth(false, 0)).toBe('stale');
  });

  test('does not blame the server for a time in which the page itself hung', () => {
    expect(countedMs(200, 200)).toBe(200);
    expect(countedMs(5000, 200)).toBe(300);
  });

  test('adds up silence from look to look, and each word of the server ends it', () => {
    const watch = new LinkWatch(0);
    const lookUntil = (fromMs: number, toMs: number) => {
      let health = 'none';
      for (let ms = fromMs + 200; ms <= toMs; ms += 200) health = watch.look(true, ms);
      return health;
    };
    expect(lookUntil(0, 4000)).toBe('connecting');
    watch.heard();
    expect(lookUntil(4000, 5200)).toBe('live');
    expect(lookUntil(5200, 5400)).toBe('stale');
    watch.heard();
    expect(watch.look(true, 60_000)).toBe('live');
    expect(watch.look(false, 60_200)).toBe('stale');
  });
});

describe('news for a page that is held up', () => {
  const clock = { line: { localMs: 0, showMs: 5, rate: 1 }, roundTripMs: 1 };
  const boxed = () => {
    const posted: News[] = [];
    return { posted, box: new NewsBox((news) => posted.push(news)) };
  };
  const frame = (k: number) => new Uint8Array([k]).buffer;

  test('goes out at once to one that is waiting', () => {
    const { posted, box } = boxed();
    box.put({ clock });
    expect(posted).toEqual([{ clock }]);
  });

  test('is one message, however long it was, with the newest of each part', () => {
    const { posted, box } = boxed();
    box.put({ frame: frame(0) });
    for (let k = 1; k <= 100; k++) box.put({ frame: frame(k) });
    box.put({ clock });
    expect(posted.length).toBe(1);
    box.next();
    expect(posted.slice(1)).toEqual([{ frame: frame(100), clock }]);
  });

  test('waits when there is none, and is not told twice', () => {
    const { posted, box } = boxed();
    box.put({ clock });
    box.next();
    expect(posted.length).toBe(1);
    box.put({ frame: null });
    expect(posted[1]).toEqual({ frame: null });
  });
});

test('show time on the page is unknown at first and never goes back', () => {
  const clock = new PageClock();
  expect(clock.showTimeMs()).toBeNaN();
  clock.set({ localMs: 0, showMs: 1000, rate: 1 }, 0.4);
  const before = clock.showTimeMs();
  clock.set({ localMs: 0, showMs: -50_000, rate: 1 }, 0.4);
  expect(clock.showTimeMs()).toBe(before);
});

describe('the newest frames', () => {
  const encoded = (k: number, targetMs: number): DataView => {
    const packet = { ...createFramePacket(), k, targetMs, sequence: k };
    const view = new DataView(new ArrayBuffer(framePacketBytes(0, 0)));
    encodeFramePacket(view, packet);
    return view;
  };

  test('are drawn when their time has come', () => {
    const frames = new FrameStore();
    for (let k = 1; k <= 5; k++) frames.accept(encoded(k, k * 10));
    expect(frames.at(34).k).toBe(3);
    expect(frames.at(1000).k).toBe(5);
  });

  test('begin with the oldest that is kept', () => {
    const frames = new FrameStore();
    for (let k = 1; k <= 20; k++) frames.accept(encoded(k, k * 10));
    expect(frames.at(0).k).toBe(13);
  });

  test('are none before the first and after another run began', () => {
    const frames = new FrameStore();
    expect(frames.at(0).cameraCount).toBe(0);
    frames.accept(encoded(9, 10));
    frames.clear();
    expect(frames.at(100).k).toBe(-1);
  });

  test('take in no other message', () => {
    expect(new FrameStore().accept(new DataView(new ArrayBuffer(64)))).toBeUndefined();
  });
});

describe('a refused command', () => {
  const error = { code: 'not-ready', message: 'Not ready: side.' };

  test('says what happened and what to do', () => {
    expect(adviceFor(error)).toMatch(/^Not ready: side\. Wait until/);
    expect(adviceFor({ code: 'odd', message: 'Odd.', path: '/id' })).toBe('Odd. (/id)');
  });

  test('can be forced only when outputs were not ready, and then as a cut', () => {
    const request = { type: 'environment.take', transition: { kind: 'fade', frames: 24 } };
    expect(forcedCommand(request, error)).toEqual({
      type: 'environment.take',
      transition: { kind: 'cut', frames: 0 },
      force: true,
    });
    expect(forcedCommand(request, { code: 'offline', message: '' })).toBeUndefined();
  });
});
