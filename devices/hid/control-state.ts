import type { ControlEvent } from '../../core/control/control-event.ts';
import type { ControlLayout, Wheel } from './control-layout.ts';
import type { HidReading } from './reading.ts';

export type Emit = (event: ControlEvent) => void;

/** Below this a level has not moved: the noise of a 16-bit stick is no event. */
const smallestMove = 1 / 512;

/**
 * What the controls of one device were, to tell what a reading changed. Events: `press` and `release`
 * of keys, `level` 0..1 (−1..1 of what springs back to its centre), `step` of wheels in clicks.
 */
export class ControlState {
  readonly #layout: ControlLayout;
  readonly #keys: Uint8Array;
  readonly #levels: Float64Array;
  readonly #wheels: Float64Array;

  constructor(layout: ControlLayout) {
    this.#layout = layout;
    this.#keys = new Uint8Array(layout.keys.length);
    this.#levels = new Float64Array(layout.levels.length);
    this.#wheels = new Float64Array(layout.wheels.length);
    this.#forget();
  }

  /** Emits what changed. Without `withLevels` the axes are somebody else's, such as a camera's. */
  apply(reading: HidReading, withLevels: boolean, emit: Emit): void {
    this.#applyKeys(reading, emit);
    if (withLevels) this.#applyLevels(reading, emit);
    for (let i = 0; i < this.#wheels.length; i += 1) this.#applyWheel(i, reading, emit);
    const tapped = this.#layout.taps[reading.tap];
    if (tapped === undefined) return;
    emit({ control: tapped, kind: 'press', value: 1 });
    emit({ control: tapped, kind: 'release', value: 0 });
  }

  /** The device is gone: nothing is held down any more, and what springs back has done so. */
  release(emit: Emit): void {
    for (const [i, control] of this.#layout.keys.entries()) {
      if (this.#keys[i] === 1) emit({ control, kind: 'release', value: 0 });
    }
    this.rest(emit);
    this.#forget();
  }

  /** What springs back to its centre has done so. */
  rest(emit: Emit): void {
    for (const [i, { name, isCentred }] of this.#layout.levels.entries()) {
      if (!isCentred || this.#levels[i] === 0) continue;
      this.#levels[i] = 0;
      emit({ control: name, kind: 'level', value: 0 });
    }
  }

  #forget(): void {
    this.#keys.fill(0);
    for (const [i, level] of this.#layout.levels.entries()) {
      this.#levels[i] = level.isCentred ? 0 : Number.NaN;
    }
    this.#wheels.fill(Number.NaN);
  }

  #applyKeys(reading: HidReading, emit: Emit): void {
    const end = Math.min(reading.firstKey + reading.keyCount, this.#keys.length);
    for (let i = reading.firstKey; i < end; i += 1) {
      const isDown = reading.keys[i] ?? 0;
      if (isDown === this.#keys[i]) continue;
      this.#keys[i] = isDown;
      const control = this.#layout.keys[i] ?? '';
      emit({ control, kind: isDown === 1 ? 'press' : 'release', value: isDown });
    }
  }

  #applyLevels(reading: HidReading, emit: Emit): void {
    for (let i = 0; i < this.#levels.length; i += 1) {
      const value = reading.levels[i] ?? Number.NaN;
      const before = this.#levels[i] ?? Number.NaN;
      if (Number.isNaN(value) || value === before) continue;
      // Where a T-bar stands when it is plugged in is no move of it.
      const isFirst = Number.isNaN(before);
      const isSmall = Math.abs(value - before) < smallestMove && !isEnd(value);
      if (isSmall) continue;
      this.#levels[i] = value;
      if (!isFirst) emit({ control: this.#layout.levels[i]?.name ?? '', kind: 'level', value });
    }
  }

  #applyWheel(i: number, reading: HidReading, emit: Emit): void {
    const wheel = this.#layout.wheels[i];
    const raw = reading.wheels[i] ?? Number.NaN;
    if (!wheel || Number.isNaN(raw)) return;
    const steps = stepsOf(wheel, raw, this.#wheels[i] ?? Number.NaN);
    this.#wheels[i] = raw;
    if (steps !== 0) emit({ control: wheel.name, kind: 'step', value: steps });
  }
}

/** Both ends and the rest position are always reached. */
const isEnd = (value: number): boolean => value === 0 || value === 1 || value === -1;

function stepsOf({ counts }: Wheel, raw: number, before: number): number {
  switch (counts) {
    case 'clicks':
      return raw;
    case 'held':
      return raw === before ? 0 : raw;
    case 'counter':
      // The difference of two 8-bit counts, the short way round.
      return Number.isNaN(before) ? 0 : ((raw - before) << 24) >> 24;
  }
}
