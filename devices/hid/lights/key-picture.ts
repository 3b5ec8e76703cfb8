import type { Lamp } from '../../../core/control/control-event.ts';
import { glyphHeight, glyphWidth, isInk, showable } from './key-font.ts';

/** RGBA, rows from the top. */
interface Canvas {
  pixels: Uint8Array;
  width: number;
}

type Colour = readonly [red: number, green: number, blue: number];

const grounds: Record<Lamp['tally'], Colour> = {
  off: [24, 24, 28],
  next: [16, 120, 44],
  air: [196, 16, 24],
  on: [168, 104, 0],
};
const brightInk: Colour = [255, 255, 255];
const dimInk: Colour = [150, 150, 156];

const largestScale = 4;
/** Columns and rows from one glyph to the next. */
const advanceX = glyphWidth + 1;
const advanceY = glyphHeight + 2;
const margin = 4;
/** To the sides: letters are worth more than air. */
const sideMargin = 1;

/**
 * Draws a key: red on air, green next, amber on, dim off, with the lamp's label in the middle and, if
 * it has a level (0..1), a bar at the bottom. RGBA, rows from the top.
 */
export function drawKey(width: number, height: number, lamp: Lamp): Uint8Array {
  const pixels = new Uint8Array(width * height * 4);
  const canvas = { pixels, width };
  fill(canvas, [0, 0, width, height], grounds[lamp.tally]);
  const ink = lamp.tally === 'off' ? dimInk : brightInk;
  const { scale, lines } = fitLabel(
    showable(lamp.label),
    width - 2 * sideMargin,
    height - 2 * margin,
  );
  const top = Math.round((height - textHeight(lines.length, scale)) / 2);
  for (const [i, line] of lines.entries()) {
    const left = Math.round((width - textWidth(line.length, scale)) / 2);
    drawLine(canvas, line, [left, top + i * advanceY * scale, scale], ink);
  }
  if (lamp.level !== null) {
    const bar = Math.round(Math.min(1, Math.max(0, lamp.level)) * width);
    fill(canvas, [0, height - margin, bar, margin], ink);
  }
  return pixels;
}

/** The picture turned by half a turn, which is how most decks want it. */
export function turnHalf(pixels: Uint8Array): Uint8Array {
  const turned = new Uint8Array(pixels.length);
  for (let at = 0; at < pixels.length; at += 4) {
    turned.set(pixels.subarray(at, at + 4), pixels.length - 4 - at);
  }
  return turned;
}

const textWidth = (characters: number, scale: number): number =>
  Math.max(0, characters * advanceX - 1) * scale;

const textHeight = (lines: number, scale: number): number =>
  Math.max(0, lines * advanceY - (advanceY - glyphHeight)) * scale;

/** The largest letters in which the label fits without breaking a word, else the smallest ones. */
export function fitLabel(
  label: string,
  width: number,
  height: number,
): { scale: number; lines: string[] } {
  for (let scale = largestScale; scale >= 1; scale -= 1) {
    const columns = Math.floor((width / scale + 1) / advanceX);
    const lines = wrap(label, columns);
    const fits = lines.every((line) => line.length <= columns);
    if (fits && textHeight(lines.length, scale) <= height) return { scale, lines };
  }
  const columns = Math.floor((width + 1) / advanceX);
  const rows = Math.floor((height + 2) / advanceY);
  const lines = wrap(label, columns).map((line) => line.slice(0, columns));
  return { scale: 1, lines: lines.slice(0, rows) };
}

/** Lines of whole words; a word that is too long has a line of its own. */
function wrap(label: string, columns: number): string[] {
  const lines: string[] = [];
  for (const word of label.split(/\s+/).filter((part) => part !== '')) {
    const last = lines.at(-1);
    const joined = `${last} ${word}`;
    if (last !== undefined && joined.length <= columns) lines[lines.length - 1] = joined;
    else lines.push(word);
  }
  return lines;
}

function drawLine(
  canvas: Canvas,
  line: string,
  [left, top, scale]: readonly [number, number, number],
  ink: Colour,
): void {
  for (const [i, character] of [...line].entries()) {
    for (let y = 0; y < glyphHeight; y += 1) {
      for (let x = 0; x < glyphWidth; x += 1) {
        if (!isInk(character, x, y)) continue;
        const at = [left + (i * advanceX + x) * scale, top + y * scale, scale, scale] as const;
        fill(canvas, at, ink);
      }
    }
  }
}

function fill(
  { pixels, width }: Canvas,
  [left, top, columns, rows]: readonly [number, number, number, number],
  [red, green, blue]: Colour,
): void {
  for (let y = top; y < top + rows; y += 1) {
    for (let x = left; x < left + columns; x += 1) {
      const at = (y * width + x) * 4;
      pixels[at] = red;
      pixels[at + 1] = green;
      pixels[at + 2] = blue;
      pixels[at + 3] = 255;
    }
  }
}
