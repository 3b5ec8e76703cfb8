import type { Binding } from '../../core/control/binding.ts';
import { isKey, momentaryControls } from './momentary-controls.ts';

/** Slots of a full universe. */
export const slotsPerUniverse = 512;

/** A slot, or a pair of them, that a binding names. */
export interface SlotControl {
  control: string;
  universe: number;
  /** From 0; in names slots count from 1, as in lighting. */
  slot: number;
  /** This slot and the next are the coarse and the fine byte of one value. */
  isWide: boolean;
  /** Whether it is a key: beside its level, presses are told. A press would set a value to its end. */
  isKey: boolean;
  /** Whether the first value may press: see `momentaryControls`. */
  followsAtOnce: boolean;
}

const form = /^slot(16)?\/(\d{1,5})\/(\d{1,3})$/;

/**
 * The slots that bindings name, each name once: `slot/<universe>/<slot>`, and
 * `slot16/<universe>/<coarse slot>` for 16 bit. Slots are 1 to 512 (1 to 511); a name that is neither
 * form, or out of range, is left out.
 */
export function slotControls(bindings: readonly Binding[]): SlotControl[] {
  const momentary = momentaryControls(bindings);
  const keys = new Set(bindings.filter(isKey).map(({ control }) => control));
  const names = [...new Set(bindings.map(({ control }) => control))];
  return names.flatMap((control) => {
    const [match, wide, universe, number] = form.exec(control) ?? [];
    const slot = Number(number) - 1;
    const isWide = wide !== undefined;
    const last = isWide ? slotsPerUniverse - 2 : slotsPerUniverse - 1;
    if (match === undefined || slot < 0 || slot > last) return [];
    return [
      {
        control,
        universe: Number(universe),
        slot,
        isWide,
        isKey: keys.has(control),
        followsAtOnce: momentary.has(control),
      },
    ];
  });
}
