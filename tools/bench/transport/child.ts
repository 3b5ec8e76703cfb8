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

  /** The answer's type is the caller's knowledge of the entry that it started. */
  ask<Answer>(question: object): Promise<Answer> {
    const child = this.#process;
    return new Promise((resolve, reject) => {
      const gone = (code: number | null) => reject(new Error(`A process ended with ${code}.`));
      child.once('exit', gone);
      child.once('message', (answer) => {
        child.off('exit', gone);
        resolve(answer as Answer);
      });
      child.send(question);
    });
  }

  signal(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }
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
