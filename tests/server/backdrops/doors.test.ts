import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { backdropAsked } from '../../../core/backdrops/backdrop-request.ts';
import { pictureSource } from '../../../core/backdrops/pushed-source.ts';
import type { Door, Principal } from '../../../core/commands/authorise.ts';
import { parseCommand } from '../../../core/commands/parse-command.ts';
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
const painter: BackdropEngine = {
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

const remote = (door: Door): Principal => ({ who: 'desk', role: 'remote', door });
const still = { position: [0, 0, 0] as [number, number, number], yawDeg: 0, scale: 1 };

type Place = Awaited<ReturnType<typeof openBackdrops>>;

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

let place: Place;
let service: BackdropService;
let doors: ReturnType<typeof doorsOf>;
let stopDrawing: () => void;
let seed = 1;

async function open(): Promise<void> {
  place = await openBackdrops();
  ({ service } = await place.start(new HandEngine(), { engines: [painter] }));
  stopDrawing = drawEverything(service);
  doors = doorsOf(place, service);
}
async function close(): Promise<void> {
  stopDrawing();
  await service.stop();
  await place.close();
}

/** A backdrop of two painted pictures, to be reviewed. */
async function painted(): Promise<string> {
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

/** The environment that a push would make of a variation. */
function environmentOf(id: string, variation: number): Environment {
  const { asset = '', picture } = service.get(id)?.variations[variation] ?? {};
  const source = pictureSource(picture?.sha256 ?? '', picture?.extension ?? '');
  const backdrop = { id, variation, asset, engine: 'painter', approvedBy: 'eve', record: '' };
  const common = { params: {}, placement: still, seed: 1 };
  return { id: `${id}-${variation}`, kind: 'panorama', source, ...common, backdrop };
}

const decks = () => JSON.stringify([place.engine.state.program, place.engine.state.preview]);

describe('an environment that nobody stands for', () => {
  const forbidden = new Map<string, Environment>();
  let approved = '';

  beforeAll(async () => {
    await open();
    approved = await painted();
    await doors.give({ type: 'backdrop.approve', id: approved, variation: 1 });
    const [pending, rejected] = [await painted(), await painted()];
    await doors.give({ type: 'backdrop.reject', id: rejected });
    const cancelled = service.submit(
      backdropAsked.parse({ prompt: 'x', engine: 'by-hand', seed: 1 }),
      ann,
    );
    const cancelledId = cancelled.ok ? cancelled.value.id : '';
    await doors.give({ type: 'backdrop.cancel', id: cancelledId });
    const own: Environment = { ...environmentOf(pending, 0), id: 'mine' };
    const { backdrop: _, ...unsaid } = own;
    const good = environmentOf(approved, 1);
    const scene = { kind: 'scene' as const, source: 'city' };
    doors.found['assets/my-own.png'] = service.get(pending)?.variations[0]?.asset ?? '';
    doors.found[good.source] = 'f'.repeat(64);
    const cases: Record<string, Environment> = {
      'is to be reviewed': environmentOf(pending, 0),
      'was rejected': environmentOf(rejected, 0),
      'was cancelled': { ...environmentOf(cancelledId, 0), ...scene },
      'is another variation than the approved one': environmentOf(approved, 0),
      'is in no record': {
        ...own,
        ...scene,
        backdrop: { ...(own.backdrop as object), id: 'bd-gone' },
      },
      'says what cannot be read': { ...own, ...scene, backdrop: 'trust me' },
      'says that it is an approved one, and was made of another': {
        ...own,
        ...scene,
        backdrop: { ...(good.backdrop as object), asset: 'a'.repeat(64) },
      },
      'has lost its origin, and has the file': unsaid,
      'has lost its origin, and has the id': { ...unsaid, ...scene, id: `${pending}-0` },
      'has the origin of an approved one and the file of another': {
        ...own,
        backdrop: good.backdrop,
      },
      'names a file of a push that is in no record': {
        ...unsaid,
        source: 'assets/backdrop-0123456789abcdef.png',
      },
      'is the same picture under another name': { ...unsaid, source: 'assets/my-own.png' },
      'was approved, and its file was changed since': good,
    };
    for (const each of Object.entries(cases)) forbidden.set(...each);
    for (const environment of forbidden.values()) {
      const { environments } = place.engine.state.show;
      if (environments.some(({ id }) => id === environment.id)) continue;
      expect(await doors.put([...environments, environment])).toMatchObject({ ok: true });
    }
  });
  afterAll(close);

  const cases = [
    'is to be reviewed',
    'was rejected',
    'was cancelled',
    'is another variation than the approved one',
    'is in no record',
    'says what cannot be read',
    'says that it is an approved one, and was made of another',
    'has lost its origin, and has the file',
    'has lost its origin, and has the id',
    'has the origin of an approved one and the file of another',
    'names a file of a push that is in no record',
    'is the same picture under another name',
    'was approved, and its file was changed since',
  ];
  const caseOf = (name: string): Environment => {
    const environment = forbidden.get(name);
    if (!environment) throw new Error(`no case ${name}`);
    return environment;
  };

  /** The show with this environment as it is now, whatever had its id before. */
  const putIn = (environment: Environment) =>
    doors.put([
      ...place.engine.state.show.environments.filter(({ id }) => id !== environment.id),
      environment,
    ]);

  it.each(cases)('comes to preview by no command: it %s', async (name) => {
    const environment = caseOf(name);
    expect(await putIn(environment)).toMatchObject({ ok: true });
    const before = decks();
    const { id } = environment;
    const everybody = [ann, { ...ann, door: 'socket' as const }];
    const desks = (['osc', 'midi', 'hid', 'dmx', 'tsl'] as const).map(remote);
    for (const by of [...everybody, ...desks]) {
      const answer = await doors.give({ type: 'environment.preview', id }, by);
      expect(answer).toMatchObject({ ok: false, error: { code: 'not-approved', path: '/id' } });
      expect(JSON.stringify(answer)).toMatch(/pprove it|Push/);
    }
    for (const deck of ['preview', 'program'] as const) {
      for (const request of [
        { type: 'environment.params', id, deck, params: { exposure: 1 } },
        { type: 'environment.place', id, deck, placement: { yawDeg: 4 } },
      ]) {
        const answer = await doors.give(request);
        expect(answer).toMatchObject({ ok: false, error: { code: 'not-on-deck' } });
      }
    }
    expect(decks()).toBe(before);
  });

  it.each(cases)('comes to no deck in the place of what stands there: it %s', async (name) => {
    const [before, document] = [decks(), JSON.stringify(place.engine.state.show)];
    for (const deck of ['program', 'preview'] as const) {
      const standing = place.engine.state[deck].environment;
      const environments = place.engine.state.show.environments
        // Where it is told by its id, what stands there cannot have it.
        .filter(({ id }) => id !== caseOf(name).id || id === standing)
        .map((each) => (each.id === standing ? { ...caseOf(name), id: each.id } : each));
      const isById = name === 'has lost its origin, and has the id';
      const answer = await doors.put(environments);
      if (isById) expect(answer.ok).toBe(true);
      else {
        expect(answer).toMatchObject({
          ok: false,
          status: 409,
          problems: [{ code: 'not-approved' }],
        });
        expect(JSON.stringify(place.engine.state.show)).toBe(document);
      }
    }
    expect(decks()).toBe(before);
  });

  it('is not what a person made: a scene, a picture of their own, an approved one with its sliders moved', async () => {
    const own: Environment = {
      id: 'handmade',
      kind: 'scene',
      source: 'city',
      params: { hour: 3 },
      placement: still,
      seed: 4,
    };
    const photo: Environment = { ...own, id: 'photo', kind: 'plate', source: 'assets/photo.jpg' };
    await putIn(own);
    await putIn(photo);
    for (const id of ['handmade', 'photo']) {
      expect(await doors.give({ type: 'environment.preview', id })).toMatchObject({ ok: true });
    }
  });
});

describe('an approval that is withdrawn', () => {
  let id = '';
  const onPreview = () => place.engine.state.preview.environment;
  const notApproved = { ok: false, error: { code: 'not-approved' } };

  beforeEach(async () => {
    await open();
    id = await painted();
    await doors.give({ type: 'backdrop.approve', id });
    return close;
  });

  it('leaves the look on preview, and no take brings it to program, forced or not', async () => {
    await doors.give({ type: 'backdrop.push', id });
    await doors.give({ type: 'backdrop.reject', id });
    expect(onPreview()).toBe(`${id}-0`);
    const before = decks();
    for (const force of [false, true]) {
      expect(await doors.give({ type: 'environment.take', force })).toMatchObject(notApproved);
    }
    expect(decks()).toBe(before);
  });

  it('ends a take that waits for a wall', async () => {
    await doors.give({ type: 'backdrop.push', id });
    doors.outputs.report('main-1');
    const program = place.engine.state.program.environment;
    const taken = doors.give({ type: 'environment.take' });
    await doors.give({ type: 'backdrop.reject', id });
    const picture = service.get(id)?.variations[0]?.picture;
    doors.outputs.report('main-1', { prepared: [`panorama:${picture?.sha256}`] });
    expect(await taken).toMatchObject(notApproved);
    expect(place.engine.state.program.environment).toBe(program);
  });

  it('ends a push that is putting its picture into the show', async () => {
    const before = decks();
    const pushed = doors.give({ type: 'backdrop.push', id });
    await doors.give({ type: 'backdrop.reject', id });
    expect(await pushed).toMatchObject(notApproved);
    expect(decks()).toBe(before);
  });

  it('is not got round by undo or redo, and the steps below can still be reached', async () => {
    await doors.give({ type: 'environment.preview', id: 'grid' });
    await doors.give({ type: 'backdrop.push', id });
    await doors.give({ type: 'environment.preview', id: 'city' });
    await doors.give({ type: 'backdrop.reject', id });
    expect(await doors.give({ type: 'show.undo' })).toMatchObject(notApproved);
    expect(onPreview()).toBe('city');
    expect(await doors.give({ type: 'show.undo' })).toMatchObject({
      error: { code: 'undo-conflict' },
    });
    expect(onPreview()).toBe('city');
    expect(place.engine.session.history.undo.length).toBe(1);
  });

  it('is not got round by redo', async () => {
    await doors.give({ type: 'backdrop.push', id });
    await doors.give({ type: 'show.undo' });
    await doors.give({ type: 'backdrop.reject', id });
    const before = decks();
    expect(await doors.give({ type: 'show.redo' })).toMatchObject(notApproved);
    expect(await doors.give({ type: 'show.redo' })).toMatchObject({
      error: { code: 'nothing-to-undo' },
    });
    expect(decks()).toBe(before);
  });

  it('lets what is on program be taken off, and not back on', async () => {
    await doors.give({ type: 'backdrop.push', id });
    await doors.give({ type: 'environment.take', force: true });
    await doors.give({ type: 'backdrop.reject', id });
    expect(place.engine.state.program.environment).toBe(`${id}-0`);
    await doors.give({ type: 'environment.preview', id: 'grid' });
    // The double press of a take is held off by show time, which stands in this test.
    place.passMs(1000);
    expect(await doors.give({ type: 'environment.take', force: true })).toMatchObject({ ok: true });
    expect(place.engine.state.program.environment).toBe('grid');
    place.passMs(1000);
    expect(await doors.give({ type: 'environment.take', force: true })).toMatchObject(notApproved);
    expect(place.engine.state.program.environment).toBe('grid');
  });

  it('takes it off program when the server comes back, says so, and leaves the rest', async () => {
    await doors.give({ type: 'backdrop.push', id });
    await doors.give({ type: 'environment.take', force: true });
    const { service: same } = await place.start(new HandEngine(), { engines: [painter] });
    expect(place.engine.state.program.environment).toBe(`${id}-0`);
    await same.stop();
    await doors.give({ type: 'backdrop.reject', id });
    const document = JSON.stringify(place.engine.state.show);
    const again = await place.start(new HandEngine(), { engines: [painter] });
    expect(place.engine.state.program.environment).toBe('desert');
    expect(place.warnings.join()).toMatch(/taken off the decks\. On program is "desert" now/);
    expect(JSON.stringify(place.engine.state.show)).toBe(document);
    await again.service.stop();
  });

  it('is what a lost record means, too', async () => {
    await doors.give({ type: 'backdrop.push', id });
    await service.stop();
    rmSync(join(place.folder, 'jobs.jsonl'));
    const again = await place.start(new HandEngine(), { engines: [painter] });
    expect(onPreview()).not.toBe(`${id}-0`);
    const preview = await again.give({ type: 'environment.preview', id: `${id}-0` });
    expect(preview).toMatchObject(notApproved);
    expect(JSON.stringify(preview)).toMatch(/no record of backdrop/);
    ({ service } = again);
  });

  it('does not come back with a file of the show that has become such a picture', async () => {
    await doors.put([
      ...place.engine.state.show.environments,
      { ...environmentOf(id, 0), id: 'mine', source: 'assets/mine.png', backdrop: null },
    ]);
    doors.found['assets/mine.png'] = 'a'.repeat(64);
    await doors.show.refreshAssets();
    await doors.give({ type: 'environment.preview', id: 'mine' });
    await doors.give({ type: 'backdrop.reject', id });
    doors.found['assets/mine.png'] = service.get(id)?.variations[0]?.asset ?? '';
    doors.found['assets/other.png'] = 'b'.repeat(64);
    expect(await doors.show.refreshAssets()).toMatchObject([{ code: 'not-approved' }]);
    expect(place.engine.state.assets).toMatchObject({
      'assets/mine.png': 'a'.repeat(64),
      'assets/other.png': 'b'.repeat(64),
    });
  });
});

describe('whoever may not say yes', () => {
  beforeEach(async () => {
    await open();
    return close;
  });

  it.each([
    'backdrop.approve',
    'backdrop.reject',
    'backdrop.push',
    'backdrop.cancel',
    'backdrop.back',
    'backdrop.bible',
  ])('is a page that looks or draws: %s', async (type) => {
    const id = await painted();
    for (const role of ['viewer', 'output'] as const) {
      const more = type === 'backdrop.bible' ? { fragments: 'x' } : {};
      const answer = await doors.give({ type, id, ...more }, { ...ann, role });
      expect(answer).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    }
    expect(service.get(id)?.status).toBe('pending');
  });

  it('is a desk, until the show lists it, and going back is no way round', async () => {
    const id = await painted();
    await doors.give({ type: 'backdrop.approve', id, variation: 0 });
    await doors.give({ type: 'backdrop.approve', id, variation: 1 });
    for (const door of ['osc', 'midi', 'hid'] as const) {
      for (const type of ['backdrop.approve', 'backdrop.back', 'backdrop.reject']) {
        const answer = await doors.give({ type, id }, remote(door));
        expect(answer).toMatchObject({ ok: false, error: { code: 'forbidden' } });
      }
    }
    const listing = (live: string[]) =>
      doors.show.replaceShow({ ...place.engine.state.show, remote: { live } }, ann);
    await listing(['backdrop.back']);
    const back = await doors.give({ type: 'backdrop.back', id }, remote('osc'));
    expect(back).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(service.get(id)?.approved).toBe(1);
    await listing(['backdrop.back', 'backdrop.approve']);
    expect(await doors.give({ type: 'backdrop.back', id }, remote('osc'))).toMatchObject({
      ok: true,
    });
    expect(service.get(id)).toMatchObject({ approved: 0, origin: { approvedBy: 'desk' } });
  });

  it.each(['backdrop.pushed', 'backdrops.withdrawn', 'assets.found', 'history.dropped'])(
    'cannot give what only the server gives: %s',
    async (type) => {
      expect(parseCommand({ type, environment: {}, assets: {} })).toMatchObject({ ok: false });
    },
  );

  it('is on record under the name of who stands for it now', async () => {
    const id = await painted();
    await doors.give({ type: 'backdrop.approve', id });
    await doors.give({ type: 'backdrop.push', id });
    await doors.give({ type: 'backdrop.reject', id });
    await doors.give({ type: 'backdrop.approve', id }, { ...ann, who: 'bob' });
    await doors.give({ type: 'backdrop.push', id });
    const pushed = place.engine.state.show.environments.find((each) => each.id === `${id}-0`);
    expect(pushed?.backdrop).toMatchObject({ approvedBy: 'bob' });
  });
});
