import { type ChildProcess, execFileSync, fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { repository } from '../../support/running-server.ts';
import { until } from '../../support/until.ts';

const started: ChildProcess[] = [];
const folder = mkdtempSync(join(tmpdir(), 'cyclorama-test-'));

afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode !== null) continue;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The server in a session of its own, or in that of its parent, with a channel to it, once it answers. */
async function serverOf(detached: boolean): Promise<ChildProcess> {
  const child = fork('server/main.ts', ['--data-dir', folder, '--port', '0'], {
    cwd: repository,
    execArgv: ['--import', 'tsx'],
    silent: true,
    detached,
  });
  started.push(child);
  let log = '';
  child.stdout?.on('data', (chunk) => {
    log += chunk;
  });
  await until('the server is ready', async () => /^ready /m.test(log));
  return child;
}

const autogroup = (pid: number): string => readFileSync(`/proc/${pid}/autogroup`, 'utf8');

function niceOfSession(pid: number): number {
  return Number(/nice (-?\d+)/.exec(autogroup(pid))?.[1]);
}

function childrenOf(pid: number): number[] {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return all.map(Number).filter((one) => parentOf(one) === pid);
}

function parentOf(pid: number): number {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return Number.NaN;
  }
}

/** How the kernel schedules each thread of a process, the main one first (proc_pid_stat(5), field 41). */
function policiesOf(pid: number): number[] {
  const threads = readdirSync(`/proc/${pid}/task`).map(Number);
  return threads.map((id) => {
    const stat = readFileSync(`/proc/${pid}/task/${id}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[38]);
  });
}

const [asOthers, roundRobin, behindOthers] = [0, 2, 5];

/** The tool that sets it, and a user who may. */
function canRunInRealTime(): boolean {
  const args = ['--rr', '1', 'true'];
  return process.platform === 'linux' && spawnSync('chrt', args).status === 0;
}

/** Linux that shares the processor among sessions, and a user who may put one before others. */
function canGoBefore(): boolean {
  try {
    accessSync('/proc/self/autogroup', constants.W_OK);
    const isOn = readFileSync('/proc/sys/kernel/sched_autogroup_enabled', 'utf8').trim() === '1';
    return isOn && execFileSync('id', ['-u'], { encoding: 'utf8' }).trim() === '0';
  } catch {
    return false;
  }
}

describe('the share of the processor', () => {
  it.runIf(canGoBefore())(
    'of a server in a session of its own is large, and of what it starts small',
    async () => {
      const { pid = 0 } = await serverOf(true);
      expect(niceOfSession(pid)).toBe(-7);
      await until('what it starts is behind', async () =>
        childrenOf(pid).some((child) => niceOfSession(child) === 19),
      );
    },
  );

  it.runIf(canGoBefore())('of the session that a server is started in stays as it is', async () => {
    const before = niceOfSession(process.pid);
    const { pid = 0 } = await serverOf(false);
    expect(autogroup(pid)).toBe(autogroup(process.pid));
    expect(niceOfSession(process.pid)).toBe(before);
  });
});

describe('the time of the processor', () => {
  it.runIf(canRunInRealTime())(
    'is given to the thread that sends the frames at once, and to what it starts as to others',
    async () => {
      const { pid = 0 } = await serverOf(true);
      const [main, ...others] = policiesOf(pid);
      expect(main).toBe(roundRobin);
      expect(others.length).toBeGreaterThan(0);
      await until('it has started another process', async () => childrenOf(pid).length > 0);
      expect(others.every((policy) => policy === asOthers)).toBe(true);
      // It may have put itself behind already.
      const started = childrenOf(pid).flatMap(policiesOf);
      expect(started.every((policy) => [asOthers, behindOthers].includes(policy))).toBe(true);
    },
  );
});

describe('a server in a session of its own', () => {
  it('ends in order when what started it has gone without a word', async () => {
    const child = await serverOf(process.platform === 'linux');
    const ended = once(child, 'exit');
    child.disconnect();
    expect(await ended).toEqual([0, null]);
  });
});
