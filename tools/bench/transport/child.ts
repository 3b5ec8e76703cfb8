import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A process of the bench that answers one question after the other. */
export class Child {
  readonly #process: ChildProcess;

  constructor(entry: string, args: readonly string[], flags: readonly string[] = []) {
    this.#process = fork(fileURLToPath(new URL(entry, import.meta.url)), args, {
      execArgv: ['--import', 'tsx', ...flags],
      serialization: 'advanced',
    });
  }

  ask<Answer>(question: object): Promise<Answer> {
    return askProcess(this.#process, question, () => '');
  }

  signal(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }
}

/**
 * One question and its answer, whose type is the caller's knowledge of the entry that it started.
 * `lastWords`: what is told of a process that ended instead.
 */
export function askProcess<Answer>(
  child: ChildProcess,
  question: object,
  lastWords: () => string,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const gone = (code: number | null) =>
      reject(new Error(`A process of the bench ended with ${code}. ${lastWords()}`.trim()));
    if (child.exitCode !== null) return gone(child.exitCode);
    child.once('exit', gone);
    child.once('message', (answer) => {
      child.off('exit', gone);
      resolve(answer as Answer);
    });
    child.send(question);
  });
}

/** In a child: answers every question of the parent, and ends with it. */
export function answerParent<Question>(answer: (question: Question) => Promise<object>): void {
  process.on('message', (question: Question) => {
    answer(question).then(
      (reply) => process.send?.(reply),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
  process.on('disconnect', () => process.exit(0));
}
