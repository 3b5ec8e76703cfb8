import { join } from 'node:path';
import { backdropAsked } from '../../../core/backdrops/backdrop-request.ts';
import { pictureSource } from '../../../core/backdrops/pushed-source.ts';
import type { Door, Principal } from '../../../core/commands/authorise.ts';
import type { CommandRequest } from '../../../core/commands/table.ts';
import type { Environment } from '../../../core/show/show-schema.ts';
import type { BackdropService } from '../../../server/backdrops/backdrop-service.ts';
import type { BackdropEngine } from '../../../server/backdrops/engine.ts';
import { Dispatch } from '../../../server/commands/dispatch.ts';
import { TakeCoordinator } from '../../../server/commands/take-coordinator.ts';
import { Generations } from '../../../server/show/generations.ts';
import { EngineShowService } from '../../../server/show/show-service.ts';
import { ShowWriter } from '../../../server/show/show-writer.ts';
import { pngBytes } from '../../support/picture-bytes.ts';
import { until } from '../../support/until.ts';
import { HandOutputs } from '../commands/hand-outputs.ts';
import { ann, drawEverything, HandEngine, openBackdrops } from './open-service.ts';

/** Paints two pictures, other ones for another seed. */
export const painter: BackdropEngine = {
  ...new HandEngine(),
  id: 'painter',
  version: '1',
  sourceType: 'algorithmicMedia',
  licence: 'none',
  atOnce: 1,
  isLocal: true,
  async *make({ seed, count }, making) {
    for (let index = 0; index < count; index++) {
      const png = pngBytes(64, 32, (x, y) => [4 * x, 8 * y, (seed * 9 + index) % 256]);
      yield await making.picture(png, 'panorama', { seed });
    }
  },
};

export const remote = (door: Door): Principal => ({ who: 'desk', role: 'remote', door });
export const still = { position: [0, 0, 0] as [number, number, number], yawDeg: 0, scale: 1 };

type Place = Awaited<ReturnType<typeof openBackdrops>>;

/** A show with every door open, and a service whose backdrops are painted at once. */
export interface OpenDoors {
  place: Place;
  service: BackdropService;
  doors: ReturnType<typeof doorsOf>;
  /** A backdrop of two painted pictures, to be reviewed. */
  painted: () => Promise<string>;
  /** The environment that a push would make of a variation. */
  environmentOf: (id: string, variation: number) => Environment;
  decks: () => string;
  close: () => Promise<void>;
}

/** Every door on one show: commands by anybody, the show's own call, files that are found. */
function doorsOf({ engine, folder }: Place, service: BackdropService) {
  const outputs = new HandOutputs();
  const takes = new TakeCoordinator(engine, outputs);
  const dispatch = new Dispatch(engine, takes, undefined, () => [], service);
  const options = {
    folder,
    generations: new Generations(join(folder, 'generations')),
    wallClockMs: () => 0,
    onWrite: () => {},
    onTrouble: () => {},
  };
  const writer = new ShowWriter(options, {}, engine.state.show, '');
  const found: Record<string, string> = {};
  const show = new EngineShowService(engine, dispatch, writer, async () => ({
    assets: { ...engine.state.assets, ...found },
    problems: [],
  }));
  return {
    outputs,
    found,
    show,
    give: (request: CommandRequest, by = ann) => dispatch.command(request, by),
    put: (environments: readonly Environment[]) =>
      show.replaceShow({ ...engine.state.show, environments }, ann),
  };
}

let seed = 1;

export async function openDoors(): Promise<OpenDoors> {
  const place = await openBackdrops();
  const { service } = await place.start(new HandEngine(), { engines: [painter] });
  const stopDrawing = drawEverything(service);
  const { engine } = place;
  const rig: OpenDoors = {
    place,
    service,
    doors: doorsOf(place, service),
    painted: () => paint(rig.service),
    environmentOf: (id, variation) => environmentOf(rig.service, id, variation),
    decks: () => JSON.stringify([engine.state.program, engine.state.preview]),
    close: async () => {
      stopDrawing();
      await rig.service.stop();
      await place.close();
    },
  };
  return rig;
}

async function paint(service: BackdropService): Promise<string> {
  const asked = backdropAsked.parse({
    prompt: 'a place',
    engine: 'painter',
    seed: seed++,
    count: 2,
  });
  const result = service.submit(asked, ann);
  const id = result.ok ? result.value.id : '';
  await until('it is made', async () => service.get(id)?.status === 'pending');
  return id;
}

function environmentOf(service: BackdropService, id: string, variation: number): Environment {
  const { asset = '', picture } = service.get(id)?.variations[variation] ?? {};
  const source = pictureSource(picture?.sha256 ?? '', picture?.extension ?? '');
  const backdrop = { id, variation, asset, engine: 'painter', approvedBy: 'eve', record: '' };
  const common = { params: {}, placement: still, seed: 1 };
  return { id: `${id}-${variation}`, kind: 'panorama', source, ...common, backdrop };
}
