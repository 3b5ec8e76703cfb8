import type { ControlEvent } from '../../core/control/control-event.ts';
import type { SlotControl } from './slot-control.ts';

/** The values of a universe now; −1 where nobody sends the slot. */
export interface SlotValues {
  /** 0 to 255. */
  valueOf(slot: number): number;
  /** 0 to 65535, coarse byte first. */
  wideValueOf(slot: number): number;
}

/** Takes an event, which is only lent. */
export type EmitControl = (event: Readonly<ControlEvent>) => void;

/** A slot presses when it rises over half, and releases when it falls below this part. */
const pressAbove = 0.5;
const releaseBelow = 0.45;

interface Watched extends SlotControl {
  /** As on the wire; −1 before the first. */
  value: number;
  isPressed: boolean;
}

/** Turns changed slots into control events: `level`, and a key's `press` or `release`. */
export class SlotWatch {
  readonly #watched: Watched[];
  readonly #emit: EmitControl;
  readonly #event: ControlEvent = { control: '', kind: 'level', value: 0 };

  constructor(controls: readonly SlotControl[], emit: EmitControl) {
    this.#watched = controls.map((control) => ({ ...control, value: -1, isPressed: false }));
    this.#emit = emit;
  }

  /** Tells what changed since the last look. A slot that nobody sends any longer keeps its value. */
  look(values: SlotValues): void {
    for (const watched of this.#watched) {
      const { slot, isWide } = watched;
      const value = isWide ? values.wideValueOf(slot) : values.valueOf(slot);
      if (value >= 0 && value !== watched.value) this.#changed(watched, value);
    }
  }

  #changed(watched: Watched, value: number): void {
    const isFirst = watched.value < 0;
    const level = value / (watched.isWide ? 65535 : 255);
    watched.value = value;
    this.#tell(watched.control, 'level', level);
    const isPressed = watched.isPressed ? level >= releaseBelow : level > pressAbove;
    if (isPressed === watched.isPressed) return;
    watched.isPressed = isPressed;
    if (!watched.isKey || (isFirst && !watched.followsAtOnce)) return;
    this.#tell(watched.control, isPressed ? 'press' : 'release', isPressed ? 1 : 0);
  }

  #tell(control: string, kind: ControlEvent['kind'], value: number): void {
    this.#event.control = control;
    this.#event.kind = kind;
    this.#event.value = value;
    this.#emit(this.#event);
  }
}
