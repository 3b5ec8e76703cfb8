import { describe, expect, it } from 'vitest';
import { cubeFaces, facePointOf } from '../../../../core/backdrops/bake/cube-faces.ts';
import { depthCodes, distanceOfCode } from '../../../../core/backdrops/bake/depth-codes.ts';
import { equirectOf } from '../../../../core/backdrops/bake/equirect.ts';
import { directionInPanorama } from '../../../../core/backdrops/bake/panorama-direction.ts';
import { pngOfGrey16 } from '../../../../core/backdrops/bake/png-grey16.ts';
import { srgbBytesOf } from '../../../../core/backdrops/bake/srgb-bytes.ts';

const [size, reach, width] = [128, 1.02, 256];

/** Six views of a sphere whose colour is the direction itself. */
const faces = cubeFaces.map(({ right, up, back }) => {
  const pixels = new Float32Array(4 * size * size);
  for (let i = 0; i < size * size; i++) {
    const u = reach * ((2 * ((i % size) + 0.5)) / size - 1);
    const v = reach * ((2 * (Math.floor(i / size) + 0.5)) / size - 1);
    const d = [0, 1, 2].map((c) => (right[c] ?? 0) * u + (up[c] ?? 0) * v - (back[c] ?? 0));
    const length = Math.hypot(...d);
    for (let c = 0; c < 3; c++) pixels[4 * i + c] = (d[c] ?? 0) / length;
  }
  return pixels;
});

describe('a panorama from six views', () => {
  it('shows each direction where it lies, over all edges of the cube', () => {
    const rgb = equirectOf({ faces, size, reach }, width, 'linear');
    let worst = 0;
    for (let i = 0; i < rgb.length / 3; i++) {
      const direction = directionInPanorama(i % width, Math.floor(i / width), width, width / 2);
      for (const [c, value] of direction.entries())
        worst = Math.max(worst, Math.abs(value - (rgb[3 * i + c] ?? 0)));
    }
    // A tenth of a face's pixel.
    expect(worst).toBeLessThan(0.1 * ((2 * reach) / size));
  });

  it('keeps a floor flat over the edges of the cube, and an edge before a far wall sharp', () => {
    const [eye, far] = [1.6, 40];
    const inverse = cubeFaces.map(({ right, up, back }) => {
      const pixels = new Float32Array(4 * size * size);
      for (let i = 0; i < size * size; i++) {
        const u = reach * ((2 * ((i % size) + 0.5)) / size - 1);
        const v = reach * ((2 * (Math.floor(i / size) + 0.5)) / size - 1);
        const y = right[1] * u + up[1] * v - back[1];
        const down = -y / Math.hypot(u, v, 1);
        pixels[4 * i] = Math.max(1 / far, down / eye);
      }
      return pixels;
    });
    const out = equirectOf({ faces: inverse, size, reach }, width, 'surface');
    for (let i = 0; i < out.length / 3; i++) {
      const [, y] = directionInPanorama(i % width, Math.floor(i / width), width, width / 2);
      const truth = Math.max(1 / far, -y / eye);
      const isNearEdge = Math.abs(-y / eye - 1 / far) < 0.04;
      if (!isNearEdge) expect(Math.abs((out[3 * i] ?? 0) / truth - 1)).toBeLessThan(0.004);
    }
  });

  it('finds each axis in the middle of its face', () => {
    for (const [face, { back }] of cubeFaces.entries()) {
      const ahead = [-back[0], -back[1], -back[2]] as const;
      const point = facePointOf({ face: 9, x: 9, y: 9 }, ahead);
      expect(point.face).toBe(face);
      expect(point.x + point.y).toBeCloseTo(0, 12);
    }
  });
});

describe('a depth map', () => {
  it('gives each distance back to the precision of its codes', () => {
    const distances = Float32Array.from({ length: 1000 }, (_, i) => 1.5 * 1.006 ** i);
    const { codes, nearM, farM } = depthCodes(distances);
    for (const [i, code] of codes.entries()) {
      const z = Math.min(farM, Math.max(nearM, distances[i] ?? 0));
      // Half a code of inverse depth.
      const most = (0.6 / 65_535) * (1 / nearM - 1 / farM) * z * z;
      expect(Math.abs(distanceOfCode(code, nearM, farM) - z)).toBeLessThan(most + 1e-4 * z);
    }
  });

  it('is black where there is nothing, and white at the nearest', () => {
    const { codes } = depthCodes(Float32Array.of(2, 2, 50, Number.POSITIVE_INFINITY));
    expect([...codes].map((code) => Math.round(code / 6553.5))).toEqual([10, 10, 0, 0]);
  });

  it('is a PNG that another program reads value by value', async () => {
    const { deflateSync } = await import('node:zlib');
    const { default: sharp } = await import('sharp');
    const codes = Uint16Array.from({ length: 24 }, (_, i) => (i * 2731) & 0xffff);
    const png = pngOfGrey16(codes, 6, (bytes) => deflateSync(bytes));
    const read = sharp(png);
    expect(await read.metadata()).toMatchObject({
      width: 6,
      height: 4,
      depth: 'ushort',
      channels: 1,
    });
    const raw = await read.toColourspace('grey16').raw({ depth: 'ushort' }).toBuffer();
    expect([...new Uint16Array(raw.buffer, raw.byteOffset, 24)]).toEqual([...codes]);
  });
});

describe('the bytes of a linear picture', () => {
  it('are sRGB to within a code, with dither between', () => {
    const bytes = srgbBytesOf(Float32Array.from({ length: 3000 }, () => 0.2140411));
    const mean = bytes.reduce((sum, value, i) => sum + (i % 4 === 3 ? 0 : value), 0) / 3000;
    expect(mean).toBeCloseTo(127.5, 0);
    expect([...srgbBytesOf(Float32Array.of(0, 1, 7))]).toEqual([0, 255, 255, 255]);
  });
});
