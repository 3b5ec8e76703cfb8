import { z } from 'zod';

/**
 * How an option is put in. Everything is text on its way: '' is "as the kind has it".
 * - `choice`: one of `choices`; `list`: words or numbers with commas between; `textOrOff`: text or
 *   `off`; `wordOrJson`: one of `choices`, or JSON; `json`: JSON.
 */
export type FieldKind =
  | 'text'
  | 'number'
  | 'switch'
  | 'choice'
  | 'list'
  | 'textOrOff'
  | 'wordOrJson'
  | 'json';

/** One option of a kind of device, as a form shows it. */
export interface FormField {
  name: string;
  kind: FieldKind;
  meaning: string;
  isRequired: boolean;
  /** What stands there when nothing is put in; '' when there is no default. */
  defaultText: string;
  choices: readonly string[];
  /** Of numbers, and of the numbers of a list. */
  range: { min: number; max: number; isInteger: boolean; isAboveMin: boolean } | undefined;
}

const property = z.looseObject({
  type: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  default: z.unknown().optional(),
  description: z.string().optional(),
  minimum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  maximum: z.number().optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
});
type Property = z.infer<typeof property>;

const objectSchema = z.looseObject({
  properties: z.record(z.string(), property).default({}),
  required: z.array(z.string()).default([]),
});

/**
 * The fields of a form for a kind's options, from its JSON Schema, in the schema's order. What the
 * form has no better field for is JSON; no schema gives no fields.
 */
export function formFields(schema: unknown): FormField[] {
  const parsed = objectSchema.safeParse(schema);
  if (!parsed.success) return [];
  const { properties, required } = parsed.data;
  return Object.entries(properties).map(([name, entry]): FormField => {
    const field = { name, ...shapeOf(entry) };
    const isRequired = required.includes(name);
    const defaultText = textFromOption(field.kind, entry.default);
    return { ...field, meaning: entry.description ?? '', isRequired, defaultText };
  });
}

type Shape = Pick<FormField, 'kind' | 'choices' | 'range'>;

function shapeOf(entry: Property): Shape {
  const plain = { choices: words(entry.enum), range: rangeOf(entry) };
  if (entry.enum) return { ...plain, kind: 'choice' };
  if (entry.anyOf) return unionShape(entry.anyOf);
  if (entry.type === 'boolean') return { ...plain, kind: 'switch' };
  if (entry.type === 'number' || entry.type === 'integer') return { ...plain, kind: 'number' };
  if (entry.type === 'string') return { ...plain, kind: 'text' };
  const item = entry.type === 'array' ? property.safeParse(entry.items).data : undefined;
  const isPlain = item?.type === 'string' || item?.type === 'integer' || item?.type === 'number';
  if (!item || !isPlain) return { ...plain, kind: 'json' };
  return { kind: 'list', choices: words(item.enum), range: rangeOf(item) };
}

/** Text or `false` is text that may be off; words or an object are words that may be JSON. */
function unionShape(options: readonly unknown[]): Shape {
  const parts = options.flatMap((option): Property[] => {
    const read = property.safeParse(option);
    return read.success ? [read.data] : [];
  });
  const choices = parts.flatMap((part) => words(part.enum));
  if (parts.some((part) => part.const === false) && parts.some((part) => part.type === 'string')) {
    return { kind: 'textOrOff', choices, range: undefined };
  }
  return { kind: choices.length > 0 ? 'wordOrJson' : 'json', choices, range: undefined };
}

const words = (list: readonly unknown[] | undefined): string[] => (list ?? []).map(String);

function rangeOf(entry: Property): FormField['range'] {
  if (entry.type !== 'number' && entry.type !== 'integer') return undefined;
  const { minimum, exclusiveMinimum, maximum = Number.POSITIVE_INFINITY } = entry;
  const min = minimum ?? exclusiveMinimum ?? Number.NEGATIVE_INFINITY;
  const isAboveMin = minimum === undefined && exclusiveMinimum !== undefined;
  return { min, max: maximum, isInteger: entry.type === 'integer', isAboveMin };
}

/** An option's value as the text of its field; what is absent is ''. */
export function textFromOption(kind: FieldKind, value: unknown): string {
  if (value === undefined) return '';
  if (kind === 'textOrOff' && value === false) return 'off';
  if (kind === 'list' && Array.isArray(value)) return value.map(String).join(', ');
  if (kind === 'json' || typeof value === 'object') return JSON.stringify(value);
  return String(value);
}

/** A range in words: `0 to 65535`, `above 0, up to 20`, `from 8000`; '' where everything goes. */
export function rangeText({ min, max, isAboveMin }: NonNullable<FormField['range']>): string {
  const hasMin = Number.isFinite(min);
  const hasMax = Number.isFinite(max) && max < Number.MAX_SAFE_INTEGER;
  if (isAboveMin && hasMin) return hasMax ? `above ${min}, up to ${max}` : `above ${min}`;
  if (hasMin && hasMax) return `${min} to ${max}`;
  if (hasMin) return `${min} or more`;
  return hasMax ? `up to ${max}` : '';
}
