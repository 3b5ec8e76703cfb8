import type { Log } from './log.ts';

/** One thing that counts what it refuses. */
export interface RefusalSource {
  name: string;
  refused: Readonly<Record<string, number>>;
}

/** Says what was refused since it last looked: one line, however many packets there were. */
export class RefusalLog {
  readonly #log: Pick<Log, 'warn'>;
  readonly #known = new Map<string, number>();

  constructor(log: Pick<Log, 'warn'>) {
    this.#log = log;
  }

  look(sources: readonly RefusalSource[]): void {
    const news = sources.flatMap(({ name, refused }) =>
      Object.entries(refused).flatMap(([reason, count]) => {
        const more = count - (this.#known.get(`${name} ${reason}`) ?? 0);
        this.#known.set(`${name} ${reason}`, count);
        return more > 0 ? [`${name}: ${more} × ${reason}`] : [];
      }),
    );
    if (news.length > 0) this.#log.warn(`Refused in the last second: ${news.join('; ')}`);
  }
}
