import { type ChildProcess, execFile, spawn } from 'node:child_process';
import type { AudioBackend, AudioCapture, AudioListener } from './backend.ts';
import {
  type CaptureCommand,
  type CaptureOptions,
  captureCommand,
  captureEndReason,
  inputsFromListing,
  noCaptureReason,
  notInstalledReason,
  otherRateReason,
} from './capture-command.ts';
import { PcmBytes } from './pcm-bytes.ts';

const graceMs = 1000;
const keptCharacters = 400;

/** Sound inputs through a program that records: `arecord`, or `rec` on macOS. */
export class ProgramAudio implements AudioBackend {
  list(): Promise<string[]> {
    return new Promise((resolve) => {
      execFile('arecord', ['-L'], { timeout: 2000 }, (_error, listing) =>
        resolve(inputsFromListing(listing)),
      );
    });
  }

  open(options: CaptureOptions, on: AudioListener): AudioCapture {
    const command = captureCommand(options, process.platform);
    if (command) return new ProgramCapture(command, options, on, () => this.list());
    queueMicrotask(() => on.ended(noCaptureReason(process.platform)));
    return { close: async () => {} };
  }
}

class ProgramCapture implements AudioCapture {
  readonly #child: ChildProcess;
  #isOver = false;

  constructor(
    { command, args, env }: CaptureCommand,
    { input, channels }: CaptureOptions,
    on: AudioListener,
    list: () => Promise<string[]>,
  ) {
    const bytes = new PcmBytes(channels);
    const end = (reason: string): void => {
      if (this.#isOver) return;
      this.#isOver = true;
      on.ended(reason);
    };
    const child = spawn(command, args, {
      env: { ...process.env, ...env, LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    const lastWords = keepLastWords(child, (said) => {
      const reason = otherRateReason(said, input);
      if (reason === undefined) return;
      end(reason);
      child.kill();
    });
    child.stdout.on('data', (chunk: Uint8Array) => {
      if (!this.#isOver) on.pcm(bytes.take(chunk), performance.now());
    });
    child.on('error', (error) => {
      const isMissing = 'code' in error && error.code === 'ENOENT';
      end(isMissing ? notInstalledReason(command) : `${command} cannot be run: ${error.message}.`);
    });
    child.on('close', () => {
      if (this.#isOver) return;
      void list().then((inputs) => end(captureEndReason(lastWords(), input, inputs)));
    });
  }

  close(): Promise<void> {
    this.#isOver = true;
    const child = this.#child;
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) {
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
      child.once('close', () => {
        clearTimeout(timer);
        resolve();
      });
      child.kill();
    });
  }
}

/** The last line that the program wrote to stderr: there it says why it gives up. */
function keepLastWords(child: ChildProcess, onWords: (words: string) => void): () => string {
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-keptCharacters);
    onWords(words);
  });
  return () => words.trim().split('\n').at(-1) ?? '';
}
