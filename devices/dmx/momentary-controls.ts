import type { Binding } from '../../core/control/binding.ts';

/**
 * The controls that only switch `momentary` bindings (beside setting values): they follow a state, so
 * they may follow it from its first sight. Any other key waits for a change: a console whose cue slot
 * stands at full, or a tally that is lit, must not fire a cue because a server has started.
 */
export function momentaryControls(bindings: readonly Binding[]): ReadonlySet<string> {
  const keys = bindings.filter(isKey);
  const names = new Set(keys.map(({ control }) => control));
  for (const { control, press } of keys) {
    if (press !== 'momentary') names.delete(control);
  }
  return names;
}

/** Whether a binding is about presses, and not about a value. */
export const isKey = ({ value }: Binding): boolean => value === undefined;
