import { MergedUniverse, type MergeRules } from './merged-universe.ts';
import type { DmxPlan } from './options.ts';
import { type EmitControl, SlotWatch } from './slot-watch.ts';

/** The universes of a device by number, each with the slots that are watched in it. */
export function mergedUniverses<Key>(
  plan: DmxPlan,
  rules: MergeRules,
  emit: EmitControl,
): ReadonlyMap<number, MergedUniverse<Key>> {
  return new Map(
    plan.universes.map((number) => {
      const controls = plan.controls.filter(({ universe }) => universe === number);
      return [number, new MergedUniverse<Key>(number, rules, new SlotWatch(controls, emit))];
    }),
  );
}
