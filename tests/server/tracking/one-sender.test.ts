import { describe, expect, it } from 'vitest';
import { OneSender } from '../../../server/tracking/one-sender.ts';

const a = { address: '127.0.0.1', port: 5000 };
const b = { address: '127.0.0.2', port: 6000 };
const c = { address: '127.0.0.3', port: 7000 };

/** Poses of some senders in turn, one every 10 ms; whether each counted. */
function rig() {
  const senders = new OneSender();
  let nowMs = 1000;
  const send = (froms: readonly (typeof a)[], times = 1): boolean[] =>
    Array.from({ length: times }, () => froms)
      .flat()
      .map((from) => {
        nowMs += 10;
        return senders.accepts('1', { ...from }, nowMs);
      });
  return {
    senders,
    send,
    wait: (ms: number) => {
      nowMs += ms;
    },
    notes: () => senders.notes(nowMs),
  };
}

describe('a subject with one sender', () => {
  it('takes all its poses, and there is nothing to say', () => {
    const { send, notes } = rig();
    expect(send([a], 100)).not.toContain(false);
    expect(notes()).toEqual([]);
  });

  it('goes on from another address after half a second of silence, which is told for a minute', () => {
    const { senders, send, wait, notes } = rig();
    send([a], 100);
    const counted = send([b], 100);
    expect(counted.indexOf(true)).toBe(49);
    expect(counted.slice(49)).not.toContain(false);
    expect(notes()).toEqual([
      'subject "1" now comes from 127.0.0.2:6000, before from 127.0.0.1:5000',
    ]);
    expect(senders.moves).toBe(1);
    wait(60_000);
    send([b]);
    expect(notes()).toEqual([]);
  });

  it('that was just heard of is followed to another address at once', () => {
    const { senders, send, notes } = rig();
    send([a], 5);
    expect(send([b], 100)).not.toContain(false);
    expect(notes()).toEqual([]);
    expect(senders.moves).toBe(0);
  });

  it('that sends each packet from another port is never refused, nor told', () => {
    const { senders, send, notes } = rig();
    for (let port = 40_000; port < 40_200; port += 1) {
      expect(send([{ address: '127.0.0.1', port }])).toEqual([true]);
    }
    expect(notes()).toEqual([]);
    expect(senders.moves).toBe(0);
  });
});

describe('a subject with two senders at once', () => {
  it('is moved by the first alone, and both are told', () => {
    const { senders, send, notes } = rig();
    send([a], 20);
    const counted = send([b, a], 100);
    expect(counted.filter((_, i) => i % 2 === 0)).not.toContain(true);
    expect(counted.filter((_, i) => i % 2 === 1)).not.toContain(false);
    expect(notes()).toEqual([
      'subject "1" comes from 127.0.0.1:5000 and 127.0.0.2:6000 at once, and the first counts: stop the other, or leave it out of options.allow',
    ]);
    expect(senders.moves).toBe(0);
  });

  it('takes no pose of a rival that sends seldom, nor of a third', () => {
    const { send, wait } = rig();
    send([a], 20);
    send([b, a]);
    for (let i = 0; i < 5; i += 1) {
      for (let n = 0; n < 15; n += 1) {
        wait(90);
        send([a]);
      }
      expect(send([b])).toEqual([false]);
    }
    expect(send([c])).toEqual([false]);
  });

  it('goes over to the second within a second of the first one’s end', () => {
    const { senders, send, notes } = rig();
    send([a], 20);
    send([b, a], 20);
    const counted = send([b], 120);
    expect(counted.indexOf(true)).toBe(49);
    expect(counted.slice(49)).not.toContain(false);
    expect(notes()[0]).toContain('now comes from 127.0.0.2:6000, before from 127.0.0.1:5000');
    expect(senders.moves).toBe(1);
  });

  it('has nothing more to say once the second has stopped', () => {
    const { send, notes } = rig();
    send([a], 20);
    send([b, a], 20);
    send([a], 110);
    expect(notes()).toEqual([]);
  });
});
