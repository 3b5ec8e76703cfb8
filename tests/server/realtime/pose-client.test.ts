import { Duplex } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { creditWindow, PoseClient } from '../../../server/realtime/pose-client.ts';

/** A socket whose far end reads only when it is told to. */
function openSocket() {
  const written: Uint8Array[] = [];
  let take: () => void = () => {};
  const socket = new Duplex({
    read: () => {},
    write: (bytes: Uint8Array, _encoding, done) => {
      written.push(bytes);
      if (reads) done();
      else take = done;
    },
  });
  let reads = true;
  const client = new PoseClient(socket, true, 0);
  return {
    client,
    written,
    stopReading: () => {
      reads = false;
    },
    goOnReading: () => {
      reads = true;
      take();
    },
    waiting: () => socket.writableLength,
  };
}

const message = (bytes: number): Uint8Array => new Uint8Array(bytes);
const frame = message(186);
const sample = message(98);
const fillWindow = (client: PoseClient, from = 1) => {
  for (let i = 0; i < creditWindow; i++) client.sendFrame(frame, (from + i) >>> 0);
};

describe('a client of the pose plane', () => {
  it('gets frames again when its acknowledgement has come round past 2³² − 1', () => {
    const { client, written } = openSocket();
    fillWindow(client, 2 ** 32 - 3);
    client.sendFrame(frame, 5);
    expect(written).toHaveLength(creditWindow);
    client.acknowledge(4, frame, 5);
    expect(written).toHaveLength(creditWindow + 1);
    expect(client.skipped).toBe(1);
  });

  it('keeps its window full when an acknowledgement of long ago comes', () => {
    const { client, written } = openSocket();
    fillWindow(client, 10);
    client.acknowledge(9, frame, 17);
    client.sendFrame(frame, 18);
    expect(written).toHaveLength(creditWindow);
  });

  it('gets no sample while it is behind with its frames, and gets them again afterwards', () => {
    const { client, written } = openSocket();
    client.sendSample(sample);
    fillWindow(client);
    client.sendSample(sample);
    expect(written).toHaveLength(1 + creditWindow);
    client.acknowledge(creditWindow, frame, creditWindow);
    client.sendSample(sample);
    expect(written).toHaveLength(2 + creditWindow);
  });

  it('gets its frames although samples wait', () => {
    const { client, stopReading, waiting } = openSocket();
    stopReading();
    for (let i = 0; i < 1000; i++) client.sendSample(sample);
    const samples = waiting();
    expect(samples).toBeLessThan(5000);
    fillWindow(client);
    expect(waiting()).toBe(samples + creditWindow * frame.length);
  });

  it('makes nobody keep answers for it that it does not read', () => {
    const { client, stopReading, waiting } = openSocket();
    stopReading();
    for (let i = 0; i < 10_000; i++) client.send(message(50));
    expect(waiting()).toBeLessThan(17_000);
  });

  it('is known to be stuck by what waits from look to look', () => {
    const { client, stopReading, goOnReading } = openSocket();
    expect(client.waitedMs(1000)).toBe(0);
    stopReading();
    client.sendFrame(frame, 1);
    expect(client.waitedMs(1500)).toBe(0);
    expect(client.waitedMs(3600)).toBe(2100);
    goOnReading();
    expect(client.waitedMs(4000)).toBe(0);
  });
});
