import { z } from 'zod';
import type { Binding } from '../../core/control/binding.ts';
import { type SlotControl, slotControls } from './slot-control.ts';

/** A device listens to so many universes at most. */
export const mostUniverses = 64;

/** Numbers of universes within a protocol's range. */
export const universesOption = ([low, high]: readonly [number, number]) =>
  z.array(z.int().min(low).max(high)).max(mostUniverses).default([]);

/** What a device of a DMX protocol listens to. */
export interface DmxPlan {
  /** Ascending. */
  universes: number[];
  controls: SlotControl[];
  /** Controls of bindings that name no slot of these universes. */
  strays: string[];
}

/**
 * The universes of the options and those that bindings name, up to 64 in all, and the slots to
 * watch in them.
 */
export function dmxPlan(
  asked: readonly number[],
  bindings: readonly Binding[],
  [low, high]: readonly [number, number],
): DmxPlan {
  const universes = new Set(asked);
  const controls = slotControls(bindings).filter(({ universe }) => {
    if (universe < low || universe > high) return false;
    if (universes.size < mostUniverses) universes.add(universe);
    return universes.has(universe);
  });
  const heard = new Set(controls.map(({ control }) => control));
  const strays = bindings.flatMap(({ control }) => (heard.has(control) ? [] : [control]));
  return { universes: [...universes].sort((a, b) => a - b), controls, strays };
}
