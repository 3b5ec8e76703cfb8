import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backdropAsked } from '../../../core/backdrops/backdrop-request.ts';
import type { Principal } from '../../../core/commands/authorise.ts';
import { parseJobJournal } from '../../../server/backdrops/job-journal.ts';
import { until } from '../../support/until.ts';
import {
  ann,
  drawEverything,
  figures,
  HandEngine,
  openBackdrops,
  picture,
} from './open-service.ts';

let place: Awaited<ReturnType<typeof openBackdrops>>;
let running: Awaited<ReturnType<typeof place.start>>;

beforeEach(async () => {
  place = await openBackdrops();
  running = await place.start();
});
afterEach(async () => {
  await running.service.stop();
  await place.close();
});

/** Asks, and gives the new backdrop's id. */
function ask(prompt: string, more: object = {}): string {
  const asked = backdropAsked.parse({ prompt, engine: 'by-hand', ...more });
  const result = running.service.submit(asked, ann);
  if (!result.ok) throw new Error(result.fault[0]?.message);
  return result.value.id;
}
const statusOf = (id: string) => running.service.get(id)?.status;
const isStatus = (id: string, status: string) =>
  until(`"${id}" is ${status}`, async () => statusOf(id) === status);

/** A backdrop by hand with so many variations, to be reviewed. */
async function made(prompt: string, count = 2): Promise<string> {
  const id = ask(prompt, { count });
  await isStatus(id, 'running');
  for (let i = 0; i < count; i++) {
    await stepped('one');
    await until('it is there', async () => running.service.get(id)?.variations.length === i + 1);
  }
  await stepped('end');
  await isStatus(id, 'pending');
  return id;
}

/** The engine takes its time to come to the next step. */
async function stepped(step: 'one' | 'end' | Error): Promise<void> {
  await until('the engine waits', async () => {
    try {
      running.byHand.step(step);
      return true;
    } catch {
      return false;
    }
  });
}

/** A backdrop of the built-in engine, drawn by a page. */
async function procedural(prompt: string, more: object = {}): Promise<string> {
  const stop = drawEverything(running.service);
  const id = ask(prompt, { engine: 'procedural', ...more });
  await isStatus(id, 'pending');
  stop();
  return id;
}

describe('the queue of backdrops', () => {
  it('runs an engine’s jobs one after the other, oldest first', async () => {
    const [first, second] = [ask('one'), ask('two')];
    await isStatus(first, 'running');
    expect(statusOf(second)).toBe('queued');
    await stepped('one');
    await stepped('end');
    await isStatus(first, 'pending');
    await isStatus(second, 'running');
  });

  it('makes next what somebody wants next', async () => {
    const [first, second, third] = [ask('one'), ask('two'), ask('three')];
    await isStatus(first, 'running');
    await running.give({ type: 'backdrop.hurry', id: third });
    await stepped('one');
    await stepped('end');
    await isStatus(third, 'running');
    expect(statusOf(second)).toBe('queued');
    const late = await running.give({ type: 'backdrop.hurry', id: first });
    expect(late).toMatchObject({ ok: false, error: { code: 'is-pending' } });
  });

  it('keeps on record what the engine was when it began', async () => {
    const id = await made('kept');
    expect(running.service.get(id)?.origin).toMatchObject({ engineVersion: '1', licence: 'none' });
    const other = await place.start(Object.assign(new HandEngine(), { version: '2' }));
    expect(other.service.get(id)?.origin.engineVersion).toBe('1');
    await other.service.stop();
  });

  it('gives the same job for the same request, and another for another seed', async () => {
    const first = ask('a desert', { seed: 3 });
    expect(ask('a desert', { seed: 3 })).toBe(first);
    expect(ask('a desert', { seed: 4 })).not.toBe(first);
  });

  it('tells progress, and never takes it back', async () => {
    const id = ask('one', { count: 4 });
    await isStatus(id, 'running');
    running.byHand.making?.progress(0.5);
    running.byHand.making?.progress(0.2);
    expect(running.service.get(id)?.progress).toBe(0.5);
  });

  it('waits while a take rolls, says so, and begins when it is cut', async () => {
    place.engine.apply({ type: 'stage.rolling', on: true });
    const id = ask('one');
    expect(running.service.get(id)).toMatchObject({
      status: 'queued',
      waitsFor: 'the take to be cut',
    });
    place.engine.apply({ type: 'stage.rolling', on: false });
    await isStatus(id, 'running');
  });

  it('cancels what waits and what runs, and goes on with the next', async () => {
    const [first, second, third] = [ask('one'), ask('two'), ask('three')];
    await isStatus(first, 'running');
    for (const id of [second, first]) {
      expect(await running.give({ type: 'backdrop.cancel', id })).toMatchObject({ ok: true });
      expect(statusOf(id)).toBe('cancelled');
    }
    await isStatus(third, 'running');
    expect(running.byHand.begun.map(({ prompt }) => prompt)).toEqual(['one', 'three']);
  });

  it('takes an engine’s failure as that job’s fault alone', async () => {
    const [first, second] = [ask('one'), ask('two')];
    await isStatus(first, 'running');
    const before = place.engine.state;
    await stepped(new Error('out of memory'));
    await isStatus(first, 'failed');
    expect(running.service.get(first)?.fault).toBe('out of memory');
    await isStatus(second, 'running');
    expect(place.engine.state).toBe(before);
  });

  it('refuses an engine that it does not have, and names those that it has', () => {
    const result = running.service.submit(
      backdropAsked.parse({ prompt: 'x', engine: 'magic' }),
      ann,
    );
    expect(result).toMatchObject({
      ok: false,
      fault: [{ code: 'unknown-engine', path: '/engine' }],
    });
    expect(JSON.stringify(result)).toContain('procedural');
  });
});

describe('a server that is killed and comes back', () => {
  it('has every job and decision, and begins anew what ran', async () => {
    const approved = await made('kept');
    await running.give({ type: 'backdrop.approve', id: approved, variation: 1 });
    const interrupted = ask('interrupted');
    await isStatus(interrupted, 'running');
    await stepped('one');
    await until(
      'one is kept',
      async () => running.service.get(interrupted)?.variations.length === 1,
    );
    // No stop: the file is what a killed process leaves.
    const again = await place.start(new HandEngine());
    expect(again.service.get(approved)).toMatchObject({ status: 'approved', approved: 1 });
    await until('it runs again', async () => again.service.get(interrupted)?.status === 'running');
    expect(again.service.get(interrupted)?.variations).toEqual([]);
    await again.service.stop();
  });

  it('cuts off a torn line, keeps it aside and says so', async () => {
    const id = await made('kept');
    await running.service.stop();
    const file = join(place.folder, 'jobs.jsonl');
    appendFileSync(file, '{"id":"bd-torn","at');
    running = await place.start();
    expect(running.service.get(id)?.status).toBe('pending');
    expect(place.warnings.join()).toMatch(/jobs\.jsonl is damaged: the last line is torn/);
    expect(await readdir(place.folder)).toContain('jobs.jsonl.damaged');
  });

  it('believes no record after one that was changed by hand', async () => {
    const id = await made('kept');
    await running.give({ type: 'backdrop.reject', id });
    await running.service.stop();
    const file = join(place.folder, 'jobs.jsonl');
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    const forged = lines.map((line) =>
      line.replace('"rejected"', '"approved","variation":0,"by":"eve"'),
    );
    writeFileSync(file, `${forged.join('\n')}\n`);
    const { records, damage } = parseJobJournal(readFileSync(file));
    expect(records).toHaveLength(lines.length - 1);
    expect(damage).toMatch(/was changed/);
    running = await place.start();
    expect(running.service.get(id)?.status).toBe('pending');
  });
});

describe('the procedural engine', () => {
  it('makes the same specs, to the byte, from the same request in two fresh folders', async () => {
    const id = await procedural('a wet street in Tokyo, an hour before dawn', { seed: 99 });
    const other = await openBackdrops();
    const second = await other.start();
    const stop = drawEverything(second.service);
    const asked = backdropAsked.parse({
      prompt: 'a wet street in Tokyo, an hour before dawn',
      seed: 99,
    });
    const submitted = second.service.submit(asked, ann);
    const otherId = submitted.ok ? submitted.value.id : '';
    await until('made', async () => second.service.get(otherId)?.status === 'pending');
    stop();
    const assets = (variations: readonly { asset: string }[] = []) =>
      variations.map((v) => v.asset);
    expect(assets(running.service.get(id)?.variations)).toHaveLength(4);
    expect(assets(running.service.get(id)?.variations)).toEqual(
      assets(second.service.get(otherId)?.variations),
    );
    await second.service.stop();
    await other.close();
  });

  it('says which words it did not understand, and keeps what it made by its content', async () => {
    const id = await procedural('a snowy forest with three glorps');
    const [first] = running.service.get(id)?.variations ?? [];
    expect(first?.notUnderstood).toEqual(['glorps']);
    const kept = running.service.file(first?.asset ?? '');
    expect(JSON.parse(readFileSync(kept?.file ?? '', 'utf8'))).toEqual(first?.spec);
    expect(running.service.file(first?.thumbnail ?? '')?.contentType).toBe('image/webp');
  });

  it('goes on from a variation: the same place and hour, other seeds', async () => {
    const id = await procedural('a foggy coast at dawn');
    const like = { id, variation: 2 };
    const more = await procedural('a foggy coast at dawn', { like, seed: 5 });
    const parent = running.service.get(id)?.variations[2]?.spec;
    const children = running.service.get(more)?.variations ?? [];
    expect(children).toHaveLength(4);
    for (const { spec } of children) {
      expect(spec).toMatchObject({
        place: 'coast',
        hour: parent?.hour,
        latitudeDeg: parent?.latitudeDeg,
      });
      expect(Math.abs((spec?.haze ?? 0) - (parent?.haze ?? 0))).toBeLessThan(0.13);
    }
    expect(running.service.get(more)?.origin.like).toEqual(like);
  });

  it('has no more measured of what a person has rejected', async () => {
    const { desk } = running.service;
    const { signal } = new AbortController();
    const id = ask('a calm sea', { engine: 'procedural', count: 2 });
    for (let i = 0; i < 2; i++) {
      const still = await desk.ask(5000, signal);
      desk.deliver(still?.id ?? '', 'still', picture);
    }
    await isStatus(id, 'pending');
    const first = await desk.ask(5000, signal);
    expect(first?.wants).toEqual(['figures']);
    await running.give({ type: 'backdrop.reject', id });
    desk.deliver(first?.id ?? '', 'figures', Buffer.from(JSON.stringify(figures)));
    expect(await desk.ask(200, signal)).toBeUndefined();
    const variations = running.service.get(id)?.variations ?? [];
    expect(variations.map((each) => each.figures !== undefined)).toEqual([true, false]);
  });

  it('says what it waits for when no page draws', async () => {
    const id = ask('hills', { engine: 'procedural' });
    await isStatus(id, 'running');
    expect(running.service.get(id)?.waitsFor).toBe('a page that draws');
  });
});

describe('the way to the wall', () => {
  const remote: Principal = { who: 'desk', role: 'remote', door: 'osc' };

  it('leads by a person’s yes to preview, and no further', async () => {
    const id = await procedural('a sunny desert');
    const program = place.engine.state.program.environment;
    await running.give({ type: 'backdrop.approve', id, variation: 2 });
    expect(await running.give({ type: 'backdrop.push', id })).toMatchObject({ ok: true });
    const { preview, program: after, show } = place.engine.state;
    expect(preview.environment).toBe(`${id}-2`);
    expect(after.environment).toBe(program);
    const pushed = show.environments.find((each) => each.id === `${id}-2`);
    const spec = running.service.get(id)?.variations[2]?.spec;
    expect(pushed).toMatchObject({ kind: 'scene', source: 'backdrop-desert', seed: spec?.seed });
    expect(pushed?.params).toMatchObject({ hour: spec?.hour, clouds: spec?.clouds });
    expect(pushed?.backdrop).toMatchObject({ id, variation: 2, approvedBy: 'ann' });
  });

  it('can be gone back by one press', async () => {
    const id = await procedural('a sunny desert');
    const before = place.engine.state.preview.environment;
    await running.give({ type: 'backdrop.approve', id });
    await running.give({ type: 'backdrop.push', id });
    expect(await running.give({ type: 'show.undo' })).toMatchObject({ ok: true });
    expect(place.engine.state.preview.environment).toBe(before);
    expect(place.engine.state.show.environments.some((each) => each.id === `${id}-0`)).toBe(false);
  });

  it('is closed to what nobody has approved, at every stage', async () => {
    const id = await procedural('a sunny desert');
    expect(await running.give({ type: 'backdrop.push', id })).toMatchObject({
      ok: false,
      error: { code: 'not-approved' },
    });
    await running.give({ type: 'backdrop.approve', id });
    await running.give({ type: 'backdrop.push', id });
    await running.give({ type: 'backdrop.reject', id });
    const { take, preview } = {
      take: await running.give({ type: 'environment.take', force: true }),
      preview: await running.give({ type: 'environment.preview', id: `${id}-0` }),
    };
    expect(take).toMatchObject({ ok: false, error: { code: 'not-approved' } });
    expect(preview).toMatchObject({ ok: false, error: { code: 'not-approved' } });
  });

  it('is closed to desks, keys and scripts, unless the show lists them, and to pages that look', async () => {
    const id = await procedural('a sunny desert');
    for (const by of [
      remote,
      { ...remote, role: 'viewer' as const },
      { ...remote, role: 'output' as const },
    ]) {
      expect(await running.give({ type: 'backdrop.approve', id }, by)).toMatchObject({
        ok: false,
        error: { code: 'forbidden' },
      });
    }
    expect(statusOf(id)).toBe('pending');
  });

  it('says which of several variations there are when one is approved that is not there', async () => {
    const id = await made('one');
    expect(await running.give({ type: 'backdrop.approve', id, variation: 7 })).toMatchObject({
      ok: false,
      error: { code: 'no-variation' },
    });
    expect(await running.give({ type: 'backdrop.approve', id: 'bd-none' })).toMatchObject({
      ok: false,
      error: { code: 'unknown-backdrop' },
    });
  });
});
