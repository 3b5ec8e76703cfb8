import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backdropAsked } from '../../../core/backdrops/backdrop-request.ts';
import type { Environment } from '../../../core/show/show-schema.ts';
import { type OpenDoors, openDoors, remote, still } from './doors-rig.ts';
import { ann } from './open-service.ts';

let rig: OpenDoors;

describe('an environment that nobody stands for', () => {
  const forbidden = new Map<string, Environment>();
  let approved = '';

  beforeAll(async () => {
    rig = await openDoors();
    approved = await rig.painted();
    await rig.doors.give({ type: 'backdrop.approve', id: approved, variation: 1 });
    const [pending, rejected] = [await rig.painted(), await rig.painted()];
    await rig.doors.give({ type: 'backdrop.reject', id: rejected });
    const cancelled = rig.service.submit(
      backdropAsked.parse({ prompt: 'x', engine: 'by-hand', seed: 1 }),
      ann,
    );
    const cancelledId = cancelled.ok ? cancelled.value.id : '';
    await rig.doors.give({ type: 'backdrop.cancel', id: cancelledId });
    const own: Environment = { ...rig.environmentOf(pending, 0), id: 'mine' };
    const { backdrop: _, ...unsaid } = own;
    const good = rig.environmentOf(approved, 1);
    const scene = { kind: 'scene' as const, source: 'city' };
    rig.doors.found['assets/my-own.png'] = rig.service.get(pending)?.variations[0]?.asset ?? '';
    rig.doors.found[good.source] = 'f'.repeat(64);
    const cases: Record<string, Environment> = {
      'is to be reviewed': rig.environmentOf(pending, 0),
      'was rejected': rig.environmentOf(rejected, 0),
      'was cancelled': { ...rig.environmentOf(cancelledId, 0), ...scene },
      'is another variation than the approved one': rig.environmentOf(approved, 0),
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
      const { environments } = rig.place.engine.state.show;
      if (environments.some(({ id }) => id === environment.id)) continue;
      expect(await rig.doors.put([...environments, environment])).toMatchObject({ ok: true });
    }
  });
  afterAll(() => rig.close());

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
    rig.doors.put([
      ...rig.place.engine.state.show.environments.filter(({ id }) => id !== environment.id),
      environment,
    ]);

  it.each(cases)('comes to preview by no command: it %s', async (name) => {
    const environment = caseOf(name);
    expect(await putIn(environment)).toMatchObject({ ok: true });
    const before = rig.decks();
    const { id } = environment;
    const everybody = [ann, { ...ann, door: 'socket' as const }];
    const desks = (['osc', 'midi', 'hid', 'dmx', 'tsl'] as const).map(remote);
    for (const by of [...everybody, ...desks]) {
      const answer = await rig.doors.give({ type: 'environment.preview', id }, by);
      expect(answer).toMatchObject({ ok: false, error: { code: 'not-approved', path: '/id' } });
      expect(JSON.stringify(answer)).toMatch(/pprove it|Push/);
    }
    for (const deck of ['preview', 'program'] as const) {
      for (const request of [
        { type: 'environment.params', id, deck, params: { exposure: 1 } },
        { type: 'environment.place', id, deck, placement: { yawDeg: 4 } },
      ]) {
        const answer = await rig.doors.give(request);
        expect(answer).toMatchObject({ ok: false, error: { code: 'not-on-deck' } });
      }
    }
    expect(rig.decks()).toBe(before);
  });

  it.each(cases)('comes to no deck in the place of what stands there: it %s', async (name) => {
    const [before, document] = [rig.decks(), JSON.stringify(rig.place.engine.state.show)];
    for (const deck of ['program', 'preview'] as const) {
      const standing = rig.place.engine.state[deck].environment;
      const environments = rig.place.engine.state.show.environments
        // Where it is told by its id, what stands there cannot have it.
        .filter(({ id }) => id !== caseOf(name).id || id === standing)
        .map((each) => (each.id === standing ? { ...caseOf(name), id: each.id } : each));
      const isById = name === 'has lost its origin, and has the id';
      const answer = await rig.doors.put(environments);
      if (isById) expect(answer.ok).toBe(true);
      else {
        expect(answer).toMatchObject({
          ok: false,
          status: 409,
          problems: [{ code: 'not-approved' }],
        });
        expect(JSON.stringify(rig.place.engine.state.show)).toBe(document);
      }
    }
    expect(rig.decks()).toBe(before);
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
      expect(await rig.doors.give({ type: 'environment.preview', id })).toMatchObject({ ok: true });
    }
  });
});
