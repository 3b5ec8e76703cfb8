import type { TrackingSample } from '../../../core/tracking/tracking-sample.ts';
import { angleBits, positionBits, quaternionBits, rotationBits, turnBits } from './slots.ts';
import { SubjectPose } from './subject-pose.ts';

const mostSubjects = 256;

/** The subjects whose poses come from one set of mappings; at most 256 of them. */
export class PoseGroup {
  readonly as: TrackingSample['kind'];
  readonly #subjects = new Map<string, SubjectPose>();
  #filled = 0;
  /** Messages that a whole pose takes, at most. */
  parts = 0;

  constructor(as: TrackingSample['kind']) {
    this.as = as;
  }

  /** Takes in what one more mapping fills. */
  add(filled: number): void {
    this.#filled |= filled;
    this.parts += 1;
  }

  /**
   * The slots that make a pose of a subject whose rotation comes as `rotation` (bits of that kind, 0
   * when none has come yet).
   */
  needed(rotation: number): number {
    const position = this.#filled & positionBits;
    const all = this.#filled & rotationBits;
    if (rotation === 0) return position | all;
    return position | (all & kindOf(rotation));
  }

  /** A subject's memory; when there are too many, the one unheard longest is forgotten. */
  subject(name: string): SubjectPose {
    const known = this.#subjects.get(name);
    if (known) return known;
    if (this.#subjects.size >= mostSubjects) this.#forgetOldest();
    const subject = new SubjectPose(this);
    this.#subjects.set(name, subject);
    return subject;
  }

  #forgetOldest(): void {
    let oldest = '';
    let heardMs = Number.POSITIVE_INFINITY;
    for (const [name, subject] of this.#subjects) {
      if (subject.heardMs >= heardMs) continue;
      oldest = name;
      heardMs = subject.heardMs;
    }
    this.#subjects.delete(oldest);
  }
}

function kindOf(rotation: number): number {
  if ((rotation & quaternionBits) !== 0) return quaternionBits;
  return (rotation & turnBits) !== 0 ? turnBits : angleBits;
}
