import { spawn, spawnSync } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { setSessionNice } from './session-nice.mjs';

// Starts and ends the processes that the server asks for. It is plain JavaScript without a loader, so that it
// stays small: what is forked is a copy of its memory, and not of the server's.
/** @type {Map<number, import('node:child_process').ChildProcess>} */
const children = new Map();
/** @param {import('./nursery.ts').News} news */
const tell = (news) => process.connected && process.send?.(news);

runBehindOthers();
process.on('message', (/** @type {import('./nursery.ts').Order} */ order) => {
  if (order.do === 'run') run(order);
  else children.get(order.id)?.kill('SIGKILL');
});
// The terminal's Ctrl+C goes to all: the server says when.
process.on('SIGINT', () => {});
process.once('disconnect', () => {
  for (const child of children.values()) child.kill('SIGKILL');
  process.exit();
});

/** What draws or tracks takes the processor at once; whatever is started here inherits it. */
function runBehindOthers() {
  try {
    setPriority(constants.priority.PRIORITY_LOW);
  } catch {
    // The system does not allow it: everything runs as it is.
  }
  // Node has no word for Linux's idle class; where `chrt` is not there, the low priority has to do.
  if (process.platform === 'linux') spawnSync('chrt', ['--idle', '--pid', '0', `${process.pid}`]);
  setSessionNice(constants.priority.PRIORITY_LOW);
}

/** @param {Extract<import('./nursery.ts').Order, { do: 'run' }>} order */
function run({ id, program, args, talks }) {
  const child = spawn(program, args, {
    stdio: ['ignore', 'ignore', 'ignore', talks ? 'ipc' : 'ignore'],
  });
  /** @type {Omit<Extract<import('./nursery.ts').News, { did: 'end' }>, 'did' | 'id'> | undefined} */
  let ending;
  // Its last words may come after its end: they are told first.
  const end = () => {
    if (!ending || (child.connected && !ending.fault)) return;
    if (children.delete(id)) tell({ did: 'end', id, ...ending });
  };
  children.set(id, child);
  if (child.pid) tell({ did: 'start', id, pid: child.pid });
  child.on('message', (message) => tell({ did: 'say', id, message }));
  child.once('disconnect', end);
  child.once('error', (error) => {
    if (child.pid) return;
    ending = { code: null, signal: null, fault: error.message };
    end();
  });
  child.once('exit', (code, signal) => {
    ending = { code, signal };
    end();
  });
}
