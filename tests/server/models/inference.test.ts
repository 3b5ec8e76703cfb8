import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { constants, getPriority } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPixels } from '../../../server/models/picture-pixels.ts';
import { brightnessAsDepth, doubling, endless, greedy } from '../../support/onnx-models.ts';
import { pngBytes } from '../../support/picture-bytes.ts';
import { until } from '../../support/until.ts';
import { isAlive, modelsRig } from './rig.ts';
import { fixture, pixelsOf } from './shipped-model.ts';

const small = pngBytes(16, 8, (x, y) => [x * 15, y * 30, 40]);
/** Of proc(5) stat, from its third on. */
function statFields(pid: number | string): number[] {
  const [, after = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  return after.split(' ').map(Number);
}

/** Fields 14 and 15, in ticks of 10 ms. */
function processorSeconds(pid: number): number {
  const fields = statFields(pid);
  return ((fields[11] ?? 0) + (fields[12] ?? 0)) / 100;
}

/** Field 41. */
const policyOf = (task: string): number | undefined => statFields(task)[38];

/** SCHED_IDLE of sched(7). */
const idleClass = 5;

const gone = (pid: number | undefined) => until('its end', async () => pid && !isAlive(pid));

describe('a model in its process', () => {
  it('that never ends is stopped in words, and the next picture is made', async () => {
    const { put, enlarge, pids, shares, models } = modelsRig({ limits: { silentMs: 15_000 } });
    put('endless-x2/model.onnx', endless());
    await expect(enlarge(small, 2)).rejects.toThrow('took longer than 15 s and was stopped');
    expect(shares).toEqual([]);
    await gone(pids[0]);
    expect((await models.contentOf(small))?.neutral).toBeGreaterThan(0);
  });

  it('that takes too much memory is stopped in words, and the next picture is made', async () => {
    const { put, enlarge, pids, models } = modelsRig({ limits: { memoryBytes: 700 * 2 ** 20 } });
    put('greedy-x2/model.onnx', greedy(4));
    await expect(enlarge(small, 2)).rejects.toThrow('took more than 700 MB of memory');
    await gone(pids[0]);
    expect((await models.contentOf(small))?.neutral).toBeGreaterThan(0);
  });

  it('that never ends is gone soon after the server was killed', async (context) => {
    context.skip(process.platform !== 'linux', 'only Linux tells a process’s time in a file');
    const { put, folder } = modelsRig();
    put('endless-x2/model.onnx', endless());
    const asking = fork(new URL('./asking-process.ts', import.meta.url), [folder], {
      execArgv: ['--import', 'tsx'],
    });
    const pid = Number((await once(asking, 'message'))[0]);
    // Longer than it takes to start: it is in the loop by then, and hears nothing.
    await until('it computes', async () => processorSeconds(pid) > 6, 50_000);
    asking.kill('SIGKILL');
    await gone(pid);
  });

  it('that makes another size than its name says is refused', async () => {
    const { put, enlarge } = modelsRig();
    put('liar-x3.onnx', doubling());
    await expect(enlarge(small, 3)).rejects.toThrow('is not what it says');
  });

  it('is at low priority and gone when the picture is made', async () => {
    let priority = 0;
    const { enlarge, pids, shares } = modelsRig({
      onProcess: (pid) => {
        pids.push(pid);
        priority = getPriority(pid);
      },
    });
    const { png, model, provider } = await enlarge(small, 2);
    expect(await pixelsOf(png)).toMatchObject({ width: 32, height: 16 });
    expect([model.id, provider]).toEqual(['esrgan-slim-x2', 'cpu']);
    expect(priority).toBe(constants.priority.PRIORITY_LOW);
    expect(shares).toEqual([1]);
    await gone(pids[0]);
  });

  it.runIf(process.platform === 'linux')('runs in idle time only, thread by thread', async () => {
    const { enlarge, pids } = modelsRig();
    const controller = new AbortController();
    const { signal } = controller;
    const made = enlarge(fixture('esrgan-slim-x4.png'), 4, { signal });
    const [pid] = await until('its process', async () => pids.length > 0 && pids);
    const tasks = () => readdirSync(`/proc/${pid}/task`).map((task) => `${pid}/task/${task}`);
    await until('them all idle', async () => tasks().every((task) => policyOf(task) === idleClass));
    controller.abort(new Error('seen'));
    await expect(made).rejects.toThrow('seen');
  });

  it('ends within a tile when it is cancelled, and so does what waits behind it', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const { enlarge, pids } = modelsRig();
    const shares: number[] = [];
    const progress = (share: number) => {
      shares.push(share);
      controller.abort(new Error('cancelled'));
    };
    const picture = fixture('esrgan-slim-x4.png');
    const [first, second] = [
      enlarge(picture, 4, { signal, progress }),
      enlarge(picture, 4, { signal }),
    ];
    await expect(first).rejects.toThrow('cancelled');
    await expect(second).rejects.toThrow('cancelled');
    expect(shares).toEqual([1 / 9]);
    expect(pids).toHaveLength(1);
    await gone(pids[0]);
  });

  it('runs on the next provider when one cannot start, and says which and why', async () => {
    const { models, told } = modelsRig({ providers: ['no-such', 'webgpu', 'cpu'] });
    expect(await models.contentOf(small)).toBeDefined();
    const { ranOn } = await models.report();
    expect(ranOn?.skipped[0]).toMatchObject({
      provider: 'no-such',
      why: expect.stringMatching(/\w/),
    });
    // A machine with a graphics card may well run it on that.
    expect(ranOn?.provider).toBe(ranOn?.skipped.length === 2 ? 'cpu' : 'webgpu');
    expect(told.join()).toContain(`Models run on ${ranOn?.provider}. Not on no-such:`);
  });

  it('is refused in words where the runtime is not installed', async () => {
    const { models, enlarge, told, pids } = modelsRig({ runtime: 'onnxruntime-of-nowhere' });
    expect((await models.report()).trouble).toContain('is not installed');
    await expect(enlarge(small, 2)).rejects.toThrow('is not installed. Run npm install.');
    expect(await models.contentOf(small)).toBeUndefined();
    expect(told.join()).toContain('content was not judged');
    expect(pids).toEqual([]);
  });

  it('reads depth as 16-bit grey of the picture’s size, the nearest white', async () => {
    const { put, models } = modelsRig();
    put('bright.onnx', brightnessAsDepth());
    const halves = pngBytes(40, 20, (x) => (x < 20 ? [10, 10, 10] : [250, 250, 250]));
    const { png, model } = await models.depthOf(halves);
    expect(model.kind).toBe('depth');
    // PNG's header: width, height, 16 bits, grey.
    expect([png.readUInt32BE(16), png.readUInt32BE(20), png[24], png[25]]).toEqual([40, 20, 16, 0]);
    const { rgb } = await pixelsOf(png);
    expect([rgb[0], rgb.at(-1)]).toEqual([0, 255]);
  });
});

describe('a hostile picture', () => {
  const bomb = Buffer.from(small);
  bomb.writeUInt32BE(60_000, 16);
  bomb.writeUInt32BE(60_000, 20);
  it.each([
    ['that claims 60000 × 60000 pixels', bomb],
    ['that is text', Buffer.from('I am a picture. Trust me.')],
    ['that is SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
    ['that is empty', Buffer.alloc(0)],
  ])('%s is refused before any process is started', async (_what, bytes) => {
    const { enlarge, pids } = modelsRig();
    await expect(enlarge(bytes, 2)).rejects.toThrow('The picture is not taken');
    expect(pids).toEqual([]);
  });

  it('that is cut off is refused in the process', async () => {
    const { enlarge } = modelsRig();
    await expect(enlarge(small.subarray(0, 60), 2)).rejects.toThrow(/\w/);
  });

  it('of more pixels than may be decoded is not decoded', async () => {
    const { folder } = modelsRig();
    const file = join(folder, 'picture');
    writeFileSync(file, small);
    await expect(readPixels(file, 127)).rejects.toThrow('more than 127 pixels');
    expect(await readPixels(file, 128)).toMatchObject({ width: 16, height: 8 });
  });
});
