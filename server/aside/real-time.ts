import { spawnSync } from 'node:child_process';

const patienceMs = 1000;

/**
 * Lets the main thread run before everything that is not in real time (`SCHED_RR`, sched(7)) where Linux lets
 * this user, and has `chrt`: frames are sent by its timer, and a page that draws in software makes other threads
 * wait for milliseconds. All other threads, and the processes that it starts, run as before.
 */
export function runInRealTime(): void {
  if (process.platform !== 'linux') return;
  const leastPriority = '1';
  const args = ['--rr', '--reset-on-fork', '--pid', leastPriority, `${process.pid}`];
  // What does not work out, or is not allowed, leaves everything as it is.
  spawnSync('chrt', args, { stdio: 'ignore', timeout: patienceMs });
}
