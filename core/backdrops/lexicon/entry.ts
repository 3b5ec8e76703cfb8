import type { BackdropAmount, BackdropPlace } from '../kinds.ts';
import type { HalfDay } from '../sun.ts';

export type Amounts = Partial<Record<BackdropAmount, number>>;

/** A moment of the day: an hour, when the sun stands at an elevation, or the moment that there was. */
export type Moment =
  | { hour: number }
  | { elevationDeg: number; half: HalfDay }
  | { asBefore: true };

/** What a word or phrase means. */
export type Entry =
  /** Where it is. `amounts`: what that place has by itself. */
  | { kind: 'place'; place: BackdropPlace; amounts?: Amounts; latitudeDeg?: number }
  /** How much there is of something, unless an adverb says how much of that. */
  | { kind: 'amounts'; amounts: Amounts }
  | { kind: 'moons' }
  | { kind: 'moment'; moment: Moment }
  | { kind: 'season'; dayOfYear: number; amounts?: Amounts }
  | { kind: 'region'; latitudeDeg: number }
  /** How much of what follows. */
  | { kind: 'degree'; factor: number }
  /** Nothing of what follows. */
  | { kind: 'none' }
  /** Ends what a negation reaches. */
  | { kind: 'but' }
  /** Says nothing of its own. */
  | { kind: 'filler' };

/** Entries by their phrases: one entry for all that mean the same. */
export function entriesOf(
  groups: readonly (readonly [phrases: string, entry: Entry])[],
): [string, Entry][] {
  return groups.flatMap(([phrases, entry]) =>
    phrases.split('|').map((phrase): [string, Entry] => [phrase.trim(), entry]),
  );
}
