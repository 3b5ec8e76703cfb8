import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenScenePage, openScenePage } from '../scene-page/open.ts';
import { type Colour, centreOf, layersUrl, pixelOf, type View } from './made-scenes.ts';

let opened: OpenScenePage;
beforeAll(async () => {
  opened = await openScenePage();
});
afterAll(() => opened?.close());

const size: [number, number] = [480, 270];
const fovDeg = 50;
const asset = { max_depth: 40, min_depth: 2, field_of_view: 90 };
const eyePoint = [0, 1.6, 0] as const;

/** 1/m of a depth map's byte: white is 2 m, black 40 m, and between them inverse depth is even. */
const inverseOf = (byte: number) => 1 / 40 + (byte / 255) * (1 / 2 - 1 / 40);

interface Mark {
  colour: Colour;
  x: number;
  y: number;
}
const grey: Colour = [60, 60, 60];
const marks: Mark[] = [
  { colour: [255, 0, 0], x: 300, y: 250 },
  { colour: [0, 255, 0], x: 520, y: 300 },
  { colour: [0, 0, 255], x: 700, y: 330 },
  { colour: [255, 255, 0], x: 640, y: 200 },
];
const markHalf = 5;
const withMarks =
  (list: readonly Mark[]) =>
  (x: number, y: number): Colour =>
    list.find((mark) => Math.max(Math.abs(x - mark.x), Math.abs(y - mark.y)) <= markHalf)?.colour ??
    grey;
/** How much a colour is a mark's and not the grey: what its own channels have beyond the others. */
const weightOf =
  ({ colour }: Mark) =>
  (...rgb: number[]): number => {
    const own = rgb.filter((_, i) => colour[i] === 255);
    const other = rgb.filter((_, i) => colour[i] === 0);
    const beyond = Math.min(...own) - Math.max(...other);
    return beyond > 0.1 ? beyond : 0;
  };

describe('a plate with a depth map', () => {
  const [width, height] = [960, 540];
  /** A wall that comes nearer to the right, and a box before it. */
  const depth = (x: number, y: number) => {
    const isBox = x > 480 && x < 580 && y > 240 && y < 360;
    return isBox ? 200 : Math.round(20 + (110 * x) / width);
  };
  const url = layersUrl(asset, [
    {
      size: [width, height],
      colour: withMarks(marks),
      depth: (x, y) => depth(2 * x, 2 * y),
      depthSize: [480, 270],
    },
  ]);
  const pointOf = ({ x, y }: Mark): number[] => {
    const depthM = 1 / inverseOf(depth(2 * Math.floor(x / 2), 2 * Math.floor(y / 2)));
    const across = (2 * (x + 0.5)) / width - 1;
    const up = (1 - (2 * (y + 0.5)) / height) * (height / width);
    return [across * depthM, eyePoint[1] + up * depthM, -depthM];
  };

  it.each([
    [0, 1.6, 0],
    [0.35, 1.6, 0],
    [-0.25, 1.85, 0.2],
    [0.1, 1.4, -0.4],
  ])('shows its marks where their depth says, seen from %f, %f, %f', async (...eye) => {
    const view: View = { size, fovDeg, eye: eye as [number, number, number] };
    const picture = await opened.pixels({ scene: 'layers', picture: url, ...view });
    for (const mark of marks) {
      const found = centreOf(picture, size, weightOf(mark));
      const [x, y] = pixelOf(pointOf(mark), view);
      expect(found.sum).toBeGreaterThan(5);
      expect(Math.hypot(found.x - x, found.y - y)).toBeLessThan(1);
    }
  });

  it('is from its eye point the picture itself, at every pixel', async () => {
    const stripes = (x: number, y: number): Colour => [(x * 7) % 256, (y * 5) % 256, 90];
    const plate = { size: [width, height] as [number, number], colour: stripes };
    const shot = { scene: 'layers', size, fovDeg, eye: [0, 1.6, 0] as [number, number, number] };
    const flat = await opened.pixels({ ...shot, picture: layersUrl(asset, [plate]) });
    const relief = await opened.pixels({
      ...shot,
      picture: layersUrl(asset, [{ ...plate, depth }]),
    });
    let most = 0;
    flat.forEach((value, i) => {
      most = Math.max(most, Math.abs(value - (relief[i] ?? 0)));
    });
    expect(most).toBeLessThan(0.06);
  });

  it('shows what borders on it where something near uncovers it, and never a hole', async () => {
    const isBox = (x: number, y: number) => x > 400 && x < 560 && y > 180 && y < 360;
    const two = layersUrl(asset, [
      {
        size: [width, height],
        colour: (x, y) => (isBox(x, y) ? [255, 0, 0] : [0, 180, 0]),
        depth: (x, y) => (isBox(x, y) ? 230 : 30),
      },
    ]);
    for (const eyeX of [-0.4, 0.4]) {
      const picture = await opened.pixels({
        scene: 'layers',
        picture: two,
        size,
        fovDeg,
        eye: [eyeX, 1.6, 0],
      });
      let [least, mostBlue] = [1, 0];
      for (let i = 0; i < picture.length; i += 4) {
        const [r = 0, g = 0, b = 0] = picture.subarray(i, i + 3);
        // 180 of 255 is 0.456 in linear light: a pixel is the one, the other, or both in part.
        [least, mostBlue] = [Math.min(least, r + g / 0.456), Math.max(mostBlue, b)];
      }
      expect(least).toBeGreaterThan(0.95);
      expect(mostBlue).toBeLessThan(0.01);
    }
  });
});

describe('a picture all the way round with a depth map', () => {
  const [width, height] = [1024, 512];
  const around = { ...asset, field_of_view: 360 };
  const roundMarks: Mark[] = [
    { colour: [255, 0, 0], x: 512, y: 256 },
    { colour: [0, 255, 0], x: 780, y: 200 },
    { colour: [0, 0, 255], x: 9, y: 300 },
  ];
  const depth = (x: number, y: number) =>
    Math.round(90 + 50 * Math.sin((2 * Math.PI * x) / width) * Math.sin((Math.PI * y) / height));
  const url = layersUrl(around, [{ size: [width, height], colour: withMarks(roundMarks), depth }]);

  it.each([
    { yawDeg: 0, mark: 0 },
    { yawDeg: -94, mark: 1 },
    { yawDeg: 180, mark: 2 },
  ])('shows its mark where its depth says, seen to $yawDeg°', async ({ yawDeg, mark: index }) => {
    const mark = roundMarks[index];
    if (!mark) throw new Error('no mark');
    const view: View = { size, fovDeg, eye: [0.3, 1.5, 0.2], yawDeg };
    const picture = await opened.pixels({ scene: 'layers', picture: url, ...view });
    const found = centreOf(picture, size, weightOf(mark));
    const azimuth = ((mark.x + 0.5) / width - 0.5) * 2 * Math.PI;
    const polar = ((mark.y + 0.5) / height) * Math.PI;
    const far = 1 / inverseOf(depth(mark.x, mark.y));
    const point = [
      far * Math.sin(polar) * Math.sin(azimuth),
      1.6 + far * Math.cos(polar),
      -far * Math.sin(polar) * Math.cos(azimuth),
    ];
    const [x, y] = pixelOf(point, view);
    expect(found.sum).toBeGreaterThan(5);
    expect(Math.hypot(found.x - x, found.y - y)).toBeLessThan(1);
  });

  it.each([-90, 90])('has no hole and no fold at its pole, seen to %i°', async (pitchDeg) => {
    const rough = (x: number, y: number) => 90 + ((x * 13 + y * 7) % 11);
    const even = layersUrl(around, [
      { size: [width, height], colour: () => [120, 120, 120], depth: rough },
    ]);
    const shot = { scene: 'layers', picture: even, size, fovDeg, pitchDeg };
    const picture = await opened.pixels({ ...shot, eye: [0.2, 1.7, -0.1] });
    let most = 0;
    for (let i = 0; i < picture.length; i += 4) {
      most = Math.max(most, Math.abs((picture[i] ?? 0) - 0.1878));
    }
    expect(most).toBeLessThan(0.01);
  });

  it('keeps the horizon level from wherever it is seen', async () => {
    const halves = layersUrl(around, [
      {
        size: [width, height],
        colour: (_, y) => (y < 256 ? [0, 0, 255] : [0, 120, 0]),
        depth: () => 60,
      },
    ]);
    const eye: [number, number, number] = [0.3, 1.6, 0.1];
    for (const yawDeg of [0, 70, 180]) {
      const picture = await opened.pixels({
        scene: 'layers',
        picture: halves,
        size,
        fovDeg,
        eye,
        yawDeg,
      });
      for (const x of [5, 240, 475]) {
        const column = Array.from(
          { length: size[1] },
          (_, y) => picture[4 * (y * size[0] + x) + 2] ?? 0,
        );
        // From the bottom: green up to the middle row, blue above it.
        expect(column.findIndex((blue) => blue > 0.5)).toBeGreaterThanOrEqual(size[1] / 2 - 1);
        expect(column.findIndex((blue) => blue > 0.5)).toBeLessThanOrEqual(size[1] / 2 + 1);
      }
    }
  });
});
