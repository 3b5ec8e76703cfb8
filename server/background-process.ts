import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';

/**
 * Lets a process of jobs run only in the time that nothing else wants: a pose that arrives takes the
 * processor at once. Call it just after the spawn, so that every thread to come has it, too.
 */
export function keepInBackground(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    return; // It has gone already.
  }
  if (process.platform === 'linux') takeIdleTimeOnly(pid);
}

/** Node has no word for Linux's idle class; where `chrt` is not there, the low priority has to do. */
function takeIdleTimeOnly(pid: number): void {
  const args = ['--all-tasks', '--idle', '--pid', '0', String(pid)];
  spawn('chrt', args, { stdio: 'ignore' }).on('error', () => {});
}
