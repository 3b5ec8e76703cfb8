import { valueAt } from '../show/patch.ts';
import type { DeckState, ShowState } from '../show/state.ts';
import type { Binding } from './binding.ts';

/** The steps of a JSON pointer (RFC 6901). */
export const stepsOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

/**
 * What the show has now at the place that a binding changes: the value that a fader stands for, or
 * the switch that a key flips. `undefined` where the command does not set a value.
 */
export function shownValue({ command, value, press }: Binding, state: ShowState): unknown {
  const steps = stepsOf(value ?? (press === 'fire' ? '' : '/on'));
  if (steps.length === 0) return undefined;
  return valueAt(targetOf(command, state), steps);
}

/** The part of the state that a command's arguments are laid over. */
function targetOf(command: Binding['command'], state: ShowState): unknown {
  const [noun, verb] = command.type.split('.');
  const id = String(command.id ?? '');
  if (command.type === 'environment.params' || command.type === 'environment.place') {
    return lookOf(id, command.deck === 'program', state);
  }
  if (command.type === 'camera.set') return state.show.cameras.find((camera) => camera.id === id);
  if (command.type === 'camera.holdTracking') {
    return { on: state.inhibits.holdTracking.includes(id) };
  }
  if (command.type === 'stage.rolling') return { on: state.rolling };
  return noun === 'stage' && verb ? valueAt(state.inhibits, [verb]) : undefined;
}

function lookOf(id: string, isProgram: boolean, state: ShowState): Partial<DeckState> | undefined {
  if (isProgram) return state.program.environment === id ? state.program : undefined;
  if (state.preview.environment === id) return state.preview;
  return state.looks[id] ?? state.show.environments.find((environment) => environment.id === id);
}
