/** `part` laid over `whole`, objects field by field, everything absent left as it is. */
export function merged<Whole extends object>(whole: Whole, part: object): Whole {
  const entries = Object.entries(part).filter(([, value]) => value !== undefined);
  const over = entries.map(([key, value]) => {
    const old = (whole as Record<string, unknown>)[key];
    const both = isPlainObject(old) && isPlainObject(value);
    return [key, both ? merged(old, value) : value];
  });
  return { ...whole, ...Object.fromEntries(over) };
}
const isPlainObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
