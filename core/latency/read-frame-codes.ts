import { QuadFinder } from './find-quads.ts';
import { fitFrame } from './fit-frame.ts';
import { counterBits } from './frame-code.ts';
import type { GreyPicture, Quad } from './grey-picture.ts';
import { readPatch } from './read-patch.ts';

/** Pairs whose cells differ by less than this share of the patch's contrast tell nothing. */
const leastPairContrast = 0.3;
const clearBit = 0.55;

/** A patch that was seen in a picture, and what it says, if that is beyond doubt. */
export interface PatchSight {
  /** Outline in the picture's pixels, clockwise from the patch's own top left. */
  outline: Quad;
  reading: FrameCodeReading | null;
}

export interface FrameCodeReading {
  /** The output's number, 0..15. */
  output: number;
  /** Middle of the exposure in frames, frame k being lit from k to k + 1: 7.5 is the middle of frame 7. */
  frame: number;
  /** Length of the exposure in frames, as far as it shows. */
  span: number;
}

/** Reads the coded frame counters in a camera's pictures. Keeps its memory between pictures of one size. */
export class FrameCodeReader {
  readonly #finder = new QuadFinder();

  /**
   * Every patch in the picture. `fromK` and `toK` are the frames that can be lit in it: the counter
   * repeats, and what it says outside them is refused.
   */
  read(picture: GreyPicture, fromK: number, toK: number): PatchSight[] {
    const sights: PatchSight[] = [];
    for (const quad of this.#finder.find(picture)) {
      const patch = readPatch(picture, quad);
      if (!patch || sights.some(({ outline }) => isSamePlace(outline, patch.outline))) continue;
      sights.push({ outline: patch.outline, reading: readingOf(patch.pairs, fromK, toK) });
    }
    return sights;
  }
}

function readingOf(pairs: readonly number[], fromK: number, toK: number): FrameCodeReading | null {
  // An exposure of several frames touches few pairs: the median is the contrast of the others.
  const strengths = pairs.map(Math.abs).sort((a, b) => a - b);
  const full = strengths[pairs.length >> 1] ?? 0;
  if (full < leastPairContrast) return null;
  const bits = pairs.map((pair) => Math.max(-1, Math.min(1, pair / full)));
  const outputBits = bits.slice(counterBits);
  if (outputBits.some((bit) => Math.abs(bit) < clearBit)) return null;
  const fit = fitFrame(bits, Math.max(0, fromK), toK);
  if (!fit) return null;
  const output = outputBits.reduce((sum, bit, index) => sum + (bit > 0 ? 1 << index : 0), 0);
  return { output, frame: fit.middle, span: fit.span };
}

/** Whether two outlines are of one patch, found with two thresholds. */
function isSamePlace(a: Quad, b: Quad): boolean {
  const reach = Math.hypot(a[2].x - a[0].x, a[2].y - a[0].y) / 4;
  return (
    Math.hypot(a[0].x + a[2].x - b[0].x - b[2].x, a[0].y + a[2].y - b[0].y - b[2].y) / 2 < reach
  );
}
