import { describe, expect, it } from 'vitest';
import { encodePayload, packetsFromPayload } from '../../devices/opentrackio/encoder.ts';
import type { PayloadEncoding } from '../../devices/opentrackio/header.ts';
import { collect, loopback } from './collect.ts';

/** The packets of a sample whose x says which one it is. */
function packets(
  x: number,
  sequence: number,
  segments: number,
  encoding: PayloadEncoding = 'json',
): Uint8Array[] {
  const rotation = { pan: 0, tilt: 0, roll: 0 };
  const fields = { transforms: [{ translation: { x, y: 0, z: 0 }, rotation }] };
  return packetsFromPayload(encoding, encodePayload(encoding, fields), sequence, segments);
}

function receiver() {
  const collected = collect('opentrackio');
  return {
    ...collected,
    collected,
    send: (list: Uint8Array[], port = 50000) => {
      for (const packet of list) collected.device.receive(packet, { ...loopback, port });
    },
    xs: () => collected.samples.map((sample) => sample.x),
    refused: () => Object.fromEntries(collected.device.counters().refused),
  };
}

describe('segmented OpenTrackIO', () => {
  it('puts segments together in any order', () => {
    const { send, xs } = receiver();
    const list = packets(1, 10, 5);
    send([3, 0, 4, 2, 1].map((i) => list[i]!));
    send(packets(2, 15, 5).reverse());
    expect(xs()).toEqual([1, 2]);
  });

  it('starts with any sequence number, 0 included', () => {
    for (const first of [0, 1, 40_000, 65_535]) {
      const { send, xs, refused } = receiver();
      send(packets(1, first, 1));
      expect(xs()).toEqual([1]);
      expect(refused()).toEqual({});
    }
  });

  it('goes on over the wrap from 65535 to 0, also inside one sample and out of order', () => {
    const { send, xs } = receiver();
    send(packets(1, 65_533, 1));
    const list = packets(2, 65_534, 4);
    send([2, 1, 3, 0].map((i) => list[i]!));
    send(packets(3, 2, 1));
    expect(xs()).toEqual([1, 2, 3]);
  });

  it('puts a CBOR sample together from two segments, over the wrap and in either order', () => {
    const { send, xs, refused } = receiver();
    send(packets(1, 65_535, 2, 'cbor'));
    send(packets(2, 1, 2, 'cbor').reverse());
    expect(xs()).toEqual([1, 2]);
    expect(refused()).toEqual({});
  });

  it('keeps apart the segments of senders, and of encodings, that come in turns', () => {
    const { send, xs, refused } = receiver();
    const [json, cbor, other] = [packets(1, 7, 3), packets(2, 7, 3, 'cbor'), packets(3, 7, 3)];
    for (let i = 0; i < 3; i += 1) {
      send([json[i]!, cbor[i]!]);
      send([other[2 - i]!], 50_001);
    }
    expect(xs().sort()).toEqual([1, 2, 3]);
    expect(refused()).toEqual({});
  });

  it('drops duplicates of whole samples and of segments, and counts them', () => {
    const { send, xs, refused } = receiver();
    const single = packets(1, 0, 1);
    const list = packets(2, 1, 3);
    send([...single, ...single, list[0]!, list[0]!, list[1]!, list[2]!, list[1]!]);
    expect(xs()).toEqual([1, 2]);
    expect(refused()).toEqual({ duplicate: 3 });
  });

  it('keeps two senders apart whose segments interleave with the same numbers', () => {
    const { send, xs } = receiver();
    const a = packets(1, 0, 4);
    const b = packets(2, 0, 4);
    for (let i = 0; i < 4; i += 1) {
      send([a[i]!], 50001);
      send([b[3 - i]!], 50002);
    }
    expect(xs()).toEqual([1, 2]);
  });

  it('drops a sample whole when a segment is missing, and counts it once its time is over', () => {
    const { send, xs, refused, collected } = receiver();
    const list = packets(1, 0, 4);
    send([list[0]!, list[1]!, list[3]!]);
    send(packets(2, 4, 1));
    collected.nowMs += 300;
    send([list[2]!]);
    send(packets(3, 5, 1));
    expect(xs()).toEqual([2, 3]);
    expect(refused()).toMatchObject({ incomplete: 1 });
  });

  it('refuses offsets that leave a gap, and takes a fresh sample afterwards', () => {
    const { send, xs, refused } = receiver();
    const [first, second] = packets(1, 0, 2);
    const longer = packets(1, 0, 3);
    send([longer[0]!]);
    send([second!]);
    send(packets(2, 2, 2));
    expect(first).toBeDefined();
    expect(xs()).toEqual([2]);
    expect(refused()).toEqual({ segment: 1 });
  });

  it('drops a sample that is older than one already delivered', () => {
    const { send, xs, refused } = receiver();
    send(packets(3, 3, 1));
    send(packets(2, 2, 1));
    expect(xs()).toEqual([3]);
    expect(refused()).toEqual({ late: 1 });
  });

  it('recognises a sender that starts again at 0 by its second packet', () => {
    const { send, xs, refused } = receiver();
    send(packets(1, 5000, 1));
    send(packets(2, 0, 1));
    send(packets(3, 1, 1));
    send(packets(4, 2, 1));
    expect(xs()).toEqual([1, 3, 4]);
    expect(refused()).toEqual({ late: 1 });
  });

  it('takes whatever comes after a second of silence as a new stream', () => {
    const { send, xs, collected } = receiver();
    send(packets(1, 100, 1));
    collected.nowMs += 1500;
    send(packets(2, 100, 1));
    expect(xs()).toEqual([1, 2]);
  });

  it('counts a sender’s samples over the wrap, the missing ones included', () => {
    const { send, collected } = receiver();
    for (const i of [0, 1, 4, 5]) send(packets(i, (65_526 + 3 * i) & 0xffff, 3));
    expect(collected.samples.map((sample) => sample.sequence)).toEqual([0, 1, 4, 5]);
  });

  it('refuses a segment that would make a sample larger than 64 KiB', () => {
    const { send, refused } = receiver();
    const [packet] = packetsFromPayload('json', new Uint8Array(100), 0);
    const view = new DataView(packet!.buffer);
    view.setUint32(8, 70_000);
    view.setUint16(14, 0);
    let sum1 = 0;
    let sum2 = 0;
    for (const [i, byte] of packet!.entries()) {
      if (i === 14 || i === 15) continue;
      sum1 = (sum1 + byte) % 256;
      sum2 = (sum2 + sum1) % 256;
    }
    view.setUint16(14, (sum2 << 8) | sum1);
    send([packet!]);
    expect(refused()).toEqual({ 'too-large': 1 });
  });
});
