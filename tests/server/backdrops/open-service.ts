import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BackdropRequest, Variation } from '../../../core/backdrops/job.ts';
import type { ReviewFigures } from '../../../core/backdrops/review/figures.ts';
import type { Principal } from '../../../core/commands/authorise.ts';
import type { CommandRequest } from '../../../core/commands/table.ts';
import {
  BackdropService,
  type BackdropServiceOptions,
} from '../../../server/backdrops/backdrop-service.ts';
import type { BackdropEngine, Making } from '../../../server/backdrops/engine.ts';
import { proceduralEngine } from '../../../server/backdrops/procedural-engine.ts';
import { Dispatch } from '../../../server/commands/dispatch.ts';
import { TakeCoordinator } from '../../../server/commands/take-coordinator.ts';
import { engineOf } from '../show/engine-fixture.ts';

export const ann: Principal = { who: 'ann', role: 'operator', door: 'http' };
export const picture = Buffer.from('RIFF\0\0\0\0WEBPa picture');

/** An engine whose every step the test decides. */
export class HandEngine implements BackdropEngine {
  readonly id = 'by-hand';
  readonly version = '1';
  readonly sourceType = 'algorithmicMedia';
  readonly licence = 'none';
  readonly capabilities = { seed: true, progress: true, cancel: true, offline: true };
  readonly atOnce = 1;
  readonly isLocal = true;
  trouble = async (): Promise<string | null> => null;
  begun: BackdropRequest[] = [];
  making: Making | undefined;
  #steps: ((step: 'one' | 'end' | Error) => void)[] = [];

  /** Makes one variation, ends, or fails. */
  step(step: 'one' | 'end' | Error): void {
    const next = this.#steps.shift();
    if (!next) throw new Error('the engine waits for nothing');
    next(step);
  }

  async *make(request: BackdropRequest, making: Making): AsyncIterable<Variation> {
    this.begun.push(request);
    this.making = making;
    for (let index = 0; ; index++) {
      const step = await new Promise<'one' | 'end' | Error>((resolve) => {
        this.#steps.push(resolve);
        making.signal.addEventListener('abort', () => resolve('end'));
      });
      if (step === 'end') return;
      if (step instanceof Error) throw step;
      making.progress((index + 1) / request.count);
      const asset = await making.keep(Buffer.from(`${request.prompt} ${index}`), 'json');
      yield { asset, thumbnail: null, seed: request.seed };
    }
  }
}

type More = Partial<Pick<BackdropServiceOptions, 'engines' | 'contentOf'>>;

/** A service in a folder of its own; `again` opens the same folder anew, as after a crash. */
export async function openBackdrops() {
  const folder = await mkdtemp(join(tmpdir(), 'cyclorama-backdrops-'));
  const { engine, clocks } = engineOf();
  const warnings: string[] = [];
  let atMs = 1_700_000_000_000;
  const start = async (byHand = new HandEngine(), more: More = {}) => {
    const service = await BackdropService.open({
      engine,
      folder,
      engines: [proceduralEngine, byHand, ...(more.engines ?? [])],
      ...(more.contentOf && { contentOf: more.contentOf }),
      wallClockMs: () => atMs++,
      publish: async () => null,
      newSeed: () => 4711,
      onNobodyDraws: () => {},
      onDrawing: () => {},
      noDrawer: () => 'a page that draws',
      log: {
        info: () => {},
        warn: (...told: unknown[]) => warnings.push(told.map(String).join(' ')),
      },
    });
    service.guardDecks();
    const noOutputs = { counted: () => [], onChange: () => () => {} };
    const takes = new TakeCoordinator(engine, noOutputs);
    const dispatch = new Dispatch(engine, takes, undefined, () => [], service);
    const give = (request: CommandRequest, by = ann) => dispatch.command(request, by);
    return { service, byHand, give };
  };
  const close = () => rm(folder, { recursive: true, force: true });
  return { folder, engine, warnings, start, close, passMs: (ms: number) => clocks.pass(ms) };
}

/** What a page would measure of a calm grey picture. */
export const figures: ReviewFigures = {
  meanLuminance: 0.2,
  peakLuminance: 0.6,
  clipped: 0,
  crushed: 0,
  banding: 0,
  seam: null,
  flicker: null,
  palette: [{ hex: '#777777', share: 1 }],
};

/** A page that draws every picture it is asked for, until told to stop. */
export function drawEverything(service: BackdropService, measured = figures): () => void {
  const controller = new AbortController();
  const draw = async () => {
    while (!controller.signal.aborted) {
      const bake = await service.desk.ask(1000, controller.signal);
      for (const part of bake?.wants ?? []) {
        const bytes =
          part === 'figures'
            ? Buffer.from(JSON.stringify(measured))
            : Buffer.concat([picture, Buffer.from(bake?.id ?? '')]);
        service.desk.deliver(bake?.id ?? '', part, bytes);
      }
    }
  };
  void draw();
  return () => controller.abort();
}
