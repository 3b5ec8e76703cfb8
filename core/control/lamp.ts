import type { ShowState } from '../show/state.ts';
import type { Binding } from './binding.ts';
import type { Lamp } from './control-event.ts';
import { shownValue } from './shown-value.ts';

/** What a bound control shows: the tally of its environment, the state of its switch, the place of its value. */
export function lampOf(binding: Binding, state: ShowState): Lamp {
  const { command, value, range } = binding;
  return {
    tally: tallyOf(binding, state),
    level: value === undefined ? null : levelOf(shownValue(binding, state), range),
    label: binding.label ?? labelOf(command, state),
  };
}

function tallyOf(binding: Binding, state: ShowState): Lamp['tally'] {
  const { command, value } = binding;
  if (command.type === 'environment.preview') {
    if (state.program.environment === command.id) return 'air';
    return state.preview.environment === command.id ? 'next' : 'off';
  }
  if (command.type === 'environment.take') return state.transition ? 'air' : 'off';
  const isSwitch = value === undefined && 'on' in command;
  const shown =
    isSwitch || binding.press !== 'fire' ? shownValue({ ...binding, value: '/on' }, state) : false;
  return shown === true ? 'on' : 'off';
}

function levelOf(shown: unknown, [from, to]: readonly [number, number]): number {
  if (typeof shown !== 'number' || from === to) return 0;
  return Math.min(1, Math.max(0, (shown - from) / (to - from)));
}

function labelOf(command: Binding['command'], { show }: ShowState): string {
  const environment = show.environments.find(({ id }) => id === command.id);
  const word = environment ? (environment.name ?? environment.id) : command.type.split('.')[1];
  return (word ?? command.type).slice(0, 32);
}
