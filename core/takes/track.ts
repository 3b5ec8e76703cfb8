import { type Pose, quat } from '../math.ts';
import { type LensState, lensFields } from '../tracking/lens.ts';
import { Rows } from './rows.ts';

/** What is to be known of a frame, best first: `dropped` has no pose of its own. */
export const frameMarks = ['ok', 'extrapolated', 'held', 'dropped'] as const;
export type FrameMark = (typeof frameMarks)[number];

/** A pose and lens at one time, and how far they can be trusted. */
export interface TrackPoint {
  pose: Pose;
  lens: LensState;
  mark: FrameMark;
}

/** Columns: time, position, quaternion, lens, mark. */
const [positionAt, turnAt, lensAt] = [1, 4, 8];
const markAt = lensAt + lensFields.length;
const columns = markAt + 1;
/** Faster than any camera on a stage: no line is drawn across such a jump. */
const fastestMetresPerMs = 0.01;
const slackMetres = 0.05;
const sameMs = 1e-6;

/**
 * The poses and lenses of one camera of a take, by rising show time, and what lies between them:
 * cubic through four neighbours of one movement (Lagrange), a straight line where there are not so
 * many. Lenses go in straight lines.
 */
export class Track {
  readonly #rows = new Rows(columns);
  /** Neighbours farther apart than this have a hole between them, ms. */
  readonly #gapMs: number;

  constructor(gapMs: number) {
    this.#gapMs = gapMs;
  }

  get count(): number {
    return this.#rows.count;
  }

  /** Takes in what follows; of what lies at the same time or later the newest counts. */
  push(timeMs: number, pose: Readonly<Pose>, lens: Readonly<LensState>, mark: FrameMark): void {
    while (this.count > 0 && this.timeMs(this.count - 1) >= timeMs) this.#rows.drop();
    this.#rows.push([
      timeMs,
      ...pose.position,
      ...pose.orientation,
      ...lensFields.map((field) => lens[field]),
      frameMarks.indexOf(mark),
    ]);
  }

  /** Of the index-th row; NaN where there is none. */
  timeMs(index: number): number {
    return this.#rows.at(index, 0);
  }

  get firstMs(): number {
    return this.timeMs(0);
  }

  get lastMs(): number {
    return this.timeMs(this.count - 1);
  }

  /** Pose and lens at a show time into `out`; beyond the ends the end's own. `false` when there is nothing at all. */
  read(timeMs: number, out: TrackPoint): boolean {
    if (this.count === 0) return false;
    const right = this.#rows.firstAbove(timeMs - sameMs);
    const isExact = Math.abs(this.timeMs(right) - timeMs) <= sameMs;
    const isInside = right > 0 && right < this.count;
    if (isInside && !isExact) this.#between(right - 1, right, timeMs, out);
    else {
      const index = Math.min(right, this.count - 1);
      this.#mix([index], [1], index, out);
      this.#mixLens(index, index, 0, out.lens);
      out.mark = isExact ? this.#mark(index) : 'dropped';
    }
    return true;
  }

  #between(left: number, right: number, timeMs: number, out: TrackPoint): void {
    const isCubic =
      this.#isMovement(left - 1, left) &&
      this.#isMovement(left, right) &&
      this.#isMovement(right, right + 1);
    const nodes = isCubic ? [left - 1, left, right, right + 1] : [left, right];
    const times = nodes.map((node) => this.timeMs(node));
    const weights = times.map((own) =>
      times.reduce((w, other) => (other === own ? w : (w * (timeMs - other)) / (own - other)), 1),
    );
    this.#mix(nodes, weights, left, out);
    const [fromMs, toMs] = [this.timeMs(left), this.timeMs(right)];
    this.#mixLens(left, right, (timeMs - fromMs) / (toMs - fromMs), out.lens);
    const worse = Math.max(this.#rows.at(left, markAt), this.#rows.at(right, markAt));
    out.mark = toMs - fromMs > this.#gapMs ? 'dropped' : (frameMarks[worse] ?? 'dropped');
  }

  #mark(index: number): FrameMark {
    return frameMarks[this.#rows.at(index, markAt)] ?? 'dropped';
  }

  #isMovement(from: number, to: number): boolean {
    const elapsedMs = this.timeMs(to) - this.timeMs(from);
    if (!(elapsedMs <= this.#gapMs)) return false;
    const along = (i: number): number =>
      this.#rows.at(to, positionAt + i) - this.#rows.at(from, positionAt + i);
    const moved = Math.hypot(along(0), along(1), along(2));
    return moved <= slackMetres + fastestMetresPerMs * elapsedMs;
  }

  /** The weighted sum of some poses, quaternions turned to the hemisphere of row `home` first. */
  #mix(nodes: readonly number[], weights: readonly number[], home: number, out: TrackPoint): void {
    const sum = (column: number, factors: readonly number[]): number =>
      nodes.reduce((total, node, n) => total + (factors[n] ?? 0) * this.#rows.at(node, column), 0);
    const turned = nodes.map((node, n) => (weights[n] ?? 0) * (this.#dot(node, home) < 0 ? -1 : 1));
    const { position, orientation } = out.pose;
    for (let i = 0; i < 3; i++) position[i] = sum(positionAt + i, weights);
    for (let i = 0; i < 4; i++) orientation[i] = sum(turnAt + i, turned);
    quat.normalize(orientation, orientation);
  }

  #dot(a: number, b: number): number {
    const term = (i: number): number => this.#rows.at(a, turnAt + i) * this.#rows.at(b, turnAt + i);
    return term(0) + term(1) + term(2) + term(3);
  }

  #mixLens(left: number, right: number, share: number, out: LensState): void {
    lensFields.forEach((field, i) => {
      const from = this.#rows.at(left, lensAt + i);
      out[field] = from + share * (this.#rows.at(right, lensAt + i) - from);
    });
  }
}
