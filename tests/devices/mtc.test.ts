import { describe, expect, it } from 'vitest';
import { MtcAssembler, type MtcResult, mtcFormats } from '../../devices/midi/mtc.ts';
import { mtcAtQuarter, mtcFullFrame } from '../../devices/midi/simulator.ts';
import { bytesOf, fixtureJson } from './collect.ts';
import { fuzzSeed, randomFrom } from './fuzz.ts';

type Four = [number, number, number, number];
interface Vector {
  kind: string;
  rate: string;
  rateCode: number;
  timecodeEncoded: Four;
  timecode: Four;
  bytes: string[] | string;
}
const vectors = fixtureJson('mtc/generated_mtc_mmc_msc.json') as Vector[];
const ofKind = (kind: string) => vectors.filter((vector) => vector.kind.includes(kind));

/** Frames since midnight by counting labels: a minute has two numbers less in drop-frame, but for every tenth. */
function count([h, m, s, f]: Four, rateCode: number): number {
  const base = [24, 25, 30, 30][rateCode]!;
  const minutes = h * 60 + m;
  let dropped = 0;
  if (rateCode === 2) for (let i = 1; i <= minutes; i++) if (i % 10 !== 0) dropped += 2;
  return (minutes * 60 + s) * base + f - dropped;
}

const quarterMs = 10;
/** A clock that goes on by a quarter of a frame at 25 with each message. */
function feed(
  mtc: MtcAssembler,
  data: number[],
  startMs = 0,
): { result: MtcResult; frame: number }[] {
  return data.map((byte, i) => {
    const result = mtc.quarterFrame(byte, startMs + i * quarterMs);
    return { result, frame: mtc.frame };
  });
}
const piecesOf = (vector: Vector): number[] => [vector.bytes].flat().map((hex) => bytesOf(hex)[1]!);
const edges = (fed: { result: MtcResult; frame: number }[]): number[] =>
  fed.filter(({ result }) => result === 'edge').map(({ frame }) => frame);

/** The data bytes of a run at 25, from one quarter of a frame to another, forward or back. */
function run(from: number, to: number, format = mtcFormats[1]!): number[] {
  const step = to >= from ? 1 : -1;
  return Array.from({ length: Math.abs(to - from) + 1 }, (_, i) => {
    return mtcAtQuarter(from + i * step, format)[1]!;
  });
}

describe('a set of eight quarter frames', () => {
  it.each(ofKind('forward'))(
    'at $rate locks when it is whole, two frames on ($timecodeEncoded)',
    (vector) => {
      const mtc = new MtcAssembler();
      const fed = feed(mtc, piecesOf(vector));
      expect(fed.slice(0, 7).every(({ frame }) => Number.isNaN(frame))).toBe(true);
      expect(mtc.state).toBe('locked');
      expect(mtc.direction).toBe(1);
      expect(mtc.format).toBe(mtcFormats[vector.rateCode]);
      expect(mtc.frame).toBe(count(vector.timecodeEncoded, vector.rateCode) + 2);
    },
  );

  it.each(ofKind('reverse'))(
    'at $rate in reverse stands where it says ($timecodeEncoded)',
    (vector) => {
      const mtc = new MtcAssembler();
      const fed = feed(mtc, piecesOf(vector));
      expect(mtc.state).toBe('locked');
      expect(mtc.direction).toBe(-1);
      expect(fed.at(-1)?.result).toBe('edge');
      expect(mtc.frame).toBe(count(vector.timecodeEncoded, vector.rateCode));
    },
  );

  it.each(ofKind('full-frame'))('is as good as one full frame at $rate ($timecode)', (vector) => {
    const mtc = new MtcAssembler();
    const [, , , , , hours, minutes, seconds, frames] = bytesOf(String(vector.bytes));
    expect(mtc.fullFrame(hours!, minutes!, seconds!, frames!, 0)).toBe('edge');
    expect(mtc.frame).toBe(count(vector.timecode, vector.rateCode));
    expect(mtc.format).toBe(mtcFormats[vector.rateCode]);
    expect(mtc.state).toBe('stopped');
  });

  it('that begins in the middle does not lock before eight pieces in order are whole', () => {
    const mtc = new MtcAssembler();
    const states = run(803, 815).map((data, i) => {
      mtc.quarterFrame(data, i * quarterMs);
      return mtc.state;
    });
    // 803 is piece 3: the first whole set is 808 to 815.
    expect(states).toEqual([...Array(12).fill('none'), 'locked']);
  });
});

describe('running quarter frames', () => {
  it('give the beginning of every frame, at its first and its fifth piece', () => {
    const mtc = new MtcAssembler();
    const fed = feed(mtc, run(800, 840));
    // The set of frame 200 is whole at quarter 807; frame 202 begins at 808.
    expect(edges(fed)).toEqual([202, 203, 204, 205, 206, 207, 208, 209, 210]);
    fed.forEach(({ result }, i) => {
      expect(result === 'edge').toBe(i >= 8 && i % 4 === 0);
    });
  });

  it('give the same frames in reverse, at the same places', () => {
    const mtc = new MtcAssembler();
    const fed = feed(mtc, run(839, 800));
    expect(edges(fed)).toEqual([208, 207, 206, 205, 204, 203, 202, 201, 200]);
    // Quarter 832 is frame 208.0.
    expect(fed.findIndex(({ result }) => result === 'edge')).toBe(839 - 832);
  });

  it('run over midnight in drop-frame', () => {
    const format = mtcFormats[2]!;
    const day = 2_589_408;
    const mtc = new MtcAssembler();
    const fed = feed(mtc, run(4 * (day - 6), 4 * (day + 4), format));
    expect(edges(fed)).toEqual([day - 4, day - 3, day - 2, day - 1, 0, 1, 2, 3, 4]);
  });

  it('lose the lock when the direction turns, and find it with the next whole set', () => {
    const mtc = new MtcAssembler();
    feed(mtc, run(800, 820));
    const back = feed(mtc, run(819, 800), 21 * quarterMs);
    expect(mtc.direction).toBe(-1);
    // From 815 the set down to 808 is whole.
    expect(edges(back)).toEqual([202, 201, 200]);
  });

  it('go on by themselves after a dropout, for a second, and stop where the last piece came', () => {
    const mtc = new MtcAssembler();
    feed(mtc, run(800, 820));
    const lastMs = 20 * quarterMs;
    // Frame 205 began with the last piece.
    expect(mtc.frameAt(lastMs)).toBe(205);
    mtc.look(lastMs + 35);
    expect(mtc.state).toBe('locked');
    mtc.look(lastMs + 45);
    expect(mtc.state).toBe('freewheel');
    expect(mtc.frameAt(lastMs + 400 + 1)).toBe(215);
    mtc.look(lastMs + 1001);
    expect(mtc.state).toBe('stopped');
    expect(mtc.frameAt(lastMs + 5000)).toBe(205);
  });

  it('lock again after a dropout, with the first whole set', () => {
    const mtc = new MtcAssembler();
    feed(mtc, run(800, 820));
    const fed = feed(mtc, run(845, 872), 20 * quarterMs + 250);
    expect(edges(fed)).toEqual([214, 215, 216, 217, 218]);
    expect(mtc.state).toBe('locked');
  });

  it('lose one piece, freewheel, and give no wrong frame', () => {
    const mtc = new MtcAssembler();
    const data = run(800, 860);
    data.splice(21, 1);
    const fed = feed(mtc, data);
    expect(fed[21]?.result).toBe('broken');
    expect(edges(fed)).toEqual([202, 203, 204, 205, 208, 209, 210, 211, 212, 213, 214, 215]);
  });

  it('believe one damaged set for nothing: the position goes on', () => {
    const mtc = new MtcAssembler();
    const data = run(800, 860);
    // Piece 2 of the set 816 to 823: another second.
    data[18] = data[18]! ^ 0x04;
    const fed = feed(mtc, data);
    expect(fed.filter(({ result }) => result === 'broken')).toHaveLength(1);
    const all = Array.from({ length: 14 }, (_, i) => 202 + i);
    expect(edges(fed)).toEqual(all);
  });

  it('jump without a full frame once two sets agree', () => {
    const mtc = new MtcAssembler();
    feed(mtc, run(800, 823));
    const fed = feed(mtc, run(4000, 4031), 24 * quarterMs);
    // Until the second set is whole the old position goes on, then frame 1004 begins.
    expect(edges(fed).slice(-4)).toEqual([1004, 1005, 1006, 1007]);
    expect(edges(fed).slice(0, 4)).toEqual([206, 207, 208, 209]);
  });

  it('jump at once with a full frame, and lock again where the next sets say', () => {
    const mtc = new MtcAssembler();
    feed(mtc, run(800, 820));
    const full = mtcFullFrame(90_000, mtcFormats[1]!);
    mtc.fullFrame(full[5]!, full[6]!, full[7]!, full[8]!, 215);
    expect([mtc.state, mtc.frame]).toEqual(['stopped', 90_000]);
    const fed = feed(mtc, run(360_000, 360_012), 300);
    expect(edges(fed)).toEqual([90_002, 90_003]);
  });

  it('that name no frame are refused', () => {
    const mtc = new MtcAssembler();
    // 00:01:00;00 does not exist in drop-frame; 24 hours do not, either.
    expect(feed(mtc, [0, 0x10, 0x20, 0x30, 0x41, 0x50, 0x60, 0x74]).at(-1)?.result).toBe('invalid');
    expect(feed(mtc, [0, 0x10, 0x20, 0x30, 0x40, 0x50, 0x68, 0x73], 200).at(-1)?.result).toBe(
      'invalid',
    );
    expect(mtc.fullFrame(0x40, 1, 0, 1, 500)).toBe('invalid');
    expect(mtc.state).toBe('none');
  });

  it(`take any bytes without a throw or a frame beyond the day (CYCLORAMA_SEED=${fuzzSeed})`, () => {
    const random = randomFrom(fuzzSeed);
    const mtc = new MtcAssembler();
    let nowMs = 0;
    let piece = 0;
    for (let i = 0; i < 200_000; i++) {
      nowMs += random() < 0.01 ? 2000 * random() : 10;
      piece = random() < 0.02 ? Math.floor(random() * 8) : (piece + 1) & 7;
      mtc.quarterFrame((piece << 4) | Math.floor(random() * (random() < 0.5 ? 2 : 16)), nowMs);
      const seven = () => Math.floor(random() * 128);
      if (random() < 0.01) mtc.fullFrame(seven(), seven(), seven(), seven(), nowMs);
      const frame = mtc.frameAt(nowMs);
      const isSound = Number.isNaN(frame) || (frame >= 0 && frame < 24 * 3600 * 30);
      if (!isSound) throw new Error(`frame ${frame} after ${i} pieces`);
    }
  });
});
