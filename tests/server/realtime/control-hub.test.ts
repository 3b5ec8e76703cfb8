import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyPatch } from '../../../core/show/patch.ts';
import type { CommandResult, OutputReport, Patch } from '../../../core/wire/events.ts';
import { Captures } from '../../../server/outputs/captures.ts';
import { goodReport } from '../../support/statuses.ts';
import { until } from '../../support/until.ts';
import { type Client, next, openRealtime } from './realtime-fixture.ts';

let realtime: Awaited<ReturnType<typeof openRealtime>>;
beforeEach(async () => {
  realtime = await openRealtime();
});
afterEach(() => realtime.close());

const command = (client: Client, request: { type: string; [key: string]: unknown }) =>
  new Promise<CommandResult>((resolve) => client.emit('command', request, resolve));

const report = (changes: Partial<OutputReport> = {}): OutputReport => ({
  ...goodReport,
  ...changes,
});
const stage = (client: string) => realtime.connect({ page: 'stage', output: 'main-1', client });

describe('the control plane', () => {
  it('greets a page with a whole snapshot and then tells numbered patches that lead on from it', async () => {
    const client = realtime.connect();
    const snapshot = await next(client, 'snapshot');
    expect(snapshot).toMatchObject({ epoch: 1, revision: 1, build: 'b1' });
    const patched = next(client, 'patch');
    const result = await command(client, { type: 'environment.preview', id: 'grid' });
    expect(result).toEqual({ ok: true, revision: 2 });
    const patch: Patch = await patched;
    expect(patch.revision).toBe(2);
    expect(applyPatch(snapshot.state, patch.ops)).toEqual(
      JSON.parse(JSON.stringify(realtime.engine.state)),
    );
  });

  it.each([
    ['says nothing', { page: undefined }],
    ['is of no known kind', { page: 'admin' }],
    ['is a stage without an output', { page: 'stage' }],
    ['sends an object for its name', { client: { $gt: '' } }],
  ])('turns away a page that %s', async (_what, hello) => {
    const client = realtime.connect(hello as object);
    const error = await new Promise<Error>((resolve) => client.once('connect_error', resolve));
    expect(error.message).toMatch(/must/);
  });

  it('lets no viewer and no stage page command anything', async () => {
    for (const connect of [() => realtime.connect({ page: 'viewer' }), () => stage('s')]) {
      const client = connect();
      await next(client, 'snapshot');
      const result = await command(client, { type: 'stage.blackout', on: true });
      expect(result).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    }
    expect(realtime.engine.state.inhibits.blackout.on).toBe(false);
  });

  it('answers a command that is no command, and survives what is no call at all', async () => {
    const client = realtime.connect();
    await next(client, 'snapshot');
    const emit = (client as unknown as { emit: (...args: unknown[]) => void }).emit.bind(client);
    for (const junk of [null, 7, 'x', [], { type: {} }]) emit('command', junk);
    emit('command');
    emit('report', { k: 'x' });
    emit('prepared', { length: 1e9 });
    emit('no-such-event', 1);
    const result = await command(client, { type: 'nothing' });
    expect(result).toMatchObject({ ok: false, error: { code: 'unknown-command' } });
  });

  it('stops listening to a page that sends more than a hundred commands a second', async () => {
    const client = realtime.connect();
    await next(client, 'snapshot');
    const results = await Promise.all(
      Array.from({ length: 150 }, () =>
        command(client, { type: 'environment.preview', id: 'grid' }),
      ),
    );
    expect(results.filter((result) => result.ok).length).toBeLessThan(120);
    expect(results.at(-1)).toMatchObject({ ok: false, error: { code: 'rate-limited' } });
  });

  it('sends the status to pages that look, several times a second', async () => {
    const client = realtime.connect({ page: 'viewer' });
    const first = await next(client, 'status');
    const second = await next(client, 'status');
    expect(second.showTimeMs - first.showTimeMs).toBeLessThan(1000);
    expect(first.outputs.map(({ id }) => id)).toEqual(['main-1']);
    expect(first.recorder).toMatchObject({ take: null, alarm: null });
  });

  it('is closed to whoever the door does not let in', async () => {
    const shut = await openRealtime(false);
    const client = shut.connect();
    await new Promise((resolve) => client.once('connect_error', resolve));
    expect(client.connected).toBe(false);
    await shut.close();
  });
});

describe('an output', () => {
  it('is drawn by the first page; a second is a spare until the first one goes', async () => {
    const first = stage('s1');
    expect(await next(first, 'claimed')).toEqual({ output: 'main-1', role: 'active' });
    const second = stage('s2');
    expect(await next(second, 'claimed')).toEqual({ output: 'main-1', role: 'spare' });
    expect(realtime.outputs.statuses()[0]).toMatchObject({ connected: true, spares: 1 });
    const promoted = next(second, 'claimed');
    first.close();
    expect(await promoted).toEqual({ output: 'main-1', role: 'active' });
  });

  it('stays with a page that comes back before the server noticed that it was gone', async () => {
    const first = stage('s1');
    await next(first, 'claimed');
    const spare = stage('s2');
    await next(spare, 'claimed');
    const again = stage('s1');
    expect(await next(again, 'claimed')).toMatchObject({ role: 'active' });
    first.close();
    await until('the old socket is gone', async () => !first.connected);
    expect(realtime.outputs.active('main-1')?.link.client).toBe('s1');
  });

  it('is waited for while its page is visible and draws, and says why when not', async () => {
    const page = stage('s1');
    await next(page, 'claimed');
    expect(realtime.outputs.counted().map(({ id }) => id)).toEqual(['main-1']);
    page.emit('report', report({ visible: false, windowSize: [800, 600], devicePixelRatio: 2 }));
    const [status] = await until('the report came', async () => {
      const statuses = realtime.outputs.statuses();
      return statuses[0]?.alarms.length ? statuses : undefined;
    });
    expect(realtime.outputs.counted()).toEqual([]);
    expect(status?.alarms.join('\n')).toMatch(/hidden[\s\S]*800 × 600[\s\S]*scaled by 2/);
    page.emit('report', report({ k: 2, prepared: ['scene:city:1'] }));
    await until('it counts again', async () => realtime.outputs.counted().length > 0);
    expect(realtime.outputs.statuses()[0]).toMatchObject({
      alarms: [],
      prepared: ['scene:city:1'],
    });
    // The same frame again: nothing was drawn since.
    await until('it stands still', async () => {
      page.emit('report', report({ k: 2, prepared: ['scene:city:1'] }));
      return realtime.outputs.counted().length === 0;
    });
    expect(realtime.outputs.statuses()[0]?.alarms[0]).toMatch(/^No frame for/);
  });

  it('gives a picture from its active page only, once, and none when nobody draws it', async () => {
    const captures = new Captures(realtime.outputs);
    expect(await captures.capture('main-1')).toBeUndefined();
    const page = stage('s1');
    await next(page, 'claimed');
    const asked = next(page, 'capture');
    const picture = captures.capture('main-1');
    const { token } = await asked;
    const png = Buffer.from('png');
    expect(captures.deliver('side', token, png, 7)).toBe(false);
    expect(captures.deliver('main-1', 'guess', png, 7)).toBe(false);
    expect(captures.deliver('main-1', token, png, 7)).toBe(true);
    expect(await picture).toEqual({ png, frame: 7 });
    expect(captures.deliver('main-1', token, png, 7)).toBe(false);
    const lost = captures.capture('main-1');
    page.close();
    expect(await lost).toBeUndefined();
  });

  it('keeps its own accounts of transitions', async () => {
    const page = stage('s1');
    await next(page, 'claimed');
    const account = { k: 9, environment: 'city', lastOldK: 8, firstNewK: 9, longestFrameMs: 17 };
    page.emit('switched', account);
    const switches = await until('the account came', async () => {
      const list = realtime.outputs.switches('main-1');
      return list.length > 0 && list;
    });
    expect(switches).toEqual([account]);
  });
});
