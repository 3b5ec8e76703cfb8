import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseRecording } from '../../devices/replay/recording.ts';
import { parseRecordArguments, record } from '../../tools/record.ts';
import { parseReplayArguments, replay } from '../../tools/replay.ts';
import { parseSimulateArguments } from '../../tools/simulate/arguments.ts';
import { simulate } from '../../tools/simulate.ts';
import { collect } from './collect.ts';

const folder = mkdtempSync(join(tmpdir(), 'cyclorama-tools-'));
afterAll(() => rmSync(folder, { recursive: true }));

const never = new AbortController().signal;

describe('npm run simulate', () => {
  it('reads its arguments', () => {
    expect(
      parseSimulateArguments(
        'freed --host 10.0.0.2 --port 40000 --rate 60 --motion orbit --id 1'.split(' '),
      ),
    ).toMatchObject({
      protocol: 'freed',
      host: '10.0.0.2',
      port: 40000,
      rate: 60,
      motion: 'orbit',
      id: '1',
    });
    expect(
      parseSimulateArguments('opentrackio --cbor --segments 4 --multicast'.split(' ')),
    ).toMatchObject({ cbor: true, segments: 4, multicast: true });
  });

  it.each([
    ['', 'protocol'],
    ['vrpn', 'protocol'],
    ['freed --rate 9999', '--rate'],
    ['freed --motion fly', '--motion'],
    ['freed --id 256', '--id'],
    ['opentrackio --id A', '--id'],
    ['freed --speed 3', '--speed'],
  ])('says what is wrong with "%s"', (line, word) => {
    expect(() => parseSimulateArguments(line.split(' ').filter(Boolean))).toThrow(word);
  });

  it.each([
    ['freed', 'freed'],
    ['opentrackio --cbor --segments 3', 'opentrackio'],
    ['osc --euler', 'osc'],
    ['vmc --id studio', 'osc'],
  ])('"%s" sends true bytes that its device takes', async (line, kind) => {
    const { device, samples } = collect(kind, { port: 0 });
    await device.open();
    const status = device.status();
    const port = status.state === 'open' ? status.port : undefined;
    const said: string[] = [];
    const from = parseSimulateArguments(
      `${line} --port ${port} --rate 120 --seconds 0.3`.split(' '),
    );
    await simulate(from, (text) => said.push(text), never);
    await device.close();
    expect(samples.length).toBeGreaterThan(5);
    expect([...device.counters().refused]).toEqual([]);
    expect(said[0]).toContain(String(port));
  });
});

describe('npm run record and npm run replay', () => {
  it('read their arguments', () => {
    expect(parseRecordArguments('--port 5000 --multicast 239.135.1.1 a.jsonl'.split(' '))).toEqual({
      file: 'a.jsonl',
      port: 5000,
      interface: '127.0.0.1',
      multicast: '239.135.1.1',
    });
    expect(() => parseRecordArguments(['a.jsonl'])).toThrow('--port');
    expect(() => parseRecordArguments(['--port', '5000'])).toThrow('FILE');
    expect(parseReplayArguments('a.jsonl --port 5000 --loop --speed 2'.split(' '))).toMatchObject({
      loop: true,
      speed: 2,
    });
    expect(() => parseReplayArguments(['--port', '5000'])).toThrow('FILE');
  });

  it('write what arrives and send it again', async () => {
    const { device } = collect('freed', { port: 0 });
    await device.open();
    const status = device.status();
    const port = status.state === 'open' ? (status.port ?? 0) : 0;
    await device.close();
    const file = join(folder, 'take.jsonl');
    const stop = new AbortController();
    const recorded = record({ file, port, interface: '127.0.0.1', multicast: false }, stop.signal);
    const from = parseSimulateArguments(`freed --port ${port} --rate 120 --seconds 0.3`.split(' '));
    await simulate(from, () => {}, never);
    stop.abort();
    const count = await recorded;
    expect(count).toBeGreaterThan(5);
    const parsed = parseRecording(readFileSync(file, 'utf8'));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.fault));
    expect(parsed.value).toHaveLength(count);
    expect(parsed.value[0]).toMatchObject({
      tMs: 0,
      from: expect.stringMatching(/^127\.0\.0\.1:/),
    });

    const again = collect('freed', { port });
    await again.device.open();
    const to = { file, host: '127.0.0.1', port, speed: 1, loop: false };
    expect(await replay(parsed.value, to, never)).toBe(count);
    await again.device.close();
    expect(again.samples.length).toBeGreaterThan(5);
    expect(again.samples[0]?.subject).toBe('1');
  });

  it('do not write over a recording that exists', async () => {
    const settings = { file: join(folder, 'take.jsonl'), port: 1024, interface: '127.0.0.1' };
    const { port } = await freePort();
    await expect(record({ ...settings, port, multicast: false }, never)).rejects.toThrow('EEXIST');
  });
});

/** A port that was free a moment ago. */
async function freePort(): Promise<{ port: number }> {
  const { device } = collect('freed', { port: 0 });
  await device.open();
  const status = device.status();
  await device.close();
  return { port: status.state === 'open' ? (status.port ?? 0) : 0 };
}
