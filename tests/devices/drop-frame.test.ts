import { describe, expect, it } from 'vitest';
import { createTimecode } from '../../core/time/timecode.ts';
import { LtcFollower } from '../../devices/ltc/follower.ts';
import { createLtcFields } from '../../devices/ltc/frame.ts';
import { MtcAssembler } from '../../devices/midi/mtc.ts';
import { encodePayload, packetsFromPayload } from '../../devices/opentrackio/encoder.ts';
import { collect, loopback } from './collect.ts';
import { labelsFrom } from './ltc-sound.ts';

const partsOf = (label: string) => {
  const [hours = 0, minutes = 0, seconds = 0, frames = 0] = label.split(':').map(Number);
  return { ...createTimecode(), hours, minutes, seconds, frames };
};

const ntsc = { num: 30_000, denom: 1001 };

/** OpenTrackIO in JSON packets; `more` beside the label. */
function openTrackIo(
  labels: readonly string[],
  more: object = { frameRate: ntsc, dropFrame: true },
) {
  const { device, samples } = collect('opentrackio');
  for (const [i, label] of labels.entries()) {
    const fields = { sourceNumber: 1, timing: { timecode: { ...partsOf(label), ...more } } };
    for (const packet of packetsFromPayload('json', encodePayload('json', fields), i)) {
      device.receive(packet, loopback);
    }
  }
  return { frames: samples.map(({ timecodeFrame }) => timecodeFrame), device };
}

/** ArtTimeCode, type 2: the layout of "Art-Net 4". */
function artNet(labels: readonly string[]): number[] {
  const { device, samples } = collect('artnet', { universes: [1] });
  for (const label of labels) {
    const { hours, minutes, seconds, frames } = partsOf(label);
    const head = [...Buffer.from('Art-Net\0'), 0x00, 0x97, 0, 14, 0, 0];
    device.receive(Uint8Array.from([...head, frames, seconds, minutes, hours, 2]), loopback);
  }
  return samples.map(({ timecodeFrame }) => timecodeFrame);
}

/** MTC: eight quarter frames name every second frame, and every fourth of them is an edge. */
function mtc(labels: readonly string[]): number[] {
  const assembler = new MtcAssembler();
  const edges: number[] = [];
  let nowMs = 0;
  for (const [i, label] of labels.entries()) {
    if (i % 2 === 1) continue;
    const { hours, minutes, seconds, frames } = partsOf(label);
    const nibbles = [frames, seconds, minutes, hours].flatMap((n) => [n & 15, n >> 4]);
    nibbles[7] = (nibbles[7] ?? 0) | (2 << 1);
    for (const [piece, nibble] of nibbles.entries()) {
      nowMs += 1001 / 120;
      if (assembler.quarterFrame((piece << 4) | nibble, nowMs) === 'edge') {
        edges.push(assembler.frame);
      }
    }
  }
  return edges;
}

/** LTC frames as they come from the sound, with the drop-frame flag; each ends where the next begins. */
function ltc(labels: readonly string[]): number[] {
  const follower = new LtcFollower(48_000);
  const samples = (48_000 * 1001) / 30_000;
  return labels.map((label, i) => {
    const fields = { ...createLtcFields(), ...partsOf(label), dropFrame: true };
    const atSample = (i + 1) * samples;
    follower.take({ ...fields, bytes: new Uint8Array(10), reverse: false, atSample, samples });
    return follower.frame;
  });
}

const day = 2_589_408;

describe.each([
  ['a minute, where :00 and :01 are left out', '00:00:59:20', 1790],
  ['the tenth minute, where they are not', '00:09:59:20', 17_972],
  ['midnight', '23:59:59:20', day - 10],
])('29.97 drop-frame over %s', (_where, first, firstFrame) => {
  const labels = labelsFrom(first, 20, 30, true);
  const counted = labels.map((_, i) => (firstFrame + i) % day);

  it('counts frames and not numbers in OpenTrackIO', () => {
    expect(openTrackIo(labels).frames).toEqual(counted);
  });

  it('counts them alike in Art-Net', () => {
    expect(artNet(labels)).toEqual(counted);
  });

  it('counts them alike in MTC, from the first whole set on', () => {
    expect(mtc(labels)).toEqual(counted.slice(2));
  });

  it('counts them alike in LTC, where a frame is known when the next begins', () => {
    expect(ltc(labels)).toEqual([...counted.slice(1), ((counted.at(-1) ?? 0) + 1) % day]);
  });
});

describe('timecode of OpenTrackIO', () => {
  it('leaves out four numbers a minute at 59.94', () => {
    const more = { frameRate: { num: 60_000, denom: 1001 }, dropFrame: true };
    const labels = ['00:00:59:59', '00:01:00:04', '00:10:00:00'];
    expect(openTrackIo(labels, more).frames).toEqual([3599, 3600, 35_964]);
  });

  it('counts every number where nobody says drop-frame, and at 23.976 whatever is said', () => {
    const minute = ['00:00:59:29', '00:01:00:00'];
    expect(openTrackIo(minute, { frameRate: ntsc }).frames).toEqual([1799, 1800]);
    const film = { frameRate: { num: 24_000, denom: 1001 }, dropFrame: true };
    expect(openTrackIo(['00:00:59:23', '00:01:00:00'], film).frames).toEqual([1439, 1440]);
  });

  it('is left out and noted where it names no frame, and the sample is used', () => {
    for (const label of ['00:01:00:00', '00:01:00:01', '00:00:00:30']) {
      const { frames, device } = openTrackIo([label]);
      expect(frames).toEqual([Number.NaN]);
      expect(device.counters().accepted).toBe(1);
      expect([...(device.counters().noted ?? [])]).toEqual([['timecode', 1]]);
    }
  });

  it('is left out where a part of it is missing', () => {
    const { frames, device } = openTrackIo(['00:00:01:00'], {});
    expect(frames).toEqual([Number.NaN]);
    expect([...(device.counters().noted ?? [])]).toEqual([]);
  });
});
