/** So many arrivals are remembered: some eight seconds at 60 Hz. */
const remembered = 512;
/** A rhythm is looked for from so many arrivals on, and again after each as many. */
const fewest = 16;
/** Arrivals spread evenly over what counts have a deviation of 0.24 periods: there is no rhythm in them. */
const mostDeviation = 0.21;
/** Arrivals farther off their slot, in periods, may be of another: they say nothing about the line. */
const mostOff = 0.42;
/** The earliest arrivals lie so many deviations before the line, for jitter of any common shape. */
const earliest = 1.8;
/** Share of a new measure of that which is believed at once: poses move with it. */
const followed = 0.1;
/** So many arrivals in a row off the grid, or lines in a row that do not fit, are another rhythm. */
const mostStrays = 8;
const mostMisfits = 3;
const mostSetBacks = 6;

/**
 * The times of a source that carries none: it sends at a steady rhythm, and what its arrivals are off
 * that rhythm is the network's. Arrivals are numbered by the slot of a grid that a straight line
 * through the last of them gives (least squares over growing windows, numbered anew by each line, so
 * that losses leave empty slots and jitter of under half a period moves nothing). Preallocated.
 */
export class RhythmClock {
  readonly #arrivals = new Float64Array(remembered);
  #count = 0;
  #periodMs = Number.NaN;
  /** Time of slot 0. */
  #phaseMs = 0;
  #slot = Number.NEGATIVE_INFINITY;
  #slotBefore = Number.NEGATIVE_INFINITY;
  /** How far before the line the earliest packets arrive. */
  #earlyMs = 0;
  #strays = 0;
  #misfits = 0;
  #arrived = 0;
  #setBackAt = -1;
  #setBacks = 0;
  /** Slots that stayed empty before the newest arrival. */
  holes = 0;
  /** The newest arrival has the slot of the one before it. */
  isShared = false;

  /** The source's period, ms; NaN while no rhythm is known. */
  get periodMs(): number {
    return this.#periodMs;
  }

  /** Time of an arrival on the source's own grid, ms on the axis of arrivals; NaN while no rhythm is known. */
  map(receivedMs: number): number {
    this.#arrivals[this.#count % remembered] = receivedMs;
    this.#count += 1;
    this.#arrived += 1;
    if (this.#count % fewest === 0) this.#fit();
    if (Number.isNaN(this.#periodMs)) return Number.NaN;
    return this.#place(receivedMs);
  }

  #place(receivedMs: number): number {
    const slot = Math.round((receivedMs - this.#phaseMs) / this.#periodMs);
    // What comes together was held up on its way: it shares the slot, and nothing after it is moved.
    this.#slotBefore = this.#slot;
    const isStray = slot < this.#slot;
    this.#strays = isStray ? this.#strays + 1 : 0;
    if (this.#strays > mostStrays) return this.#forget();
    this.holes = Number.isFinite(this.#slot) ? Math.max(0, slot - this.#slot - 1) : 0;
    this.isShared = slot <= this.#slot;
    this.#slot = Math.max(this.#slot, slot);
    return this.#slotMs();
  }

  /**
   * The newest arrival was held up: its own slot is that many before; its time, ms. What is set back
   * again and again is not held up: its slots were counted wrongly, and it stays where it arrived.
   */
  setBack(slots: number): number {
    const inARow = this.#arrived - this.#setBackAt === 1 ? this.#setBacks + 1 : 1;
    this.#setBacks = inARow;
    this.#setBackAt = this.#arrived;
    if (inARow > mostSetBacks) return this.#slotMs();
    this.#slot -= slots;
    this.holes -= slots;
    return this.#slotMs();
  }

  /** The newest arrival was of an older slot: nothing has come in the one it was placed in. */
  takeBack(): void {
    this.#slot = this.#slotBefore;
  }

  /** When what belongs to the newest slot would arrive without any hold-up, ms. */
  #slotMs(): number {
    return this.#phaseMs + this.#slot * this.#periodMs - this.#earlyMs;
  }

  #forget(): number {
    this.#count = 0;
    this.#strays = 0;
    this.#periodMs = Number.NaN;
    this.#slot = Number.NEGATIVE_INFINITY;
    return Number.NaN;
  }

  /** Arrival `ago` places before the newest. */
  #arrival(ago: number): number {
    return this.#arrivals[(this.#count - 1 - ago) % remembered] ?? 0;
  }

  #fit(): void {
    const samples = Math.min(this.#count, remembered);
    if (Number.isNaN(this.#periodMs)) this.#search(samples);
    else this.#line(samples, this.#phaseMs, this.#periodMs);
    const isRhythm = line.periodMs > 0 && line.deviationMs <= mostDeviation * line.periodMs;
    this.#misfits = isRhythm ? 0 : this.#misfits + 1;
    if (!isRhythm) {
      if (this.#misfits > mostMisfits) this.#periodMs = Number.NaN;
      return;
    }
    // The new line numbers anew: slots go on from where the arrival before this one was placed.
    const isKnown = Number.isFinite(this.#slot) && this.#periodMs > 0;
    const lastMs = isKnown ? this.#phaseMs + this.#slot * this.#periodMs : this.#arrival(1);
    this.#slot = Math.round((lastMs - line.phaseMs) / line.periodMs);
    this.#phaseMs = line.phaseMs;
    this.#periodMs = line.periodMs;
    const earlyMs = earliest * line.deviationMs;
    this.#earlyMs += isKnown ? (earlyMs - this.#earlyMs) * followed : earlyMs - this.#earlyMs;
  }

  /** A first line through few arrivals, and from it through ever more of them. */
  #search(samples: number): void {
    line.phaseMs = this.#arrival(fewest >> 1);
    line.periodMs = this.#middleInterval();
    for (let size = fewest; line.periodMs > 0; size = Math.min(samples, 2 * size)) {
      this.#line(size, line.phaseMs, line.periodMs);
      this.#line(size, line.phaseMs, line.periodMs);
      if (size >= samples) return;
    }
  }

  /** Where in a period most of the newest `size` arrivals lie, ms after `phase` (their circular mean). */
  #centre(size: number, phase: number, period: number): number {
    let [x, y] = [0, 0];
    for (let i = 0; i < size; i++) {
      const turn = (2 * Math.PI * (this.#arrival(i) - phase)) / period;
      x += Math.cos(turn);
      y += Math.sin(turn);
    }
    return (Math.atan2(y, x) / (2 * Math.PI)) * period;
  }

  /** Least squares of arrival = phase + slot · period over the newest `size`, slots by the line given. */
  #line(size: number, near: number, period: number): void {
    // A line between two slots would split the arrivals of each.
    const phase = near + this.#centre(size, near, period);
    let [count, sumN, sumA, sumNn, sumNa, sumAa] = [0, 0, 0, 0, 0, 0];
    for (let i = 0; i < size; i++) {
      const a = this.#arrival(i) - phase;
      const n = Math.round(a / period);
      if (Math.abs(a - n * period) > mostOff * period) continue;
      count += 1;
      sumN += n;
      sumA += a;
      sumNn += n * n;
      sumNa += n * a;
      sumAa += a * a;
    }
    const spreadN = sumNn - (sumN * sumN) / count;
    const spreadNa = sumNa - (sumN * sumA) / count;
    const slope = spreadN > 0 ? spreadNa / spreadN : Number.NaN;
    const rest = sumAa - (sumA * sumA) / count - slope * spreadNa;
    line.periodMs = slope;
    line.phaseMs = phase + (sumA - slope * sumN) / count;
    line.deviationMs = Math.sqrt(Math.max(0, rest) / count);
  }

  #middleInterval(): number {
    for (let i = 0; i < fewest - 1; i++) {
      const value = this.#arrival(i) - this.#arrival(i + 1);
      let j = i - 1;
      for (; j >= 0 && (sorted[j] ?? 0) > value; j--) sorted[j + 1] = sorted[j] ?? 0;
      sorted[j + 1] = value;
    }
    return sorted[(fewest - 1) >> 1] ?? Number.NaN;
  }
}

const sorted = new Float64Array(fewest);
const line = { phaseMs: 0, periodMs: 0, deviationMs: 0 };
