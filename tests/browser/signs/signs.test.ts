import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PoseSender } from '../../support/pose-sender.ts';
import { polygonCentroid, type Vector } from '../../support/silhouette.ts';
import { freedBytes } from '../../support/tracker-bytes.ts';
import { home, type Move, placed } from './moves.ts';
import { drawnOutline, type Edges, outlineError, sphereAt, viewOutline } from './outline.ts';
import { SignsStage, spheres, wall } from './signs-stage.ts';
import { sources } from './sources.ts';

let stage: SignsStage;
beforeAll(async () => {
  stage = await SignsStage.open();
}, 150_000);
afterAll(() => stage?.close());

/** The edges of a view by its sensor and focal length, in mm; the axis meets the sensor at the offset (y down). */
function edgesOf(
  [width, height]: readonly [number, number],
  focalLengthMm: number,
  { squeeze = 1, offsetMm: [x, y] = [0, 0] }: { squeeze?: number; offsetMm?: number[] } = {},
): Edges {
  return {
    left: ((-width / 2 - (x ?? 0)) * squeeze) / focalLengthMm,
    right: ((width / 2 - (x ?? 0)) * squeeze) / focalLengthMm,
    bottom: (-height / 2 + (y ?? 0)) / focalLengthMm,
    top: (height / 2 + (y ?? 0)) / focalLengthMm,
  };
}

const lens = { sensorMm: [24.89, 14], focalLengthMm: 24 } as const;
const edges = edgesOf(lens.sensorMm, lens.focalLengthMm);
/** Of the outline, in pixels: a pixel is drawn or not. */
const within = 1;

describe.each(Object.entries(sources))('a camera tracked by %s', (_name, source) => {
  it('moves the outline right for a pan right, up for a tilt up, clockwise for a clockwise roll, and leaves points where they are; a truck moves points by the amounts of geometry', async () => {
    const { pan, tilt, roll, truck } = source.amounts;
    await stage.set({ lens, ...source.camera });
    const feed = await source.open(stage);
    try {
      const drawn = async (move: Move) => {
        await feed.move(move);
        const picture = await stage.picture();
        const expected = viewOutline(wall, placed(move), edges);
        const outline = drawnOutline(picture);
        const centroid = polygonCentroid(expected);
        expect(Math.hypot(outline.x - centroid.x, outline.y - centroid.y)).toBeLessThan(within);
        expect(outlineError(picture, expected), JSON.stringify(move)).toBeLessThan(within);
        return { picture, outline };
      };
      const still = await drawn({});
      const turned = await drawn({ pan, tilt });
      const rolled = await drawn({ roll });
      const trucked = await drawn({ truck });
      expect(turned.outline.x).toBeGreaterThan(still.outline.x + 10);
      expect(turned.outline.y).toBeLessThan(still.outline.y - 10);
      expect(still.outline.turnDeg).toBeCloseTo(0, 0);
      expect(Math.abs(rolled.outline.turnDeg - roll)).toBeLessThan(1);
      for (const sphere of Object.values(spheres)) {
        const { found } = sphereAt(still.picture, wall, home, sphere);
        for (const { picture } of [turned, rolled]) {
          const after = sphereAt(picture, wall, home, sphere).found;
          expect(Math.hypot(after.x - found.x, after.y - found.y)).toBeLessThan(0.5);
        }
      }
      const aside: Vector = [home[0] + truck, home[1], home[2]];
      const shift = (sphere: (typeof spheres)['on']): number => {
        const before = sphereAt(still.picture, wall, home, sphere);
        const after = sphereAt(trucked.picture, wall, aside, sphere);
        const moved = after.found.x - before.found.x;
        expect(moved).toBeCloseTo(after.expected.x - before.expected.x, 0);
        return moved;
      };
      expect(shift(spheres.behind)).toBeGreaterThan(5);
      expect(Math.abs(shift(spheres.on))).toBeLessThan(0.5);
      expect(shift(spheres.before)).toBeLessThan(-5);
    } finally {
      feed.close();
    }
  });
});

describe('the outline of the inner frustum', () => {
  const scope = { sensorMm: [21.95, 18.59], focalLengthMm: 60, squeeze: 2 } as const;
  it.each([
    [
      'of a 2× anamorphic lens is twice as wide as its sensor says',
      scope,
      edgesOf(scope.sensorMm, 60, { squeeze: 2 }),
    ],
    [
      'of a sensor that is cropped pixel for pixel is that of the recorded area',
      // 6144 of 8192 pixels of 5 µm, by RED's specification of the V-RAPTOR.
      { focalLengthMm: 35, squeeze: 1, sensorMm: [40.96, 21.6], sensorMode: 'red-v-raptor-6k-s35' },
      edgesOf([30.72, 16.2], 35),
    ],
    [
      'of a lens whose axis meets the sensor right of and above its centre reaches further left and down',
      { ...lens, squeeze: 1, sensorMode: null, projectionOffsetMm: [3, -2] },
      edgesOf(lens.sensorMm, lens.focalLengthMm, { offsetMm: [3, -2] }),
    ],
  ])('%s', async (_what, setting, expected) => {
    const pose = { pan: 4, tilt: -2, roll: 5 };
    await stage.set({
      source: { device: 'freed', subject: '1', poseIs: 'pupil' },
      backup: null,
      lens: { entrancePupilMm: 0, ...setting },
    });
    const sender = new PoseSender(stage.ports.freed);
    try {
      sender.send(freedBytes(1, pose.pan, pose.tilt, pose.roll, [0, 0, home[1]]));
      const picture = await stage.picture();
      expect(outlineError(picture, viewOutline(wall, placed(pose), expected))).toBeLessThan(within);
    } finally {
      sender.close();
    }
  });
});
