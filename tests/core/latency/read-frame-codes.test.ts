import { describe, expect, test } from 'vitest';
import type { GreyPicture } from '../../../core/latency/grey-picture.ts';
import { FrameCodeReader, type FrameCodeReading } from '../../../core/latency/read-frame-codes.ts';
import { printedSeed, seededRandom } from '../../support/random.ts';
import { exposed, type Filming, filmPatch, patchRows, somewhere } from './filmed-wall.ts';

const reader = new FrameCodeReader();
const rounds = process.env.CYCLORAMA_LONG === '1' ? 10_000 : 120;

const plain = (frames: Filming['frames']): Filming => ({
  width: 160,
  height: 120,
  corners: [
    [30, 10],
    [130, 10],
    [130, 110],
    [30, 110],
  ],
  frames,
  lit: 0.5,
  dark: 0.02,
  exposure: 1.5,
  gamma: 2.2,
  blurPx: 0.5,
  noise: 2,
  random: seededRandom(1),
});

const readings = (picture: GreyPicture, k: number): FrameCodeReading[] =>
  reader
    .read(picture, Math.floor(k) - 60, Math.floor(k) + 6)
    .flatMap(({ reading }) => (reading ? [reading] : []));

describe('a filmed counter', () => {
  test('is read with its output, and its outline is found', () => {
    const picture = filmPatch(plain(exposed(11, 70_000.2, 70_000.7)));
    const [sight] = reader.read(picture, 69_950, 70_005);
    expect(sight?.reading).toEqual({ output: 11, frame: 70_000.5, span: 0.25 });
    sight?.outline.forEach(({ x, y }, corner) => {
      const [trueX = 0, trueY = 0] = plain([]).corners[corner] ?? [];
      expect(Math.hypot(x - trueX, y - trueY)).toBeLessThan(3);
    });
  });

  test('is read exactly or not at all, turned any way, in perspective, blur, noise and poor light', () => {
    const random = seededRandom(printedSeed('single frames'));
    let read = 0;
    for (let i = 0; i < rounds; i++) {
      const [k, output] = [Math.floor(random() * 1e6), Math.floor(random() * 16)];
      const [reading] = readings(
        filmPatch({ ...somewhere(random), frames: exposed(output, k, k + 1) }),
        k,
      );
      if (!reading) continue;
      read += 1;
      expect([reading.output, Math.floor(reading.frame)]).toEqual([output, k]);
    }
    console.log(`${read} of ${rounds} pictures of one frame read, none wrong`);
    expect(read).toBeGreaterThan(rounds * 0.98);
  });

  test('gives the middle of an exposure over several frames', () => {
    const random = seededRandom(printedSeed('long exposures'));
    let [read, worst] = [0, 0];
    for (let i = 0; i < rounds; i++) {
      const begin = random() * 1e6;
      const span = 0.3 + random() * 3;
      const frames = exposed(3, begin, begin + span);
      const [reading] = readings(filmPatch({ ...somewhere(random), frames }), begin);
      if (!reading) continue;
      read += 1;
      worst = Math.max(worst, Math.abs(reading.frame - begin - span / 2));
    }
    console.log(
      `${read} of ${rounds} long exposures read, the worst ${worst.toFixed(2)} frames off`,
    );
    expect(read).toBeGreaterThan(rounds * 0.95);
    // Inside one frame nothing tells where the exposure was.
    expect(worst).toBeLessThan(0.75);
  });

  test('is refused when it says a frame that cannot be lit', () => {
    const picture = filmPatch(plain(exposed(0, 5000, 5001)));
    expect(reader.read(picture, 5100, 5160)[0]?.reading).toBeNull();
    // The counter repeats: frame 5000 and frame 5000 + 4096 look the same.
    expect(reader.read(picture, 9080, 9120)[0]?.reading?.frame).toBe(9096.5);
  });

  test('is refused, or not a frame off, when any one cell is covered', () => {
    const k = 4321;
    for (let row = 2; row < 8; row++) {
      for (let column = 2; column < 8; column++) {
        const rows = patchRows(k, 5);
        const cells = rows[row] ?? [];
        cells[column] = cells[column] ? 0 : 1;
        for (const reading of readings(filmPatch(plain([{ rows, share: 1 }])), k)) {
          expect(reading.output).toBe(5);
          expect(Math.abs(reading.frame - k - 0.5)).toBeLessThanOrEqual(1);
        }
      }
    }
  });
});

test('two walls in one picture are told apart', () => {
  const left = filmPatch(plain(exposed(0, 500, 501)));
  const right = filmPatch(plain(exposed(1, 498, 499)));
  const found = readings(sideBySide(left, right), 500).toSorted((a, b) => a.output - b.output);
  expect(found.map(({ output, frame }) => [output, frame])).toEqual([
    [0, 500.5],
    [1, 498.5],
  ]);
});

test('pictures without a counter hold none, whatever they show', () => {
  const random = seededRandom(printedSeed('no counter'));
  let sights = 0;
  for (let i = 0; i < rounds / 2; i++) sights += reader.read(blocks(random), 0, 4095).length;
  expect(sights).toBe(0);
});

function sideBySide(a: GreyPicture, b: GreyPicture): GreyPicture {
  const width = a.width + b.width;
  const grey = new Uint8Array(width * a.height);
  for (let y = 0; y < a.height; y++) {
    grey.set(a.grey.subarray(y * a.width, (y + 1) * a.width), y * width);
    grey.set(b.grey.subarray(y * b.width, (y + 1) * b.width), y * width + a.width);
  }
  return { width, height: a.height, grey };
}

/** Bright and dark rectangles over each other, as hard to tell from a patch as anything on a set. */
function blocks(random: () => number): GreyPicture {
  const [width, height] = [240, 200];
  const grey = new Uint8Array(width * height);
  for (let block = 0; block < 150; block++) {
    const [x, y] = [Math.floor(random() * width), Math.floor(random() * height)];
    const [w, h] = [4 + random() * 60, 4 + random() * 60];
    const value = random() * 255;
    for (let row = y; row < Math.min(height, y + h); row++) {
      grey.fill(value, row * width + x, row * width + Math.min(width, x + w));
    }
  }
  return { width, height, grey };
}
