import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backdropAsked } from '../../../core/backdrops/backdrop-request.ts';
import { citationsOf } from '../../../core/takes/backdrop-citation.ts';
import { until } from '../../support/until.ts';
import { ann, drawEverything, figures, openBackdrops } from './open-service.ts';

let place: Awaited<ReturnType<typeof openBackdrops>>;
let running: Awaited<ReturnType<typeof place.start>>;
let stopDrawing: () => void;

beforeEach(async () => {
  place = await openBackdrops();
  running = await place.start();
  stopDrawing = drawEverything(running.service);
});
afterEach(async () => {
  stopDrawing();
  await running.service.stop();
  await place.close();
});

const report = (id: string) => {
  const found = running.service.get(id);
  if (!found) throw new Error(`there is no "${id}"`);
  return found;
};

/** A backdrop whose variations are drawn and measured. */
async function measured(prompt: string, more: object = {}): Promise<string> {
  const asked = backdropAsked.parse({ prompt, count: 2, seed: 5, ...more });
  const result = running.service.submit(asked, ann);
  if (!result.ok) throw new Error(result.fault[0]?.message);
  const { id } = result.value;
  await until('it is measured', async () => {
    const { variations, count } = report(id);
    return variations.length === count && variations.every((each) => each.figures);
  });
  return id;
}

const give = async (type: string, id: string, more: object = {}) => {
  const result = await running.give({ type, id, ...more });
  if (!result.ok) throw new Error(JSON.stringify(result));
};
const onPreview = () => place.engine.state.preview.environment;

describe('a location', () => {
  it('has a version for each yes, and one press brings back the one before', async () => {
    const first = await measured('a street at noon');
    await give('backdrop.approve', first, { variation: 0 });
    await give('backdrop.push', first);
    const like = { id: first, variation: 0 };
    const second = await measured('the same, wet, an hour before dawn', { like });
    expect(report(second).variations[0]?.spec).toMatchObject({ place: 'street', wetness: 0.9 });
    await give('backdrop.approve', second, { variation: 1 });
    await give('backdrop.push', second);
    expect(onPreview()).toBe(`${second}-1`);
    expect(report(first).location.versions.map(({ id, variation }) => [id, variation])).toEqual([
      [first, 0],
      [second, 1],
    ]);
    await give('backdrop.back', second);
    expect(onPreview()).toBe(`${first}-0`);
    const none = await running.give({ type: 'backdrop.back', id: first });
    expect(none).toMatchObject({ ok: false, error: { code: 'no-version-before' } });
  });

  it('brings back an earlier variation of the same backdrop, with the name of who wants it', async () => {
    const id = await measured('a street at noon');
    for (const variation of [0, 1]) await give('backdrop.approve', id, { variation });
    await give('backdrop.back', id);
    expect(onPreview()).toBe(`${id}-0`);
    expect(report(id)).toMatchObject({ approved: 0, origin: { approvedBy: 'ann' } });
  });

  it('forgets none of it in a crash', async () => {
    const id = await measured('a street at noon');
    for (const variation of [0, 1]) await give('backdrop.approve', id, { variation });
    await give('backdrop.bible', id, { fragments: 'neon' });
    const before = report(id);
    const again = await place.start();
    expect(again.service.get(id)).toEqual(before);
    await again.service.stop();
  });

  it('tells its look bible to every later backdrop, and how far that has drifted', async () => {
    const first = await measured('a street at night');
    await give('backdrop.approve', first);
    await give('backdrop.bible', first, { fragments: 'with fog' });
    const second = await measured('the same, wet', { like: { id: first, variation: 0 } });
    const { origin, variations, location } = report(second);
    expect(origin).toMatchObject({ prompt: 'the same, wet', fragments: 'with fog' });
    expect(location).toMatchObject({ root: first, fragments: 'with fog' });
    expect(variations[0]?.spec).toMatchObject({ wetness: 0.9, fog: 0.6 });
    expect(variations[0]?.drift?.palette).toBe(0);
    expect(variations[0]?.drift?.spec).toBeGreaterThan(0.03);
    expect(report(first).variations[0]?.drift).toEqual({ palette: 0, spec: 0 });
  });
});

describe('a review', () => {
  it('has figures with what they mean, and a page that cannot measure takes nothing from the backdrop', async () => {
    const id = await measured('a street at noon');
    const [first] = report(id).variations;
    expect(first?.figures).toEqual(figures);
    expect(first?.checks.map((check) => check.id)).toContain('mean');
    expect(first?.checks.find((check) => check.id === 'licence')).toMatchObject({
      value: 'Apache-2.0',
      state: 'fine',
    });
  });
});

describe('a nudge', () => {
  it('sets fields of the spec by name, in every variation, and is on record', async () => {
    const id = await measured('a street at noon', { nudge: { clouds: 0.8, hour: 19.5 } });
    for (const { spec } of report(id).variations)
      expect(spec).toMatchObject({ clouds: 0.8, hour: 19.5 });
    expect(report(id).origin.nudge).toEqual({ clouds: 0.8, hour: 19.5 });
  });
});

describe('a take', () => {
  it('can say where a backdrop on the wall comes from, with the record of its approval', async () => {
    const id = await measured('a street at noon');
    await give('backdrop.approve', id);
    const { record } = report(id).origin;
    await give('backdrop.push', id);
    const environment = `${id}-0`;
    const { state } = place.engine;
    const shown = { ...state, program: { ...state.program, environment } };
    expect(citationsOf(JSON.parse(JSON.stringify(shown)))).toEqual([
      {
        environment,
        id,
        variation: 0,
        asset: report(id).variations[0]?.asset,
        engine: 'procedural',
        approvedBy: 'ann',
        record,
        onProgram: true,
      },
    ]);
    expect(citationsOf({ some: 'other state' })).toEqual([]);
  });
});
