const digits = 9;

/** A number as it stands in a field: nine digits, without the crumbs of binary fractions. */
export const typedText = (value: number): string => String(Number(value.toPrecision(digits)));

/** What was typed as a number, with a comma or a point; `undefined` when it is none. */
export function typedNumber(text: string): number | undefined {
  const plain = text.trim().replace(',', '.').replace('−', '-');
  const number = plain === '' ? Number.NaN : Number(plain);
  return Number.isFinite(number) ? number : undefined;
}
