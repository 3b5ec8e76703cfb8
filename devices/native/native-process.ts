import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { tsxLoader } from './tsx-loader.ts';

/** What comes from a process that holds a native add-on. Neither call may throw. */
export interface NativeListener {
  message(message: unknown): void;
  /** Once, when the process ended by itself; never after `close`. */
  ended(reason: string): void;
}

export interface NativeProcess {
  /** Structured-clonable; dropped when the process is gone. */
  send(message: object): void;
  /** Asks the process to end, and kills it when it has not after a second. */
  close(): Promise<void>;
}

const graceMs = 1000;

/**
 * Starts a Node process for a native add-on, so that a crash of the add-on takes down nothing else.
 * `entry` is a module that calls `hostNative`; bytes cross as `Uint8Array`. Never throws: what fails
 * becomes `ended`.
 */
export function startNativeProcess(entry: URL, on: NativeListener): NativeProcess {
  let isClosing = false;
  let hasEnded = false;
  const end = (reason: string): void => {
    if (hasEnded) return;
    hasEnded = true;
    if (!isClosing) on.ended(reason);
  };
  const child = fork(fileURLToPath(entry), [], {
    execArgv: execArgvFor(entry),
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const lastWords = keepLastWords(child);
  child.on('message', (message) => {
    if (!isClosing) on.message(message);
  });
  child.on('error', (error) => end(`it cannot be run: ${error.message}`));
  // `close` comes after the last of stderr, `exit` may come before it.
  child.on('close', (code, signal) => end(endReason(code, signal, lastWords())));
  return {
    send: (message) => {
      if (child.connected) child.send(message, () => {});
    },
    close: () => {
      isClosing = true;
      return stop(child);
    },
  };
}

function stop(child: ChildProcess): Promise<void> {
  const isOver = child.exitCode !== null || child.signalCode !== null;
  if (isOver || child.pid === undefined) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    if (child.connected) child.disconnect();
  });
}

/** The flags of this process, without its debugger's port, and tsx where the entry needs it. */
function execArgvFor(entry: URL): string[] {
  const inherited = process.execArgv.filter((flag) => !flag.startsWith('--inspect'));
  const needsTsx =
    entry.pathname.endsWith('.ts') && !inherited.some((flag) => flag.includes('tsx'));
  return needsTsx ? [...inherited, '--import', tsxLoader()] : inherited;
}

const keptCharacters = 400;

/** The end of what the process wrote to stderr: libraries say there why they gave up. */
function keepLastWords(child: ChildProcess): () => string {
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-keptCharacters);
  });
  return () => words.trim().split('\n').at(-1) ?? '';
}

function endReason(code: number | null, signal: string | null, lastWords: string): string {
  const how = signal === null ? `ended with code ${code}` : `was ended by ${signal}`;
  return lastWords === '' ? `it ${how}` : `it ${how} (${lastWords})`;
}
