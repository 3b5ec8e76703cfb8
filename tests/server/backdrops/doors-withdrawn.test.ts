import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type OpenDoors, openDoors, painter } from './doors-rig.ts';
import { HandEngine } from './open-service.ts';

let rig: OpenDoors;

describe('an approval that is withdrawn', () => {
  let id = '';
  const onPreview = () => rig.place.engine.state.preview.environment;
  const notApproved = { ok: false, error: { code: 'not-approved' } };

  beforeEach(async () => {
    rig = await openDoors();
    id = await rig.painted();
    await rig.doors.give({ type: 'backdrop.approve', id });
    return () => rig.close();
  });

  it('leaves the look on preview, and no take brings it to program, forced or not', async () => {
    await rig.doors.give({ type: 'backdrop.push', id });
    await rig.doors.give({ type: 'backdrop.reject', id });
    expect(onPreview()).toBe(`${id}-0`);
    const before = rig.decks();
    for (const force of [false, true]) {
      expect(await rig.doors.give({ type: 'environment.take', force })).toMatchObject(notApproved);
    }
    expect(rig.decks()).toBe(before);
  });

  it('ends a take that waits for a wall', async () => {
    await rig.doors.give({ type: 'backdrop.push', id });
    rig.doors.outputs.report('main-1');
    const program = rig.place.engine.state.program.environment;
    const taken = rig.doors.give({ type: 'environment.take' });
    await rig.doors.give({ type: 'backdrop.reject', id });
    const picture = rig.service.get(id)?.variations[0]?.picture;
    rig.doors.outputs.report('main-1', { prepared: [`panorama:${picture?.sha256}`] });
    expect(await taken).toMatchObject(notApproved);
    expect(rig.place.engine.state.program.environment).toBe(program);
  });

  it('ends a push that is putting its picture into the show', async () => {
    const before = rig.decks();
    const pushed = rig.doors.give({ type: 'backdrop.push', id });
    await rig.doors.give({ type: 'backdrop.reject', id });
    expect(await pushed).toMatchObject(notApproved);
    expect(rig.decks()).toBe(before);
  });

  it('is not got round by undo or redo, and the steps below can still be reached', async () => {
    await rig.doors.give({ type: 'environment.preview', id: 'grid' });
    await rig.doors.give({ type: 'backdrop.push', id });
    await rig.doors.give({ type: 'environment.preview', id: 'city' });
    await rig.doors.give({ type: 'backdrop.reject', id });
    expect(await rig.doors.give({ type: 'show.undo' })).toMatchObject(notApproved);
    expect(onPreview()).toBe('city');
    expect(await rig.doors.give({ type: 'show.undo' })).toMatchObject({
      error: { code: 'undo-conflict' },
    });
    expect(onPreview()).toBe('city');
    expect(rig.place.engine.session.history.undo.length).toBe(1);
  });

  it('is not got round by redo', async () => {
    await rig.doors.give({ type: 'backdrop.push', id });
    await rig.doors.give({ type: 'show.undo' });
    await rig.doors.give({ type: 'backdrop.reject', id });
    const before = rig.decks();
    expect(await rig.doors.give({ type: 'show.redo' })).toMatchObject(notApproved);
    expect(await rig.doors.give({ type: 'show.redo' })).toMatchObject({
      error: { code: 'nothing-to-undo' },
    });
    expect(rig.decks()).toBe(before);
  });

  it('lets what is on program be taken off, and not back on', async () => {
    await rig.doors.give({ type: 'backdrop.push', id });
    await rig.doors.give({ type: 'environment.take', force: true });
    await rig.doors.give({ type: 'backdrop.reject', id });
    expect(rig.place.engine.state.program.environment).toBe(`${id}-0`);
    await rig.doors.give({ type: 'environment.preview', id: 'grid' });
    // The double press of a take is held off by show time, which stands in this test.
    rig.place.passMs(1000);
    expect(await rig.doors.give({ type: 'environment.take', force: true })).toMatchObject({
      ok: true,
    });
    expect(rig.place.engine.state.program.environment).toBe('grid');
    rig.place.passMs(1000);
    expect(await rig.doors.give({ type: 'environment.take', force: true })).toMatchObject(
      notApproved,
    );
    expect(rig.place.engine.state.program.environment).toBe('grid');
  });

  it('takes it off program when the server comes back, says so, and leaves the rest', async () => {
    await rig.doors.give({ type: 'backdrop.push', id });
    await rig.doors.give({ type: 'environment.take', force: true });
    const { service: same } = await rig.place.start(new HandEngine(), { engines: [painter] });
    expect(rig.place.engine.state.program.environment).toBe(`${id}-0`);
    await same.stop();
    await rig.doors.give({ type: 'backdrop.reject', id });
    const document = JSON.stringify(rig.place.engine.state.show);
    const again = await rig.place.start(new HandEngine(), { engines: [painter] });
    expect(rig.place.engine.state.program.environment).toBe('desert');
    expect(rig.place.warnings.join()).toMatch(/taken off the decks\. On program is "desert" now/);
    expect(JSON.stringify(rig.place.engine.state.show)).toBe(document);
    await again.service.stop();
  });

  it('is what a lost record means, too', async () => {
    await rig.doors.give({ type: 'backdrop.push', id });
    await rig.service.stop();
    rmSync(join(rig.place.folder, 'jobs.jsonl'));
    const again = await rig.place.start(new HandEngine(), { engines: [painter] });
    expect(onPreview()).not.toBe(`${id}-0`);
    const preview = await again.give({ type: 'environment.preview', id: `${id}-0` });
    expect(preview).toMatchObject(notApproved);
    expect(JSON.stringify(preview)).toMatch(/no record of backdrop/);
    rig.service = again.service;
  });

  it('does not come back with a file of the show that has become such a picture', async () => {
    await rig.doors.put([
      ...rig.place.engine.state.show.environments,
      { ...rig.environmentOf(id, 0), id: 'mine', source: 'assets/mine.png', backdrop: null },
    ]);
    rig.doors.found['assets/mine.png'] = 'a'.repeat(64);
    await rig.doors.show.refreshAssets();
    await rig.doors.give({ type: 'environment.preview', id: 'mine' });
    await rig.doors.give({ type: 'backdrop.reject', id });
    rig.doors.found['assets/mine.png'] = rig.service.get(id)?.variations[0]?.asset ?? '';
    rig.doors.found['assets/other.png'] = 'b'.repeat(64);
    expect(await rig.doors.show.refreshAssets()).toMatchObject([{ code: 'not-approved' }]);
    expect(rig.place.engine.state.assets).toMatchObject({
      'assets/mine.png': 'a'.repeat(64),
      'assets/other.png': 'b'.repeat(64),
    });
  });
});
