import { spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
