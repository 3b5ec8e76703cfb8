import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createPose } from '../../core/math.ts';
import { freedSimulator } from '../../devices/freed/simulator.ts';
import { openTrackIoSimulator } from '../../devices/opentrackio/simulator.ts';
import { oscSimulator } from '../../devices/osc/simulator.ts';
import { defaultPoseIs, deviceFactories } from '../../devices/registry.ts';
import { recordingLine } from '../../devices/replay/recording.ts';
import { collect } from './collect.ts';
import { type ContractCase, deviceContract } from './contract.ts';

const pose = createPose();
const freed = freedSimulator({ cameraId: 1 }).datagrams(pose, 0);
const tracker = openTrackIoSimulator({ encoding: 'json', sourceNumber: 1, sourceId: 'x' });
const takesFolder = mkdtempSync(join(tmpdir(), 'cyclorama-takes-'));
writeFileSync(
  join(takesFolder, 'take.jsonl'),
  freed.map((bytes, i) => recordingLine({ tMs: i, bytes })).join('\n'),
);
afterAll(() => rmSync(takesFolder, { recursive: true }));

const cases: ContractCase[] = [
  { kind: 'freed', options: { port: 0 }, datagrams: freed },
  {
    kind: 'opentrackio',
    options: { port: 0 },
    datagrams: [...tracker.datagrams(pose, 0), ...tracker.datagrams(pose, 16)],
  },
  { kind: 'osc', options: { port: 0 }, datagrams: oscSimulator('A').datagrams(pose, 0) },
  { kind: 'simulated', options: {}, datagrams: [] },
  {
    kind: 'replay',
    options: { file: 'take.jsonl', as: 'freed' },
    datagrams: freed,
    takesFolder,
  },
];

for (const contractCase of cases) deviceContract(contractCase);

describe('the registry of devices', () => {
  it('has every kind that the contract is run on, and no other', () => {
    expect([...deviceFactories.keys()].sort()).toEqual(cases.map((c) => c.kind).sort());
  });

  it('makes an unavailable device of an unknown kind, which lists the known ones', async () => {
    const { device } = collect('opentrackoi', {});
    await device.open();
    const status = device.status();
    expect(status).toMatchObject({ state: 'unavailable' });
    expect('reason' in status && status.reason).toContain('freed, opentrackio, osc, simulated');
  });

  it('listens on the host of the server when the options name no interface', async () => {
    const { device } = collect('freed', { port: 0 }, { host: '127.0.0.9' });
    await device.open();
    expect(device.status()).toMatchObject({ detail: expect.stringContaining('127.0.0.9:') });
    await device.close();
  });

  it('knows what each kind’s samples are when the show is silent', () => {
    const kinds = ['freed', 'opentrackio', 'osc', 'simulated'];
    const said = kinds.map((kind) => defaultPoseIs({ kind }));
    expect(said).toEqual(['tracker', 'sensor', 'pupil', 'pupil']);
    expect(defaultPoseIs({ kind: 'replay', options: { as: 'opentrackio' } })).toBe('sensor');
  });
});
