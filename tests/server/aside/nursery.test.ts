import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Nursery } from '../../../server/aside/nursery.ts';
import { until } from '../../support/until.ts';
import { isAlive } from '../models/rig.ts';

const node = process.execPath;
const gone = (pid: number) => until('its end', async () => !isAlive(pid));

/** A process that sleeps, once it has its number. */
async function sleeping(nursery: Nursery) {
  let pid = 0;
  const aside = nursery.run({
    program: node,
    args: ['-e', 'setTimeout(() => {}, 600_000)'],
    onStart: (started) => {
      pid = started;
    },
  });
  await until('its start', async () => pid > 0);
  return { aside, pid };
}

describe('a process that runs beside the server', () => {
  it('tells how it ended', async () => {
    const { ended } = new Nursery().run({ program: node, args: ['-e', 'process.exit(7)'] });
    expect(await ended).toMatchObject({ code: 7, signal: null });
  });

  it('that cannot be started says why', async () => {
    const { ended } = new Nursery().run({ program: '/nowhere/at-all', args: [] });
    expect((await ended).fault).toContain('ENOENT');
  });

  it('has said all it said before it has ended, in order', async () => {
    const heard: unknown[] = [];
    const talk =
      'const say = (i) => i < 500 ? process.send(i, () => say(i + 1)) : process.exit(); say(0)';
    const { ended } = new Nursery().run({
      program: node,
      args: ['-e', talk],
      onMessage: (message) => heard.push(message),
    });
    await ended;
    expect(heard).toEqual(Array.from({ length: 500 }, (_, i) => i));
  });

  it('is ended at once when nobody wants it any more', async () => {
    const { aside, pid } = await sleeping(new Nursery());
    aside.kill();
    expect(await aside.ended).toMatchObject({ code: null, signal: 'SIGKILL' });
    await gone(pid);
  });

  it('ends when it is not wanted before it has started', async () => {
    const aside = new Nursery().run({
      program: node,
      args: ['-e', 'setTimeout(() => {}, 600000)'],
    });
    aside.kill();
    expect((await aside.ended).signal).toBe('SIGKILL');
  });

  it.runIf(process.platform === 'linux')(
    'ends with what starts it, and the next is started',
    async () => {
      const nursery = new Nursery();
      const { aside, pid } = await sleeping(nursery);
      process.kill(
        Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]),
        'SIGKILL',
      );
      expect((await aside.ended).signal).toBe('SIGKILL');
      const { ended } = nursery.run({ program: node, args: ['-e', 'process.exit(3)'] });
      expect((await ended).code).toBe(3);
      process.kill(pid, 'SIGKILL');
    },
  );

  it.runIf(process.platform !== 'win32')('ends with a server that is killed', async () => {
    const server = fork(join(import.meta.dirname, 'sleeping-parent.ts'), [], {
      execArgv: ['--import', 'tsx'],
    });
    const [pid] = (await once(server, 'message')) as [number];
    server.kill('SIGKILL');
    await gone(pid);
  });
});
