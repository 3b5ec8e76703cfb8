import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';

/** A subject that a device has sent a pose of. */
export interface HeardSubject {
  subject: string;
  kind: TrackingSample['kind'];
  /** Since its newest sample. */
  ageMs: number;
}

interface Seen {
  kind: TrackingSample['kind'];
  lastMs: number;
}

/** A sender that invents names must not fill the memory. */
const mostSubjects = 256;
/** What was not heard for so long is not there any more. */
export const heardMs = 10_000;

/** Whom a device sends poses of. Allocates nothing for a subject that is known. */
export class SubjectsSeen {
  readonly #seen = new Map<string, Seen>();

  saw({ subject, kind, hasPose }: TrackingSample, nowMs: number): void {
    if (!hasPose) return;
    const seen = this.#seen.get(subject);
    if (seen) {
      seen.kind = kind;
      seen.lastMs = nowMs;
      return;
    }
    if (this.#seen.size >= mostSubjects) this.#forgetOld(nowMs);
    if (this.#seen.size < mostSubjects) this.#seen.set(subject, { kind, lastMs: nowMs });
  }

  /** The subjects of the last ten seconds, by name. */
  heard(nowMs: number): HeardSubject[] {
    this.#forgetOld(nowMs);
    return [...this.#seen]
      .map(([subject, { kind, lastMs }]) => ({ subject, kind, ageMs: nowMs - lastMs }))
      .sort((a, b) => a.subject.localeCompare(b.subject, 'en', { numeric: true }));
  }

  #forgetOld(nowMs: number): void {
    for (const [subject, { lastMs }] of this.#seen) {
      if (nowMs - lastMs > heardMs) this.#seen.delete(subject);
    }
  }
}
