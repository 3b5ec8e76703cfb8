import type { PaletteColour } from './figures.ts';
import { deltaE2000, type Lab, labOfBytes } from './lab.ts';

type Rgb = readonly [number, number, number];

const rounds = 8;
const squared = (a: Lab, b: Lab): number =>
  (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;

/**
 * The main colours of a small 8-bit sRGB picture (RGBA quadruples), most frequent first: k-means in L*a*b*
 * from colours as far apart as can be, so the same picture gives the same palette.
 */
export function paletteOf(rgba: Uint8Array | Uint8ClampedArray, size = 5): PaletteColour[] {
  const colours: Rgb[] = [];
  for (let i = 0; i + 3 < rgba.length; i += 4)
    colours.push([rgba[i] ?? 0, rgba[i + 1] ?? 0, rgba[i + 2] ?? 0]);
  const labs = colours.map(([r, g, b]) => labOfBytes(r, g, b));
  let centres = farApart(labs, size);
  let owners = labs.map((lab) => nearest(lab, centres));
  for (let round = 0; round < rounds; round++) {
    centres = centres.map((centre, k) => meanLab(labs.filter((_, i) => owners[i] === k)) ?? centre);
    owners = labs.map((lab) => nearest(lab, centres));
  }
  return centres
    .map((_, k) => colours.filter((__, i) => owners[i] === k))
    .filter((own) => own.length > 0)
    .map((own) => ({ hex: hexOf(own), share: own.length / Math.max(1, colours.length) }))
    .sort((a, b) => b.share - a.share || (a.hex < b.hex ? -1 : 1));
}

/** The first is the picture's mean; each next one is the farthest from those that there are. */
function farApart(labs: readonly Lab[], size: number): Lab[] {
  const centres: Lab[] = [meanLab(labs) ?? [0, 0, 0]];
  while (centres.length < size) {
    const distances = labs.map((lab) => Math.min(...centres.map((centre) => squared(lab, centre))));
    const farthest = distances.indexOf(Math.max(...distances));
    const next = labs[farthest];
    if (!next || distances[farthest] === 0) break;
    centres.push(next);
  }
  return centres;
}

function nearest(lab: Lab, centres: readonly Lab[]): number {
  let best = 0;
  for (let k = 1; k < centres.length; k++) {
    const [now, then] = [centres[k], centres[best]];
    if (now && then && squared(lab, now) < squared(lab, then)) best = k;
  }
  return best;
}

function meanLab(labs: readonly Lab[]): Lab | undefined {
  if (labs.length === 0) return undefined;
  const sum = (k: 0 | 1 | 2) => labs.reduce((total, lab) => total + lab[k], 0) / labs.length;
  return [sum(0), sum(1), sum(2)];
}

function hexOf(colours: readonly Rgb[]): string {
  const mean = (k: 0 | 1 | 2) =>
    Math.round(colours.reduce((total, colour) => total + colour[k], 0) / colours.length);
  return `#${[mean(0), mean(1), mean(2)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

const labOfHex = (hex: string): Lab => {
  const byte = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  return labOfBytes(byte(1), byte(3), byte(5));
};

/**
 * How far two palettes are apart, in CIEDE2000: each colour's distance to the nearest of the other, weighted by
 * its share, both ways. 0 is alike; about 5 is seen when one is put beside the other.
 */
export function paletteDrift(a: readonly PaletteColour[], b: readonly PaletteColour[]): number {
  return (oneWay(a, b) + oneWay(b, a)) / 2;
}

function oneWay(from: readonly PaletteColour[], to: readonly PaletteColour[]): number {
  const targets = to.map(({ hex }) => labOfHex(hex));
  let [sum, shares] = [0, 0];
  for (const { hex, share } of from) {
    const lab = labOfHex(hex);
    sum += share * Math.min(...targets.map((target) => deltaE2000(lab, target)));
    shares += share;
  }
  return shares > 0 ? sum / shares : 0;
}
