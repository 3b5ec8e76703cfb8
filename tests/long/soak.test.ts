import { beforeAll, describe, expect, it } from 'vitest';
import type { BenchResult } from '../../tools/bench/bench.ts';
import { resultLine } from '../../tools/bench/print.ts';
import { type LiveSoak, liveSoak, manualSoak } from '../../tools/bench/soak/run-soak.ts';
import { liveResults, manualResults } from '../../tools/bench/t14-soak.ts';
import { printedSeed } from '../support/random.ts';

const minutesByHand = 180;
const secondsOverSockets = 180;
const samplesByHand = minutesByHand * 60 * 4 * 240;

/** What misses its target, in a line each. */
function missed(results: readonly BenchResult[]): string[] {
  for (const result of results) console.log(resultLine(result));
  return results.filter(({ holds }) => holds === false).map(resultLine);
}

describe('three hours of packets of four cameras', () => {
  it('leave no trace in the heap, and nothing takes a frame', async () => {
    const answer = await manualSoak(printedSeed('soak by hand'), minutesByHand);
    expect(answer.packets).toBe(samplesByHand);
    expect(answer.refused).toBe(0);
    expect(missed(manualResults(answer))).toEqual([]);
  });
});

describe('three minutes of a server with a tracker and eight clients', () => {
  let answer: LiveSoak;
  beforeAll(
    async () => {
      answer = await liveSoak(printedSeed('soak over sockets'), secondsOverSockets);
    },
    2 * secondsOverSockets * 1000,
  );

  it('leave no trace in the heap, and nothing takes a frame', () => {
    expect(missed(liveResults(answer))).toEqual([]);
  });

  it('show all clients the same frames, and none of them a time that runs backwards', () => {
    const { clients } = answer;
    expect(clients.frames).toBeGreaterThan(0);
    expect(clients.unlike).toBe(0);
    expect(clients.backwards).toBe(0);
  });
});
