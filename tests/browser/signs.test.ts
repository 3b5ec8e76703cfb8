import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openPage } from '../support/browser.ts';
import { boxMesh, glbFile, sphereMesh } from '../support/glb.ts';
import { decodePng, lightCentroid, type Picture } from '../support/png.ts';
import { PosePlaneWatch } from '../support/pose-plane-watch.ts';
import { freeUdpPort, oscFloats, PoseSender } from '../support/pose-sender.ts';
import { type RunningServer, startServer } from '../support/running-server.ts';
import {
  polygonCentroid,
  rayPixel,
  silhouette,
  type TestWall,
  type Vector,
} from '../support/silhouette.ts';
import { freedBytes, openTrackIoBytes } from '../support/tracker-bytes.ts';
import { until } from '../support/until.ts';

// The stage eye stands behind a black plate, so that only the inner frustum shows the green shell.
const eye: Vector = [0, 1.5, 4];
const wall: TestWall = {
  surface: { kind: 'flat', width: 6, height: 3.4 },
  pixels: [480, 272],
  position: [0, 0, -3],
  rotationDeg: [0, 0, 0],
};
const half = { x: 24.89 / (2 * 24), y: 14 / (2 * 24) };
const home: Vector = [0, 1.5, 0];
const spheres = {
  behind: [0.5, 1.7, -7] as Vector,
  on: [-0.4, 1.3, -3] as Vector,
  before: [-0.15, 1.75, -1.5] as Vector,
};

/** What each protocol writes for a move; pan right, tilt up and roll clockwise are positive here. */
interface Move {
  pan?: number;
  tilt?: number;
  roll?: number;
  truck?: number;
}
const protocols: Record<string, (move: Move) => Buffer> = {
  freed: ({ pan = 0, tilt = 0, roll = 0, truck = 0 }) =>
    freedBytes(1, pan, tilt, roll, [truck, 0, home[1]]),
  opentrackio: ({ pan = 0, tilt = 0, roll = 0, truck = 0 }) =>
    openTrackIoBytes(-pan, tilt, roll, [truck, 0, home[1]]),
  osc: ({ pan = 0, tilt = 0, roll = 0, truck = 0 }) =>
    oscFloats('/cyc/camera/1/euler', [truck, home[1], 0, -pan, tilt, roll]),
};

let server: RunningServer;
let browser: Browser;
let watch: PosePlaneWatch;
const ports: Record<string, number> = {};
beforeAll(async () => {
  for (const kind of Object.keys(protocols)) ports[kind] = await freeUdpPort();
  const stage = glbFile([
    sphereMesh([0, 0, 0], 60, [0, 0.5, 0]),
    boxMesh([-3, -3, 3.6], [3, 6, 3.7], [0, 0, 0]),
    ...Object.values(spheres).map((centre) =>
      sphereMesh(centre, 0.05 * Math.abs(centre[2]) * 0.5, [1, 0, 0]),
    ),
  ]);
  server = await startServer({
    show: {
      stage: {
        rates: { wall: { num: 12, den: 1 } },
        eye: [...eye],
        walls: [
          {
            id: 'w',
            surface: wall.surface,
            pixels: wall.pixels,
            pose: { position: wall.position },
          },
        ],
        outputs: [
          { id: 'o', size: wall.pixels, slices: [{ wall: 'w', from: [0, 0, ...wall.pixels] }] },
        ],
      },
      devices: Object.entries(ports).map(([kind, port]) => ({
        id: kind,
        kind,
        options: { port, multicast: false },
      })),
      cameras: [
        {
          id: 'A',
          source: { device: 'freed', subject: '1' },
          lens: { focalLengthMm: 24 },
          innerFrustum: { overscan: 1, feather: 0 },
        },
      ],
      environments: [
        { id: 'stage', kind: 'gltf', source: 'assets/stage.glb', params: { light: 0 } },
      ],
    },
    assets: { 'stage.glb': stage },
  });
  watch = await PosePlaneWatch.open(server.url);
  browser = await launchBrowser();
  await openPage(browser, new URL('/stage/o', server.url).href, wall.pixels);
  await until(
    'the output draws',
    async () => {
      const [output] = (await server.get('/api/v1/outputs')) as {
        prepared: string[];
        fps: number;
      }[];
      return output && output.prepared.length > 0 && output.fps > 0;
    },
    60_000,
  );
}, 150_000);
afterAll(async () => {
  watch?.close();
  await browser?.close();
  await server?.stop();
});

const accepted = async () =>
  ((await server.get('/api/v1/cameras/A')) as { counters: { accepted: number } }).counters.accepted;

/** A picture in which the newest pose stands: more samples of it came than any predictor looks back on. */
async function pictureAfter(): Promise<Picture> {
  const before = await accepted();
  await until('samples of the new pose', async () => (await accepted()) >= before + 24);
  await watch.stands();
  const { k } = (await server.get('/api/v1/state')) as { k: number };
  return until('picture', async () => {
    const response = await fetch(new URL('/api/v1/outputs/o/frame.png', server.url));
    return (
      response.ok &&
      Number(response.headers.get('cyclorama-frame')) > k + 4 &&
      decodePng(new Uint8Array(await response.arrayBuffer()))
    );
  });
}

/** The drawn outline: centroid of the lit area, and the turn of its long axis, clockwise, in degrees. */
function outline(picture: Picture): { x: number; y: number; turnDeg: number } {
  let [n, x, y, xx, yy, xy] = [0, 0, 0, 0, 0, 0];
  for (let row = 0; row < picture.height; row++) {
    for (let column = 0; column < picture.width; column++) {
      const at = (row * picture.width + column) * 4;
      if (Math.max(picture.rgba[at] ?? 0, picture.rgba[at + 1] ?? 0) <= 60) continue;
      const [px, py] = [column + 0.5, row + 0.5];
      n++;
      x += px;
      y += py;
      xx += px * px;
      yy += py * py;
      xy += px * py;
    }
  }
  const [mx, my] = [x / n, y / n];
  const [varX, varY, covariance] = [xx / n - mx * mx, yy / n - my * my, xy / n - mx * my];
  // Rows count downwards, so a positive angle of the principal axis is clockwise.
  const turnDeg = (Math.atan2(2 * covariance, varX - varY) * 90) / Math.PI;
  return { x: mx, y: my, turnDeg };
}

/** Where the four corners of the camera's view fall, from the analytic rays. */
function expectedOutline(panDeg: number, tiltDeg: number): { x: number; y: number } {
  const [p, t] = [(panDeg * Math.PI) / 180, (tiltDeg * Math.PI) / 180];
  const corner = (sx: number, sy: number): [number, number] => {
    const [x, y, z] = [sx * half.x, sy * half.y, -1];
    const [ty, tz] = [y * Math.cos(t) - z * Math.sin(t), y * Math.sin(t) + z * Math.cos(t)];
    // A pan to the right is a turn by −p about +Y.
    const direction: Vector = [
      x * Math.cos(p) - tz * Math.sin(p),
      ty,
      x * Math.sin(p) + tz * Math.cos(p),
    ];
    return rayPixel(wall, home, direction) ?? [Number.NaN, Number.NaN];
  };
  return polygonCentroid([corner(-1, 1), corner(1, 1), corner(1, -1), corner(-1, -1)]);
}

/** Centroid of the red sphere near its expected silhouette. */
function sphereAt(
  picture: Picture,
  from: Vector,
  centre: Vector,
): { found: { x: number; y: number }; expected: { x: number; y: number } } {
  const polygon = silhouette(wall, from, centre, 0.05 * Math.abs(centre[2]) * 0.5) ?? [];
  const expected = polygonCentroid(polygon);
  const reach = 26;
  const found = lightCentroid(picture, 0, [
    Math.round(expected.x) - reach,
    Math.round(expected.y) - reach,
    Math.round(expected.x) + reach,
    Math.round(expected.y) + reach,
  ]);
  if (!found) throw new Error('the sphere is not in the picture');
  return { found, expected };
}

describe.each(Object.keys(protocols))('a camera tracked by %s', (protocol) => {
  let sender: PoseSender;
  const drawn = async (move: Move): Promise<Picture> => {
    sender.send(() => protocols[protocol]?.(move) ?? Buffer.alloc(0));
    return pictureAfter();
  };

  it('moves the outline right for a pan right, up for a tilt up, clockwise for a clockwise roll, and leaves points where they are', async () => {
    sender = new PoseSender(ports[protocol] ?? 0);
    try {
      await server.command({
        type: 'camera.set',
        id: 'A',
        source: { device: protocol, subject: '1', poseIs: 'pupil' },
      });
      const still = await drawn({});
      const moved = {
        pan: await drawn({ pan: 6 }),
        tilt: await drawn({ tilt: 5 }),
        roll: await drawn({ roll: 15 }),
      };
      const [base, pan, tilt, roll] = [still, moved.pan, moved.tilt, moved.roll].map(outline);
      if (!base || !pan || !tilt || !roll) throw new Error('no outline');
      expect(pan.x).toBeGreaterThan(base.x + 10);
      expect(tilt.y).toBeLessThan(base.y - 10);
      expect(base.turnDeg).toBeCloseTo(0, 0);
      expect(Math.abs(roll.turnDeg - 15)).toBeLessThan(1);
      for (const [seen, expected] of [
        [base, expectedOutline(0, 0)],
        [pan, expectedOutline(6, 0)],
        [tilt, expectedOutline(0, 5)],
      ] as const) {
        expect(Math.hypot(seen.x - expected.x, seen.y - expected.y)).toBeLessThan(1);
      }
      for (const picture of Object.values(moved)) {
        for (const centre of Object.values(spheres)) {
          const [before, after] = [sphereAt(still, home, centre), sphereAt(picture, home, centre)];
          expect(
            Math.hypot(after.found.x - before.found.x, after.found.y - before.found.y),
          ).toBeLessThan(0.5);
        }
      }
    } finally {
      sender.close();
    }
  });

  it('moves points behind the wall right for a truck right, points on it not at all, points before it left, by the amounts of geometry', async () => {
    sender = new PoseSender(ports[protocol] ?? 0);
    try {
      await server.command({
        type: 'camera.set',
        id: 'A',
        source: { device: protocol, subject: '1', poseIs: 'pupil' },
      });
      const still = await drawn({});
      const truck = 0.3;
      const moved = await drawn({ truck });
      const shift = (centre: Vector) => {
        const [before, after] = [
          sphereAt(still, home, centre),
          sphereAt(moved, [truck, home[1], home[2]], centre),
        ];
        expect(after.found.x - before.found.x).toBeCloseTo(after.expected.x - before.expected.x, 0);
        return after.found.x - before.found.x;
      };
      expect(shift(spheres.behind)).toBeGreaterThan(5);
      expect(Math.abs(shift(spheres.on))).toBeLessThan(0.5);
      expect(shift(spheres.before)).toBeLessThan(-5);
    } finally {
      sender.close();
    }
  });
});
