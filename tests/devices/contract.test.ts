import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createPose } from '../../core/math.ts';
import { artNetSimulator } from '../../devices/artnet/simulator.ts';
import { freedSimulator } from '../../devices/freed/simulator.ts';
import { ltcBytes } from '../../devices/ltc/simulator.ts';
import { mtcFormats } from '../../devices/midi/mtc.ts';
import { mtcAtQuarter } from '../../devices/midi/simulator.ts';
import { openTrackIoSimulator } from '../../devices/opentrackio/simulator.ts';
import { oscSimulator } from '../../devices/osc/simulator.ts';
import { psnSimulator } from '../../devices/psn/simulator.ts';
import { defaultPoseIs, deviceFactories } from '../../devices/registry.ts';
import { recordingLine } from '../../devices/replay/recording.ts';
import { sacnSimulator } from '../../devices/sacn/simulator.ts';
import { tslSimulator } from '../../devices/tsl/simulator.ts';
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

const [, pal] = mtcFormats;
if (!pal) throw new Error('There is no format of 25 frames a second.');
const preview = { type: 'environment.preview', id: 'desert' };
const cases: ContractCase[] = [
  { kind: 'freed', options: { port: 0 }, datagrams: freed },
  {
    kind: 'opentrackio',
    options: { port: 0 },
    datagrams: [...tracker.datagrams(pose, 0), ...tracker.datagrams(pose, 16)],
  },
  { kind: 'osc', options: { port: 0 }, datagrams: oscSimulator('A').datagrams(pose, 0) },
  {
    kind: 'psn',
    options: { port: 0, multicast: false },
    datagrams: psnSimulator({ id: 1, trackers: 30 }).datagrams(pose, 0),
  },
  {
    kind: 'sacn',
    options: { port: 0, universes: [1], bindings: [{ control: 'slot/1/1', command: preview }] },
    datagrams: sacnSimulator({ cid: new Uint8Array(16).fill(7), universe: 1 })(0),
    gives: 'controls',
  },
  {
    kind: 'artnet',
    options: { port: 0, universes: [1], bindings: [{ control: 'slot/1/1', command: preview }] },
    datagrams: artNetSimulator({ portAddress: 1 })(0),
    gives: 'controls',
  },
  {
    kind: 'tsl',
    options: { port: 0, bindings: [{ control: 'tally/2/1', command: preview }] },
    datagrams: [0, 120].flatMap((index) => tslSimulator({ version: 3 })(index)),
    gives: 'controls',
  },
  { kind: 'hid', options: { match: 'simulated' }, datagrams: [] },
  {
    kind: 'midi',
    options: { port: 'simulated' },
    datagrams: Array.from({ length: 20 }, (_, i) => mtcAtQuarter(i, pal)),
    gives: 'timecode',
  },
  {
    kind: 'ltc',
    options: { input: 'simulated' },
    datagrams: [ltcBytes({ sampleRate: 48_000, format: pal, frame: 0 }, 0.5, 2)],
    gives: 'timecode',
  },
  { kind: 'take', options: { take: 'none' }, datagrams: [], lacksWhatItNeeds: true },
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
    expect('reason' in status && status.reason).toContain('freed, opentrackio, osc, psn');
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
