import type { Binding } from '../../core/control/binding.ts';
import type { ControlEvent } from '../../core/control/control-event.ts';
import { momentaryControls } from '../dmx/momentary-controls.ts';
import { everyIndex, type TslDisplay } from './codec.ts';

/** Takes an event, which is only lent. */
export type EmitControl = (event: Readonly<ControlEvent>) => void;

const unknown = 0xff;
const v5Parts = [
  { name: 'right', shift: 0 },
  { name: 'text', shift: 2 },
  { name: 'left', shift: 4 },
] as const;
const v5Lights = [
  { name: 'red', bit: 1 },
  { name: 'green', bit: 2 },
] as const;

/**
 * The tallies of every display, and what changes in them as control events: `tally/<index>/<1 to 4>`
 * for v3.1; for v5 `tally/<index>/right`, `text` and `left`, pressed with the colour as value (1 red,
 * 2 green, 3 amber), and `…/red` and `…/green` for each light, of which amber is both. Only bound
 * controls are told; what is lit when a display is first heard of presses only momentary ones.
 */
export class Tallies {
  readonly #bound: ReadonlySet<string>;
  readonly #momentary: ReadonlySet<string>;
  readonly #emit: EmitControl;
  readonly #v3 = new Uint8Array(128).fill(unknown);
  readonly #v5 = new Uint8Array(everyIndex).fill(unknown);
  readonly #event: ControlEvent = { control: '', kind: 'press', value: 0 };

  constructor(bindings: readonly Binding[], emit: EmitControl) {
    this.#bound = new Set(bindings.map(({ control }) => control));
    this.#momentary = momentaryControls(bindings);
    this.#emit = emit;
  }

  /** Tells what a message changes. The index is one display's, not that of every one. */
  take({ version, index, tallies }: TslDisplay): void {
    const known = version === 3 ? this.#v3 : this.#v5;
    const before = known[index] ?? unknown;
    if (before === tallies) return;
    known[index] = tallies;
    const isFirst = before === unknown;
    const old = isFirst ? 0 : before;
    if (version === 3) this.#tellV3(index, old, tallies, isFirst);
    else this.#tellV5(index, old, tallies, isFirst);
  }

  #tellV3(index: number, old: number, now: number, isFirst: boolean): void {
    for (let bit = 0; bit < 4; bit += 1) {
      this.#tell(`tally/${index}/${bit + 1}`, (old >> bit) & 1, (now >> bit) & 1, isFirst);
    }
  }

  #tellV5(index: number, old: number, now: number, isFirst: boolean): void {
    for (const { name, shift } of v5Parts) {
      const part = `tally/${index}/${name}`;
      const [was, is] = [(old >> shift) & 3, (now >> shift) & 3];
      this.#tell(part, was, is, isFirst);
      for (const { name: light, bit } of v5Lights) {
        this.#tell(`${part}/${light}`, was & bit ? 1 : 0, is & bit ? 1 : 0, isFirst);
      }
    }
  }

  #tell(control: string, was: number, is: number, isFirst: boolean): void {
    const told = isFirst ? this.#momentary : this.#bound;
    if (was === is || !told.has(control)) return;
    this.#event.control = control;
    this.#event.kind = is > 0 ? 'press' : 'release';
    this.#event.value = is;
    this.#emit(this.#event);
  }
}
