import { beforeEach, describe, expect, it } from 'vitest';
import { parseCommand } from '../../../core/commands/parse-command.ts';
import { type OpenDoors, openDoors, remote } from './doors-rig.ts';
import { ann } from './open-service.ts';

let rig: OpenDoors;

describe('whoever may not say yes', () => {
  beforeEach(async () => {
    rig = await openDoors();
    return () => rig.close();
  });

  it.each([
    'backdrop.approve',
    'backdrop.reject',
    'backdrop.push',
    'backdrop.cancel',
    'backdrop.back',
    'backdrop.bible',
  ])('is a page that looks or draws: %s', async (type) => {
    const id = await rig.painted();
    for (const role of ['viewer', 'output'] as const) {
      const more = type === 'backdrop.bible' ? { fragments: 'x' } : {};
      const answer = await rig.doors.give({ type, id, ...more }, { ...ann, role });
      expect(answer).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    }
    expect(rig.service.get(id)?.status).toBe('pending');
  });

  it('is a desk, until the show lists it, and going back is no way round', async () => {
    const id = await rig.painted();
    await rig.doors.give({ type: 'backdrop.approve', id, variation: 0 });
    await rig.doors.give({ type: 'backdrop.approve', id, variation: 1 });
    for (const door of ['osc', 'midi', 'hid'] as const) {
      for (const type of ['backdrop.approve', 'backdrop.back', 'backdrop.reject']) {
        const answer = await rig.doors.give({ type, id }, remote(door));
        expect(answer).toMatchObject({ ok: false, error: { code: 'forbidden' } });
      }
    }
    const listing = (live: string[]) =>
      rig.doors.show.replaceShow({ ...rig.place.engine.state.show, remote: { live } }, ann);
    await listing(['backdrop.back']);
    const back = await rig.doors.give({ type: 'backdrop.back', id }, remote('osc'));
    expect(back).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(rig.service.get(id)?.approved).toBe(1);
    await listing(['backdrop.back', 'backdrop.approve']);
    expect(await rig.doors.give({ type: 'backdrop.back', id }, remote('osc'))).toMatchObject({
      ok: true,
    });
    expect(rig.service.get(id)).toMatchObject({ approved: 0, origin: { approvedBy: 'desk' } });
  });

  it.each(['backdrop.pushed', 'backdrops.withdrawn', 'assets.found', 'history.dropped'])(
    'cannot give what only the server gives: %s',
    async (type) => {
      expect(parseCommand({ type, environment: {}, assets: {} })).toMatchObject({ ok: false });
    },
  );

  it('is on record under the name of who stands for it now', async () => {
    const id = await rig.painted();
    await rig.doors.give({ type: 'backdrop.approve', id });
    await rig.doors.give({ type: 'backdrop.push', id });
    await rig.doors.give({ type: 'backdrop.reject', id });
    await rig.doors.give({ type: 'backdrop.approve', id }, { ...ann, who: 'bob' });
    await rig.doors.give({ type: 'backdrop.push', id });
    const pushed = rig.place.engine.state.show.environments.find((each) => each.id === `${id}-0`);
    expect(pushed?.backdrop).toMatchObject({ approvedBy: 'bob' });
  });
});
