import type { BufferGeometry } from 'three';
import { MeshWriter } from '../mesh-writer.ts';
import { createRandom } from '../random.ts';

export type Point = readonly [number, number, number];

/** How finely a tree is made: from near by every whorl and twig, from afar fewer and larger ones. */
export type TreeDetail = 'near' | 'middle' | 'far';

const bark = 0;
export const stoneLeaf = 0.1;
export const wallLeaf = 0.15;
export const roofLeaf = 0.2;
const needles = 0.5;
const leaves = 1;
const grass = 2;

/**
 * A tree of height 1 with its foot at the origin. `leaf` is what it is made of there; `shade` how much of
 * the sky the crown leaves open; `twig` is where in its twig a point is, −1 to 1, then leaves counted along and across. Normals of leaves point out of the
 * crown, so that a crown of loose leaves is lit like the ball that it is.
 */
export const createWriter = (): MeshWriter =>
  new MeshWriter({ position: 3, normal: 3, leaf: 1, shade: 1, twig: 4 });

function writeTrunk(writer: MeshWriter, radius: number, height: number): void {
  const sides = 5;
  const ring = (y: number, r: number): number[] =>
    Array.from({ length: sides }, (_, i) => {
      const angle = (2 * Math.PI * i) / sides;
      const [x, z] = [Math.cos(angle), Math.sin(angle)];
      return writer.vertex({
        position: [x * r, y, z * r],
        normal: [x, 0.1, z],
        leaf: [bark],
        shade: [0.6],
        twig: [0, 0, 0, 0],
      });
    });
  const [low, high] = [ring(-0.03, radius), ring(height, radius * 0.45)];
  for (let i = 0; i < sides; i++) {
    const next = (i + 1) % sides;
    writer.quad(low[i] ?? 0, high[i] ?? 0, high[next] ?? 0, low[next] ?? 0);
  }
}

interface Twig {
  at: Point;
  normal: Point;
  shade: number;
  size: number;
}

/** A square full of leaves about a point, facing any way. */
function writeTwig(writer: MeshWriter, { at, normal, shade, size }: Twig, random: () => number) {
  const [a, b] = [2 * Math.PI * random(), Math.acos(2 * random() - 1)];
  const u: Point = [Math.cos(a) * Math.sin(b), 0.6 * Math.cos(b), Math.sin(a) * Math.sin(b)];
  const c = a + 1.3 + random();
  const v: Point = [Math.cos(c), 0.9 * (random() - 0.5), Math.sin(c)];
  const start = 8 * random();
  const corner = (du: number, dv: number): number =>
    writer.vertex({
      position: [0, 1, 2].map((i) => (at[i] ?? 0) + size * (du * (u[i] ?? 0) + dv * (v[i] ?? 0))),
      normal,
      leaf: [leaves],
      shade: [shade],
      twig: [du, dv, start + 62 * size * du, start + 62 * size * dv],
    });
  writer.quad(corner(1, 1), corner(-1, 1), corner(-1, -1), corner(1, -1));
}

interface Ball {
  centre: Point;
  radius: number;
}

function balls(count: number, random: () => number): Ball[] {
  // The middle of the crown, its top, and boughs around them at uneven heights.
  return Array.from({ length: count }, (_, i) => {
    const angle = 2.4 * i + 0.7 * random();
    const out = i === 0 ? 0 : i === 1 ? 0.05 : 0.13 + 0.12 * random();
    const y = i === 0 ? 0.6 : i === 1 ? 0.8 : 0.4 + 0.34 * ((i * 0.618) % 1);
    return {
      centre: [out * Math.cos(angle), y, out * Math.sin(angle)],
      radius: i === 0 ? 0.2 : 0.11 + 0.07 * random(),
    };
  });
}

function twigIn({ centre, radius }: Ball, size: number, random: () => number): Twig {
  const [azimuth, up] = [2 * Math.PI * random(), 2 * random() - 1];
  const flat = Math.sqrt(1 - up * up);
  const out: Point = [flat * Math.cos(azimuth), up, flat * Math.sin(azimuth)];
  const share = 0.5 + 0.5 * Math.sqrt(random());
  const reach = radius * share;
  const at: Point = [
    centre[0] + reach * out[0],
    centre[1] + reach * out[1],
    centre[2] + reach * out[2],
  ];
  const normal: Point = [
    0.6 * out[0] + 3 * at[0],
    0.6 * out[1] + 3 * (at[1] - 0.56),
    0.6 * out[2] + 3 * at[2],
  ];
  const length = Math.hypot(...normal) || 1;
  return {
    at,
    normal: [normal[0] / length, normal[1] / length, normal[2] / length],
    shade: Math.min(1, Math.max(0.1, 0.3 + 1.2 * (at[1] - 0.45) + 0.9 * (share - 0.8) + 0.3 * up)),
    size: size * (0.8 + 0.5 * random()),
  };
}

/** Boughs of a crown, twigs on each, and half the width of a twig. */
const crowns: Readonly<Record<TreeDetail, readonly [number, number, number]>> = {
  near: [11, 27, 0.062],
  middle: [7, 6, 0.155],
  far: [4, 3, 0.24],
};

/** A broadleaf tree: balls of foliage on a trunk. */
export function createBroadleafGeometry(seed: number, detail: TreeDetail): BufferGeometry {
  const random = createRandom(seed);
  const writer = createWriter();
  writeTrunk(writer, 0.024, 0.62);
  const [boughs, twigs, size] = crowns[detail];
  // From afar a trunk is finer than a pixel, and a crown must not float.
  const lower = detail === 'near' ? 0 : 0.17;
  for (const { centre, radius } of balls(boughs, random)) {
    const ball: Ball = { centre: [centre[0], centre[1] - lower, centre[2]], radius };
    for (let i = 0; i < twigs; i++) writeTwig(writer, twigIn(ball, size, random), random);
  }
  return writer.build();
}

/** A conifer: whorls of drooping branches, shorter towards the top. */
export function createConiferGeometry(seed: number, detail: TreeDetail): BufferGeometry {
  const random = createRandom(seed);
  const writer = createWriter();
  if (detail === 'near') {
    writeTrunk(writer, 0.014, 0.92);
    writeWhorls(writer, random);
  } else {
    writeSkirts(writer, detail === 'middle' ? [9, 8] : [4, 6], random);
  }
  return writer.build();
}

function writeWhorls(writer: MeshWriter, random: () => number): void {
  const whorls = 24;
  for (let whorl = 0; whorl < whorls; whorl++) {
    const t = whorl / (whorls - 1);
    const reach = (0.19 * (1 - t) ** 0.85 + 0.014) * (0.8 + 0.4 * random());
    const branches = Math.round(9 * (1 - 0.5 * t));
    const turn = 2 * Math.PI * random();
    for (let i = 0; i < branches; i++) {
      const angle = turn + (2 * Math.PI * (i + 0.7 * random())) / branches;
      const y = 0.09 + 0.9 * t + 0.03 * random();
      writeBranch(writer, y, reach * (0.6 + 0.6 * random()), angle, random);
    }
  }
}

/** From afar a whorl is a skirt of branches: a low cone with a ragged hem. */
function writeSkirts(
  writer: MeshWriter,
  [skirts, sides]: readonly [number, number],
  random: () => number,
): void {
  for (let skirt = 0; skirt < skirts; skirt++) {
    const t = skirt / skirts;
    const reach = 0.2 * (1 - t) ** 0.9 + 0.012;
    const [hem, top] = [0.06 + 0.9 * t, Math.min(1, 0.06 + 0.9 * t + 1.9 / (skirts + 2))];
    const turn = 2 * Math.PI * random();
    const at = (x: number, y: number, z: number, shade: number, out: number, along: number) =>
      writer.vertex({
        position: [x, y, z],
        normal: [5 * x, 0.6, 5 * z],
        leaf: [needles],
        shade: [shade],
        twig: [0, out, along, 60 * (top - y)],
      });
    const ring = Array.from({ length: sides }, (_, i) => {
      const angle = turn + (2 * Math.PI * (i + 0.5 * random())) / sides;
      const out = reach * (i % 2 === 0 ? 1.12 : 0.66) * (0.8 + 0.4 * random());
      const y = hem - 0.25 * out + 0.02 * random();
      return at(out * Math.cos(angle), y, out * Math.sin(angle), 0.85, 0.86, 60 * reach * i);
    });
    for (let i = 0; i < sides; i++) {
      const apex = at(0, top, 0, 0.45 + 0.4 * t, 0, 60 * reach * i);
      writer.triangle(apex, ring[(i + 1) % sides] ?? 0, ring[i] ?? 0);
    }
  }
}

function writeBranch(
  writer: MeshWriter,
  y: number,
  reach: number,
  angle: number,
  random: () => number,
): void {
  const [x, z] = [Math.cos(angle), Math.sin(angle)];
  const droop = (0.25 + 0.25 * random()) * reach;
  const half = 0.34 * reach + 0.006;
  const start = 8 * random();
  const at = (out: number, down: number, side: number, shade: number, edge: number): number =>
    writer.vertex({
      position: [x * out - z * side, y - down, z * out + x * side],
      normal: [x * 0.75, 0.66, z * 0.75],
      leaf: [needles],
      shade: [shade],
      // Its outline is needles: the hem of a twig is eaten away.
      twig: [edge, 0, start + 55 * out, start + 90 * side + 70 * down],
    });
  const root = at(0, 0, 0, 0.15, 0);
  const left = at(0.6 * reach, 0.6 * droop + 0.05 * reach, half, 0.55, 0.9);
  const tip = at(reach * 1.05, droop, 0, 1, 0.8);
  const right = at(0.6 * reach, 0.6 * droop + 0.05 * reach, -half, 0.55, 0.9);
  writer.quad(root, left, tip, right);
  writer.triangle(root, at(0.6 * reach, droop + 0.26 * reach, 0, 0.3, 0.9), tip);
}

/** A tuft of grass of height 1: bent blades that stand apart; a fern's fronds are broader and arch outwards. */
export function createTuftGeometry(seed: number, isFern = false): BufferGeometry {
  const random = createRandom(seed);
  const writer = createWriter();
  const blades = isFern ? 9 : 7;
  for (let i = 0; i < blades; i++) {
    const angle = isFern ? (2 * Math.PI * (i + 0.7 * random())) / blades : 2 * Math.PI * random();
    const [x, z] = [Math.cos(angle), Math.sin(angle)];
    const [lean, height] = [(isFern ? 0.6 : 0.15) + 0.5 * random(), 0.5 + 0.5 * random()];
    const start = isFern ? 0 : 0.45 * random();
    const [foot, half] = isFern ? [0.015, 0.05] : [0.025, 0.018];
    const at = (out: number, y: number, side: number, shade: number): number =>
      writer.vertex({
        position: [x * (start + out) - z * side, y, z * (start + out) + x * side],
        normal: [0.35 * x, 0.93, 0.35 * z],
        leaf: [grass],
        shade: [shade],
        twig: [0, 0, 0, 0],
      });
    const [a, b] = [at(0, -0.1, foot, 0.3), at(0, -0.1, -foot, 0.3)];
    const [c, d] = [
      at(0.35 * lean, 0.65 * height, -half, 0.7),
      at(0.35 * lean, 0.65 * height, half, 0.7),
    ];
    writer.quad(a, b, c, d);
    writer.triangle(d, c, at(lean, isFern ? 0.6 * height : height, 0, 1));
  }
  return writer.build();
}
