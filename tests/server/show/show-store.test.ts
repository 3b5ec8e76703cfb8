import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseCommand } from '../../../core/commands/parse-command.ts';
import type { StateChange } from '../../../core/commands/reduce.ts';
import { createLog } from '../../../server/observe/log.ts';
import { lockFolder } from '../../../server/show/folder-lock.ts';
import { openShowStore, type ShowStore, showKey } from '../../../server/show/show-store.ts';
import { sceneIds, twoWallsDocument } from '../../core/show/two-walls.ts';
import { HandClocks } from './engine-fixture.ts';

let root = '';
let clocks = new HandClocks();
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cyclorama-store-'));
  clocks = new HandClocks();
  mkdirSync(join(root, 'show'));
  writeShow(twoWallsDocument());
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const showJson = () => join(root, 'show', 'show.json');
const writeShow = (document: unknown) =>
  writeFileSync(showJson(), JSON.stringify(document, null, 3));
const readShow = () => JSON.parse(readFileSync(showJson(), 'utf8'));

async function open(): Promise<ShowStore> {
  const [folder, dataDir] = [join(root, 'show'), join(root, 'data')];
  const log = createLog('silent', true);
  const store = await openShowStore({ folder, dataDir, clocks, sceneIds, log });
  if (!store) throw new Error('There is no show.');
  return store;
}
const command = (request: object): StateChange => {
  const parsed = parseCommand(request);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.fault));
  return parsed.value;
};
const age = (ms: number) => command({ type: 'camera.set', id: 'A', trackingAgeMs: ms });

describe('a show on disk', () => {
  it('is left as its author wrote it while nothing changes', async () => {
    const text = readFileSync(showJson(), 'utf8');
    await (await open()).close();
    await (await open()).close();
    expect(readFileSync(showJson(), 'utf8')).toBe(text);
  });

  it('follows the running show and keeps unknown keys and a generation', async () => {
    const store = await open();
    store.engine.apply(age(33));
    await store.close();
    const expected = twoWallsDocument();
    Object.assign(expected.cameras[0] ?? {}, { trackingAgeMs: 33 });
    expect(readShow()).toEqual(expected);
    const backups = readdirSync(join(root, 'data', 'backups', showKey(store.folder)));
    expect(backups.length).toBeGreaterThan(0);
  });

  it('goes on after a crash: state, undo, revision and content time, in a new epoch', async () => {
    const store = await open();
    const { engine } = store;
    clocks.pass(5000);
    engine.apply(command({ type: 'environment.take' }), undefined, 400);
    engine.apply(age(33));
    await store.heartbeat({});
    const { session, revision, epoch } = engine;
    clocks.pass(700);
    const again = await open();
    expect(again.engine.session).toEqual(session);
    expect(again.engine.revision).toBe(revision);
    expect(again.engine.epoch).toBe(epoch + 1);
    expect(again.engine.nowMs()).toBeCloseTo(5700, 3);
    expect(again.engine.state.program.environment).toBe('city');
    expect(again.engine.apply(command({ type: 'show.undo' })).ok).toBe(true);
    expect(again.engine.state.show.cameras[0]?.trackingAgeMs).toBe(0);
  });

  it('writes what a crash kept from show.json', async () => {
    const store = await open();
    store.engine.apply(age(33));
    const again = await open();
    await again.close();
    expect(readShow().cameras[0].trackingAgeMs).toBe(33);
  });

  it('takes over what was edited while the server was stopped, and leaves program alone', async () => {
    const store = await open();
    store.engine.apply(command({ type: 'environment.take' }), undefined, 1);
    await store.close();
    writeShow({ ...readShow(), name: 'Edited' });
    const again = await open();
    expect(again.engine.state.show.name).toBe('Edited');
    expect(again.engine.state.program.environment).toBe('city');
    await again.close();
  });

  it.each([
    ['cut off in the middle', '{"format": 1, "name": "Tw'],
    ['empty', ''],
    [
      'of a negative size',
      JSON.stringify({ stage: { outputs: [{ id: 'a', size: [-1, 1], slices: [] }] } }),
    ],
  ])(
    'that is %s does not stop the show that ran before, and is not written over',
    async (_what, text) => {
      const store = await open();
      store.engine.apply(command({ type: 'environment.take' }), undefined, 1);
      await store.close();
      writeFileSync(showJson(), text);
      const again = await open();
      expect(again.engine.state.show.name).toBe('Two walls');
      expect(again.engine.state.program.environment).toBe('city');
      await again.close();
      expect(readFileSync(showJson(), 'utf8')).toBe(text);
      const backups = readdirSync(join(root, 'data', 'backups', showKey(store.folder)));
      expect(backups.some((name) => name.startsWith('rejected-'))).toBe(true);
    },
  );

  it('that is not valid falls back to the newest valid generation where there is no journal', async () => {
    await (await open()).close();
    rmSync(join(root, 'data', 'state'), { recursive: true });
    writeFileSync(showJson(), '{}x');
    const again = await open();
    expect(again.engine.state.show.name).toBe('Two walls');
    await again.close();
  });

  it('that was never valid is no show', async () => {
    writeFileSync(showJson(), 'nothing');
    await expect(open()).rejects.toThrow('There is no show.');
  });
});

describe('the lock of a show', () => {
  it('is had by one server at a time and let go of', async () => {
    const unlock = await lockFolder(root);
    expect(await lockFolder(root)).toBeUndefined();
    unlock?.();
    const again = await lockFolder(root);
    expect(again).toBeDefined();
    again?.();
  });
});
