import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { collect, until } from './collect.ts';

const isThere = spawnSync('oscsend', ['--version']).error === undefined;
const run = promisify(execFile);

describe('oscsend of liblo', () => {
  it('moves a camera and gives a command', async (context) => {
    if (!isThere) context.skip('oscsend is not installed (Debian: liblo-tools)');
    const { device, samples, commands } = collect('osc', { port: 0 });
    await device.open();
    const status = device.status();
    const port = String(status.state === 'open' ? status.port : '');
    const send = (...args: string[]) => run('oscsend', ['127.0.0.1', port, ...args]);
    await send('/cyc/camera/A/pose', 'fffffff', '1', '2', '3', '0', '0', '0', '1');
    await send('/cyc/camera/A/euler', 'ififdd', '1', '2', '3', '30', '0', '0');
    await send('/cyc/environment/preview', 's', 'desert');
    await send('/cyc/environment/take');
    await until(() => samples.length === 2 && commands.length === 2);
    await device.close();
    expect(samples[0]).toMatchObject({ subject: 'A', x: 1, y: 2, z: 3, qw: 1 });
    expect(samples[1]?.qy).toBeCloseTo(Math.sin(Math.PI / 12), 6);
    expect(commands.map((c) => c.request)).toEqual([
      { type: 'environment.preview', id: 'desert' },
      { type: 'environment.take' },
    ]);
    expect([...device.counters().refused]).toEqual([]);
  });
});
