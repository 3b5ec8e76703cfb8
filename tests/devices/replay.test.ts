import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createPose } from '../../core/math.ts';
import { freedSimulator } from '../../devices/freed/simulator.ts';
import { encodeOscMessage } from '../../devices/osc/osc-js.ts';
import { dueMs } from '../../devices/replay/player.ts';
import { parseRecording, recordingLine } from '../../devices/replay/recording.ts';
import { replayInto } from '../../devices/replay/replay-into.ts';
import { collect, fixtureRecording, until } from './collect.ts';

const folder = mkdtempSync(join(tmpdir(), 'cyclorama-replay-'));
const takesFolder = join(folder, 'takes');
mkdirSync(takesFolder);
afterAll(() => rmSync(folder, { recursive: true }));

const freedLines = (count: number): string =>
  Array.from({ length: count }, (_, i) => {
    const pose = createPose();
    pose.position[0] = i;
    const bytes = freedSimulator({ cameraId: 2 }).datagrams(pose, 0)[0] ?? new Uint8Array(0);
    return recordingLine({ tMs: i * 5, bytes, from: '192.168.0.9:6000' });
  }).join('\n');

describe('a recording', () => {
  it('comes back from its lines as it was written', () => {
    const datagram = { tMs: 12.34, bytes: Uint8Array.from([1, 2, 255]), from: '10.0.0.1:9' };
    expect(recordingLine(datagram)).toBe(
      '{"t_ms":12.34,"len":3,"hex":"0102ff","from":"10.0.0.1:9"}',
    );
    expect(parseRecording(`${recordingLine(datagram)}\n\n`)).toEqual({
      ok: true,
      value: [datagram],
    });
  });

  it('with bad lines names each line and key', () => {
    const text = '{"t_ms":0,"len":2,"hex":"00"}\nnot json\n{"t_ms":-1,"hex":"0"}';
    const parsed = parseRecording(text);
    expect(parsed.ok).toBe(false);
    const paths = parsed.ok ? [] : parsed.fault.map((problem) => problem.path);
    expect(paths).toEqual(['/1/len', '/2', '/3/t_ms', '/3/hex']);
    expect(parseRecording('').ok).toBe(false);
  });

  it('keeps its pace, twice as fast at speed 2, and loops without a gap', () => {
    const datagrams = [0, 10, 20].map((tMs) => ({ tMs, bytes: new Uint8Array(0) }));
    const due = (speed: number) => [0, 1, 2, 3, 4].map((i) => dueMs(datagrams, i, speed));
    expect(due(1)).toEqual([0, 10, 20, 30, 40]);
    expect(due(2)).toEqual([0, 5, 10, 15, 20]);
  });

  it('is given to a device whole, two recorded senders staying two', () => {
    const recording = fixtureRecording('opentrackio/captured_json_ptp_single.jsonl');
    const twice = recording.flatMap((d) => [
      { ...d, from: '10.0.0.1:1' },
      { ...d, from: '10.0.0.2:2' },
    ]);
    const { device, samples } = collect('opentrackio');
    replayInto(device, twice);
    expect(samples).toHaveLength(16);
  });
});

describe('a replay device', () => {
  const replay = (file: string, more: object = {}, as = 'freed') =>
    collect('replay', { file, as, ...more }, { takesFolder, nowMs: () => performance.now() });

  it('plays a recording through the codec of another kind, and ends closed', async () => {
    writeFileSync(join(takesFolder, 'a.jsonl'), freedLines(5));
    const { device, samples } = replay('a.jsonl', { loop: false, speed: 2 });
    await device.open();
    expect(device.status()).toMatchObject({ state: 'open' });
    await until(() => device.status().state === 'closed');
    expect(samples.map((s) => [s.subject, s.x])).toEqual([0, 1, 2, 3, 4].map((x) => ['2', x]));
    expect(device.counters().accepted).toBe(5);
  });

  it('begins again at the end, until it is closed', async () => {
    writeFileSync(join(takesFolder, 'b.jsonl'), freedLines(2));
    const { device, samples } = replay('b.jsonl', { speed: 10 });
    await device.open();
    await until(() => samples.length >= 6);
    await device.close();
    expect(samples.slice(0, 4).map((s) => s.x)).toEqual([0, 1, 0, 1]);
  });

  it('never gives the commands of a recording again', async () => {
    const bytes = encodeOscMessage('/cyc/environment/take', []);
    writeFileSync(join(takesFolder, 'c.jsonl'), recordingLine({ tMs: 0, bytes }));
    const { device, commands } = replay('c.jsonl', { loop: false }, 'osc');
    await device.open();
    await until(() => device.counters().accepted === 1);
    await device.close();
    expect(commands).toEqual([]);
  });

  it('refuses a path that leads out of the takes folder, also by a link', async () => {
    writeFileSync(join(folder, 'secret.jsonl'), freedLines(1));
    symlinkSync(join(folder, 'secret.jsonl'), join(takesFolder, 'link.jsonl'));
    for (const file of ['../secret.jsonl', join(folder, 'secret.jsonl'), 'link.jsonl', '.']) {
      const { device } = replay(file);
      await device.open();
      const status = device.status();
      expect(status).toMatchObject({ state: 'unavailable' });
      expect('reason' in status && status.reason).toContain('outside the takes folder');
    }
  });

  it('of a file that is missing or no recording is unavailable and says why', async () => {
    writeFileSync(join(takesFolder, 'bad.jsonl'), 'hello');
    for (const [file, word] of [
      ['none.jsonl', 'ENOENT'],
      ['bad.jsonl', '/1'],
    ]) {
      const { device } = replay(file ?? '');
      await device.open();
      const status = device.status();
      expect('reason' in status && status.reason).toContain(word);
    }
  });
});
