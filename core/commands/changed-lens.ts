import { merged } from './merged.ts';

/**
 * A lens's settings with some of them changed, not yet parsed: objects field by field, `null` takes a
 * setting away. Tables are replaced as a whole, for the columns of two measurements do not fit.
 */
export function changedLens(lens: object, part: Readonly<Record<string, unknown>>): object {
  const laid = merged(lens, part);
  const whole = part.tables === undefined ? laid : { ...laid, tables: part.tables };
  return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== null));
}
