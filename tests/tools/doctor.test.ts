import { spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  HID_VENDORS,
  hidFinding,
  hidIdentity,
  sequencerFinding,
  soundFinding,
} from '../../tools/setup/doctor/devices.mjs';
import { type Finding, findingLines } from '../../tools/setup/doctor/finding.mjs';
import { tcpPortProblem, udpPortProblem } from '../../tools/setup/doctor/network.mjs';
import { createStandInProject, type StandInProject } from './stand-in-project.ts';

let project: StandInProject;

beforeAll(() => {
  project = createStandInProject({ withPackages: false });
});

afterAll(() => project.remove());

function doctor(env: NodeJS.ProcessEnv, ...args: string[]) {
  const script = join(project.root, 'tools', 'doctor.mjs');
  const { stdout, status } = spawnSync(process.execPath, [script, ...args], {
    encoding: 'utf8',
    // The tests' own Chromium, which `npm test` may hand on, is not the machine's.
    env: { ...process.env, CHROMIUM_PATH: '', ...env },
  });
  return { stdout, status };
}

test('doctor runs with no packages installed, and says how to get them', () => {
  const { stdout, status } = doctor({}, '--json');
  expect(status).toBe(0);
  const { fit, findings } = JSON.parse(stdout) as { fit: boolean; findings: Finding[] };
  expect(fit).toBe(true);
  const packages = findings.find(({ name }) => name === 'packages');
  expect(packages).toMatchObject({ state: 'warn', text: 'not installed yet' });
  expect(packages?.fix).toContain('npm start');
  for (const { state, text, fix } of findings) {
    expect(text).not.toBe('');
    if (state === 'warn' || state === 'missing') expect(fix).toBeTruthy();
  }
});

test('doctor ends with 1 and says what to do when the data folder cannot be written', () => {
  // A file where the folder should be refuses even root.
  const { stdout, status } = doctor({ CYCLORAMA_DATA_DIR: join(project.root, 'package.json') });
  expect(status).toBe(1);
  expect(stdout).toMatch(/^missing data folder[\s\S]*--data-dir/m);
});

test('doctor looks at what HID, MIDI and LTC need, too', () => {
  const { stdout } = doctor({}, '--json');
  const { findings } = JSON.parse(stdout) as { findings: Finding[] };
  const names = findings.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['HID devices', 'MIDI sequencer', 'sound input']));
});

test('LTC needs a program, an input, and the right to record', () => {
  const inputs = ['pcmC0D0c', 'pcmC1D0c'];
  const found = (facts: Partial<Parameters<typeof soundFinding>[0]>) =>
    soundFinding({ hasProgram: true, inputs, refused: [], ...facts }, 'linux');
  expect(found({})).toMatchObject({ state: 'ok', text: 'arecord and 2 inputs, for LTC' });
  expect(found({ refused: ['pcmC0D0c'] })).toMatchObject({ state: 'ok' });
  expect(found({ hasProgram: false })).toMatchObject({
    state: 'info',
    fix: 'For LTC: sudo apt-get install alsa-utils',
  });
  expect(found({ inputs: [] })).toMatchObject({
    state: 'info',
    fix: expect.stringMatching(/plug in a sound card/),
  });
  expect(found({ refused: inputs })).toMatchObject({
    state: 'warn',
    fix: expect.stringMatching(/usermod -aG audio/),
  });
  const none = { hasProgram: false, inputs: [], refused: [] };
  expect(soundFinding(none, 'darwin').fix).toContain('brew install sox');
  expect(soundFinding(none, 'win32').fix).toContain('MTC');
});

test('MIDI needs the sequencer, and the right to open it', () => {
  const found = (isThere: boolean, mayOpen: boolean) =>
    sequencerFinding({ isThere, mayOpen }, 'linux');
  expect(found(true, true).state).toBe('ok');
  expect(found(false, false)).toMatchObject({
    state: 'info',
    fix: expect.stringMatching(/modprobe snd-seq/),
  });
  expect(found(true, false)).toMatchObject({
    state: 'warn',
    fix: expect.stringMatching(/usermod -aG audio/),
  });
  expect(sequencerFinding({ isThere: false, mayOpen: false }, 'darwin').state).toBe('ok');
});

test('a puck that this user may not open is named with the udev rule for it', () => {
  const uevent = 'DRIVER=hid-generic\nHID_ID=0003:0000256F:0000C635\nHID_NAME=SpaceMouse Compact\n';
  const puck = { path: '/dev/hidraw3', mayOpen: false, ...hidIdentity(uevent) };
  expect(puck).toMatchObject({ vendor: '256f', name: 'SpaceMouse Compact' });
  const finding = hidFinding([puck], true, 'linux');
  expect(finding).toMatchObject({
    state: 'warn',
    text: expect.stringMatching(/SpaceMouse Compact \(\/dev\/hidraw3\)/),
  });
  expect(finding.fix).toContain('ATTRS{idVendor}=="256f", MODE="0660", TAG+="uaccess"');
  expect(hidFinding([{ ...puck, mayOpen: true }], false, 'linux').state).toBe('ok');
});

test('a keyboard that nobody may read is no fault; without rules, the way to them is said', () => {
  const keyboard = { path: '/dev/hidraw0', mayOpen: false, name: 'Keyboard', vendor: '04d9' };
  expect(hidFinding([keyboard], false, 'linux')).toMatchObject({
    state: 'info',
    fix: expect.stringMatching(/docs\/devices\/hid\.md/),
  });
  expect(hidFinding([keyboard], true, 'linux').state).toBe('ok');
  expect(hidIdentity('')).toEqual({ name: 'a HID device', vendor: '' });
});

test('the vendors that doctor looks for are those of the udev rules', () => {
  const rules = readFileSync(new URL('../../docs/devices/hid.md', import.meta.url), 'utf8');
  const bluetooth = [...rules.matchAll(/KERNELS=="\*:([0-9A-F]{4}):/g)];
  const usb = [...rules.matchAll(/ATTRS\{idVendor\}=="([0-9a-f]{4})"/g)];
  const named = [...usb, ...bluetooth].map(([, vendor = '']) => vendor.toLowerCase());
  expect(new Set(HID_VENDORS)).toEqual(new Set(named));
});

test('a finding is one line, with its fix below it', () => {
  expect(findingLines({ name: 'fonts', state: 'ok', text: '11 families' })).toHaveLength(1);
  const lines = findingLines({ name: 'fonts', state: 'warn', text: 'none', fix: 'install some' });
  expect(lines[1]?.trim()).toBe('→ install some');
});

test('a port in use is found so, by TCP and by UDP, and a free one is not', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const tcp = (server.address() as AddressInfo).port;
  expect(await tcpPortProblem(tcp)).toContain('EADDRINUSE');
  await new Promise((resolve) => server.close(resolve));
  expect(await tcpPortProblem(tcp)).toBeUndefined();

  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  const udp = socket.address().port;
  expect(await udpPortProblem(udp)).toContain('EADDRINUSE');
  await new Promise<void>((resolve) => socket.close(() => resolve()));
  expect(await udpPortProblem(udp)).toBeUndefined();
});
