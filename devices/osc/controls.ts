import type { Binding } from '../../core/control/binding.ts';
import type { ControlEvent } from '../../core/control/control-event.ts';
import type { OscValue } from './arguments.ts';

/** A fader or button of an OSC surface that a binding names, and where it stood last. */
export interface OscControl {
  control: string;
  /** Which argument of the message it is. */
  index: number;
  /** Whether bindings want its level, its presses, or both. */
  isFader: boolean;
  isKey: boolean;
  value: number;
}

const prefix = 'osc:';
const indexed = /^(.*):([1-9]\d?)$/;

/**
 * The controls that the bindings name, by address. `osc:/1/fader1` is the first argument of
 * `/1/fader1`; `osc:/1/xy1:2` is the second of `/1/xy1`.
 */
export function controlsByAddress(
  bindings: readonly Binding[],
): ReadonlyMap<string, readonly OscControl[]> {
  const byName = new Map<string, OscControl>();
  const byAddress = new Map<string, OscControl[]>();
  for (const { control, value } of bindings) {
    if (!control.startsWith(`${prefix}/`)) continue;
    const known = byName.get(control) ?? addControl(control, byAddress);
    byName.set(control, known);
    if (value === undefined) known.isKey = true;
    else known.isFader = true;
  }
  return byAddress;
}

function addControl(control: string, byAddress: Map<string, OscControl[]>): OscControl {
  const { address, index } = placeOf(control);
  const added = { control, index, isFader: false, isKey: false, value: 0 };
  byAddress.set(address, [...(byAddress.get(address) ?? []), added]);
  return added;
}

function placeOf(control: string): { address: string; index: number } {
  const text = control.slice(prefix.length);
  const [, address, number] = indexed.exec(text) ?? [];
  return address !== undefined
    ? { address, index: Number(number) - 1 }
    : { address: text, index: 0 };
}

/** The address that shows a control's lamp; `undefined` for one of several in a message. */
export function addressOfControl(control: string): string | undefined {
  const isWhole = control.startsWith(`${prefix}/`) && !indexed.test(control);
  return isWhole ? control.slice(prefix.length) : undefined;
}

/**
 * Takes the arguments of a control's message and tells `emit` what was done. A number is a level
 * from 0 to 1; a key is pressed when it leaves 0, or comes as 1 again, and released at 0. A message
 * without arguments, or with an impulse, is a press and a release. Returns whether it fits.
 */
export function moveControl(
  control: OscControl,
  values: readonly OscValue[],
  emit: (event: Readonly<ControlEvent>) => void,
): boolean {
  const isTrigger = values.length === 0 && control.index === 0;
  const level = isTrigger ? 1 : levelOf(values[control.index]);
  if (level === undefined) return false;
  if (control.isFader) tell(control, 'level', level, emit);
  if (control.isKey) pressOrRelease(control, level, emit);
  control.value = level;
  if (!isTrigger) return true;
  if (control.isKey) pressOrRelease(control, 0, emit);
  control.value = 0;
  return true;
}

function pressOrRelease(
  control: OscControl,
  level: number,
  emit: (event: Readonly<ControlEvent>) => void,
): void {
  const was = control.value;
  // A fader on its way passes many levels; a button that never says 0 says 1 again.
  if (level > 0 && (was === 0 || (was === 1 && level === 1))) tell(control, 'press', level, emit);
  if (level === 0 && was > 0) tell(control, 'release', 0, emit);
}

function tell(
  { control }: OscControl,
  kind: ControlEvent['kind'],
  value: number,
  emit: (event: Readonly<ControlEvent>) => void,
): void {
  event.control = control;
  event.kind = kind;
  event.value = value;
  emit(event);
}

const event: ControlEvent = { control: '', kind: 'level', value: 0 };

function levelOf(value: OscValue | undefined): number | undefined {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'number') return undefined;
  return Math.min(1, Math.max(0, value));
}
