import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Sets how nice the session that this process leads is to the others, -20 to 19; without one of its own nothing.
 * Linux may share the processor among sessions first ("The autogroup feature", sched(7)): a process's own
 * niceness then counts in its session alone, and the browser on each output is a session of its own. Only
 * some users may set less than 0.
 * @param {number} nice
 */
export function setSessionNice(nice) {
  try {
    if (sessionId() !== process.pid) return;
    writeFileSync('/proc/self/autogroup', `${nice}`, { flag: 'r+' });
  } catch {
    // Another system, or it is not allowed: sessions share the processor as they are.
  }
}

/** The sixth field of proc_pid_stat(5), counted from the name's end, which may hold blanks. */
function sessionId() {
  const stat = readFileSync('/proc/self/stat', 'utf8');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[3]);
}
