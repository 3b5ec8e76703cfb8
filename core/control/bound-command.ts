import type { CommandRequest } from '../commands/table.ts';
import { applyChange } from '../show/patch.ts';
import type { ShowState } from '../show/state.ts';
import type { Binding } from './binding.ts';
import type { ControlEvent } from './control-event.ts';
import { shownValue, stepsOf } from './shown-value.ts';

/**
 * The command that an event of a control gives by its binding, or `undefined` when it gives none: a
 * release of a plain key, a step without a size. A value never leaves the binding's range.
 */
export function boundCommand(
  binding: Binding,
  event: Readonly<ControlEvent>,
  state: ShowState,
): CommandRequest | undefined {
  const { press, value } = binding;
  if (value !== undefined) return valueCommand(binding, value, event, state);
  if (event.kind === 'press') {
    if (press === 'fire') return binding.command;
    const on = press === 'momentary' || shownValue(binding, state) !== true;
    return { ...binding.command, on };
  }
  const isLetGo = event.kind === 'release' && press === 'momentary';
  return isLetGo ? { ...binding.command, on: false } : undefined;
}

function valueCommand(
  binding: Binding,
  pointer: string,
  { kind, value }: Readonly<ControlEvent>,
  state: ShowState,
): CommandRequest | undefined {
  const [from, to] = binding.range;
  if (kind === 'level') return withValue(binding, pointer, from + clamp01(value) * (to - from));
  if (kind === 'press') return withValue(binding, pointer, to);
  if (kind === 'release') return undefined;
  const now = shownValue(binding, state);
  const step = binding.perStep ?? (to - from) / 100;
  const start = typeof now === 'number' ? now : from;
  const [low, high] = from < to ? [from, to] : [to, from];
  return withValue(binding, pointer, Math.min(high, Math.max(low, start + value * step)));
}

const withValue = ({ command }: Binding, pointer: string, after: number): CommandRequest =>
  applyChange(command, { path: stepsOf(pointer), after });

const clamp01 = (value: number): number => Math.min(1, Math.max(0, value));
