import type { Browser, Page } from 'playwright-core';
import { launchBrowser, openPage, type PageFaults } from '../../support/browser.ts';
import { glbFile, sphereMesh } from '../../support/glb.ts';
import { decodePng, type Picture } from '../../support/png.ts';
import { PosePlaneWatch } from '../../support/pose-plane-watch.ts';
import { freeUdpPort, oscFloats, PoseSender } from '../../support/pose-sender.ts';
import { type RunningServer, startServer } from '../../support/running-server.ts';
import type { TestWall, Vector } from '../../support/silhouette.ts';
import { until } from '../../support/until.ts';

const wall = (
  surface: TestWall['surface'],
  pixels: [number, number],
  position: Vector,
  rotationDeg: Vector = [0, 0, 0],
): TestWall => ({ surface, pixels, position, rotationDeg });

/** Walls may stand in each other: each is drawn by itself. */
export const walls: Record<string, TestWall> = {
  flat: wall({ kind: 'flat', width: 5, height: 2.5 }, [250, 125], [0, 0, -3]),
  turned: wall({ kind: 'flat', width: 5, height: 2.5 }, [250, 125], [0.4, 0, -2.6], [0, 35, 0]),
  smooth: wall({ kind: 'arc', radius: 3.4, sweepDeg: 90, height: 2.5 }, [270, 126], [0, 0, 0]),
  facets: wall(
    { kind: 'arc', radius: 3.4, sweepDeg: 90, height: 2.5, facets: 13 },
    [260, 120],
    [0, 0, 0],
  ),
  split: wall({ kind: 'flat', width: 5, height: 2.5 }, [248, 124], [0, 0, -2.8]),
  ceiling: wall({ kind: 'flat', width: 5, height: 4 }, [250, 200], [0, 3, -2.5], [90, 0, 0]),
};

/** Where a wall pixel goes: output, and the slice's rectangle with its turn. */
export interface Placed {
  output: string;
  from: [number, number, number, number];
  at: [number, number];
  turn: 0 | 90;
}
export const placedWalls: Record<string, Placed[]> = {
  flat: [{ output: 'all', from: [0, 0, 250, 125], at: [0, 0], turn: 0 }],
  turned: [{ output: 'all', from: [0, 0, 250, 125], at: [256, 0], turn: 0 }],
  smooth: [{ output: 'all', from: [0, 0, 270, 126], at: [0, 128], turn: 0 }],
  facets: [{ output: 'all', from: [0, 0, 260, 120], at: [272, 128], turn: 0 }],
  split: [
    { output: 'all', from: [0, 0, 124, 124], at: [512, 0], turn: 0 },
    { output: 'turned', from: [124, 0, 124, 124], at: [8, 4], turn: 90 },
  ],
  ceiling: [{ output: 'turned', from: [0, 0, 250, 200], at: [140, 0], turn: 0 }],
};
export const sizes: Record<string, [number, number]> = { all: [640, 256], turned: [392, 200] };

export const lens = { focalLengthMm: 18, sensorMm: [24.89, 14] as const };

function showDocument(oscPort: number): object {
  const slices = (output: string) =>
    Object.entries(placedWalls).flatMap(([id, places]) =>
      places
        .filter((p) => p.output === output)
        .map(({ from, at, turn }) => ({ wall: id, from, at, turn })),
    );
  return {
    name: 'Pixels',
    stage: {
      // Slow frames: the poses matter here, and a software renderer would only fall behind.
      rates: { wall: { num: 12, den: 1 } },
      eye: [0.2, 1.5, 0.3],
      walls: Object.entries(walls).map(([id, w]) => ({
        id,
        surface: w.surface,
        pixels: w.pixels,
        pose: { position: w.position, rotationDeg: w.rotationDeg },
      })),
      outputs: Object.entries(sizes).map(([id, size]) => ({ id, size, slices: slices(id) })),
    },
    devices: [{ id: 'osc', kind: 'osc', options: { port: oscPort } }],
    cameras: [
      {
        id: 'A',
        source: { device: 'osc', subject: 'A' },
        lens: { ...lens },
        innerFrustum: { overscan: 1.2, feather: 0.02 },
      },
    ],
    environments: [
      { id: 'sphere', kind: 'gltf', source: 'assets/sphere.glb', params: { light: 0 } },
      { id: 'bar', kind: 'gltf', source: 'assets/bar.glb', params: { light: 0 } },
    ],
  };
}

/** More than any predictor looks back on, so that the jump to the pose is forgotten. */
const settleSamples = 24;

/** The real server, a page per output, and a tracker that sends OSC. */
export class PixelStage {
  readonly server: RunningServer;
  readonly browser: Browser;
  readonly pages: Record<string, Page>;
  readonly faults: PageFaults[];
  readonly #sender: PoseSender;
  readonly #watch: PosePlaneWatch;
  #drawn: readonly string[] = Object.keys(sizes);

  private constructor(
    server: RunningServer,
    browser: Browser,
    pages: Record<string, Page>,
    faults: PageFaults[],
    sender: PoseSender,
    watch: PosePlaneWatch,
  ) {
    this.server = server;
    this.browser = browser;
    this.pages = pages;
    this.faults = faults;
    this.#sender = sender;
    this.#watch = watch;
  }

  static async open(bar: Uint8Array): Promise<PixelStage> {
    const port = await freeUdpPort();
    // A green ball inside a dim red shell: were depth reversed the wrong way, the shell would hide it.
    const sphere = glbFile([
      sphereMesh([0, 0, 0], 1, [0, 1, 0]),
      sphereMesh([0, 0, 0], 900, [0.2, 0, 0]),
    ]);
    const server = await startServer({
      show: showDocument(port),
      assets: { 'sphere.glb': sphere, 'bar.glb': bar },
    });
    const browser = await launchBrowser();
    const pages: Record<string, Page> = {};
    const faults: PageFaults[] = [];
    for (const [output, size] of Object.entries(sizes)) {
      const opened = await openPage(browser, new URL(`/stage/${output}`, server.url).href, size);
      pages[output] = opened.page;
      faults.push(opened.faults);
    }
    const watch = await PosePlaneWatch.open(server.url);
    const stage = new PixelStage(server, browser, pages, faults, new PoseSender(port), watch);
    await stage.ready();
    return stage;
  }

  get drawn(): readonly string[] {
    return this.#drawn;
  }

  /** Lets only these outputs be drawn: in software each page takes the others' time. */
  async draw(names: readonly string[]): Promise<void> {
    for (const [output, page] of Object.entries(this.pages)) {
      const url = names.includes(output)
        ? new URL(`/stage/${output}`, this.server.url).href
        : 'about:blank';
      if (page.url() !== url) await page.goto(url);
    }
    this.#drawn = names;
    await this.ready();
  }

  /** Waits until every output that is drawn can draw program at once. */
  async ready(): Promise<void> {
    await until(
      'outputs draw program',
      async () => {
        const outputs = (await this.server.get('/api/v1/outputs')) as {
          id: string;
          fps: number;
          prepared: string[];
        }[];
        const drawn = outputs.filter(({ id }) => this.#drawn.includes(id));
        return (
          drawn.length === this.#drawn.length &&
          drawn.every((o) => o.prepared.length >= 2 && o.fps > 0)
        );
      },
      90_000,
    );
  }

  /** Poses the camera: position and quaternion, as `/cyc/camera/A/pose`. */
  pose(position: Vector, quaternion: readonly [number, number, number, number]): void {
    this.#sender.send(oscFloats('/cyc/camera/A/pose', [...position, ...quaternion]));
  }

  euler(position: Vector, panDeg: number, tiltDeg: number, rollDeg: number): void {
    this.#sender.send(oscFloats('/cyc/camera/A/euler', [...position, panDeg, tiltDeg, rollDeg]));
  }

  async place(position: Vector, scale: number): Promise<void> {
    const placement = { position: [...position], scale };
    const answer = await this.server.command({
      type: 'environment.place',
      id: 'sphere',
      deck: 'program',
      placement,
    });
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  }

  /** Pictures in which the newest pose stands: samples of it came, frame packets have it, and some frames went by. */
  async pictures(
    outputs: readonly string[] = this.#drawn,
    settleFrames = 4,
  ): Promise<Record<string, Picture>> {
    const accepted = async () => {
      const camera = (await this.server.get('/api/v1/cameras/A')) as {
        counters: { accepted: number };
      };
      return camera.counters.accepted;
    };
    const before = await accepted();
    await until(
      'samples of the new pose',
      async () => (await accepted()) >= before + settleSamples,
    );
    await this.#watch.stands();
    const { k } = (await this.server.get('/api/v1/state')) as { k: number };
    const entries = outputs.map(
      async (output) => [output, await this.picture(output, k + settleFrames)] as const,
    );
    return Object.fromEntries(await Promise.all(entries));
  }

  picture(output: string, fromFrame: number): Promise<Picture> {
    return until(`picture of ${output}`, async () => {
      const response = await fetch(new URL(`/api/v1/outputs/${output}/frame.png`, this.server.url));
      const frame = Number(response.headers.get('cyclorama-frame'));
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (!response.ok) throw new Error(Buffer.from(bytes).toString());
      return frame >= fromFrame && decodePng(bytes);
    });
  }

  async close(): Promise<void> {
    this.#sender.close();
    this.#watch.close();
    await this.browser.close();
    await this.server.stop();
  }
}
