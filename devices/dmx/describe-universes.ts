import type { DmxSource } from './dmx-source.ts';
import type { MergedUniverse } from './merged-universe.ts';
import type { DmxPlan } from './options.ts';

/** So many universes, or bindings, are told one by one. */
const mostTold = 8;

/** What a DMX device adds to its status: who sends each universe, and bindings that name no slot. */
export function describeUniverses<Key>(
  universes: ReadonlyMap<number, MergedUniverse<Key>>,
  { strays }: DmxPlan,
  nowMs: number,
): string {
  const heard = [...universes.values()];
  const told = heard.slice(0, mostTold).map((universe) => describe(universe, nowMs));
  if (heard.length > mostTold) told.push(`${heard.length - mostTold} more universes`);
  if (strays.length > 0) {
    const named = strays.slice(0, mostTold).map((control) => `"${control}"`);
    told.push(
      `bindings to no slot of it: ${named.join(', ')}${strays.length > mostTold ? ', …' : ''}`,
    );
  }
  return told.length > 0 ? told.join('; ') : 'no universe is listened to';
}

function describe<Key>(universe: MergedUniverse<Key>, nowMs: number): string {
  const sources = universe.sources.map((source) => {
    const isSilent = universe.isSilent(source, nowMs);
    return `"${source.name}" (${priorityText(source)}${isSilent ? ', silent' : ''})`;
  });
  return `universe ${universe.number}: ${sources.length > 0 ? sources.join(', ') : 'nobody'}`;
}

const priorityText = <Key>({ hasLive, live }: DmxSource<Key>): string =>
  hasLive ? `priority ${live.priority}` : 'waits for sync';
