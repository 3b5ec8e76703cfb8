import { patchRows } from '../core/latency/filmed-wall.ts';

/** A film for Chromium's fake camera, of counters side by side. */
export interface CodeFilm {
  fps: number;
  seconds: number;
  wallHz: number;
  /** Frame that the counter of each output shows when the film begins; four outputs in a row. */
  beginK: readonly number[];
}

const cellPx = 6;
const pitchPx = 64;

/** The film's bytes. Every counter goes on at the wall's rate, on a grey wall. */
export function codeFilm({ fps, seconds, wallHz, beginK }: CodeFilm): Buffer {
  const [width, height] = [4 * pitchPx, pitchPx * Math.ceil(beginK.length / 4)];
  const pictures: Buffer[] = [];
  for (let i = 0; i < fps * seconds; i++) {
    const picture = Buffer.alloc((width * height * 3) / 2, 128);
    picture.fill(70, 0, width * height);
    beginK.forEach((first, output) => {
      const rows = patchRows(first + Math.floor((i * wallHz) / fps), output);
      const left = (output % 4) * pitchPx + 2;
      const top = Math.floor(output / 4) * pitchPx + 2;
      drawRows(picture, width, left, top, rows);
    });
    pictures.push(picture);
  }
  return y4m(width, height, fps, pictures);
}

function drawRows(picture: Buffer, width: number, left: number, top: number, rows: number[][]) {
  for (let y = 0; y < 10 * cellPx; y++) {
    for (let x = 0; x < 10 * cellPx; x++) {
      const isLit = rows[Math.floor(y / cellPx)]?.[Math.floor(x / cellPx)] === 1;
      picture[(top + y) * width + left + x] = isLit ? 180 : 25;
    }
  }
}

/** A film of a texture left and right: it jerks at one time on the left, and later on the right. */
export interface JerkFilm {
  fps: number;
  seconds: number;
  tapMs: number;
  delayMs: number;
}

export function jerkFilm({ fps, seconds, tapMs, delayMs }: JerkFilm): Buffer {
  const [width, height] = [320, 240];
  const pictures = Array.from({ length: fps * seconds }, (_, i) => {
    const picture = Buffer.alloc((width * height * 3) / 2, 128);
    const sinceMs = (i * 1000) / fps - tapMs;
    const shifts = [jerked(sinceMs), jerked(sinceMs - delayMs)] as const;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const shift = shifts[x < width / 2 ? 0 : 1];
        picture[y * width + x] = 100 + 60 * Math.sin((x + shift) / 6) * Math.sin(y / 7);
      }
    }
    return picture;
  });
  return y4m(width, height, fps, pictures);
}

/** Pixels that a tapped camera has moved: quickly, and a little back. */
const jerked = (sinceMs: number): number =>
  sinceMs < 0 ? 0 : 14 * (1 - Math.exp(-sinceMs / 25) * Math.cos(sinceMs / 40));

/** YUV4MPEG2 of 4:2:0 pictures. */
function y4m(width: number, height: number, fps: number, pictures: readonly Buffer[]): Buffer {
  const header = Buffer.from(`YUV4MPEG2 W${width} H${height} F${fps}:1 Ip A1:1\n`);
  return Buffer.concat([header, ...pictures.flatMap((each) => [Buffer.from('FRAME\n'), each])]);
}
