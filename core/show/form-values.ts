import { done, type Result } from '../result.ts';
import { type FormField, rangeText, textFromOption } from './device-form.ts';

/** What is wrong with one field, for the person who filled it. */
export interface FieldProblem {
  name: string;
  message: string;
}

export type FieldTexts = Readonly<Record<string, string>>;

/** The texts of a form for options that a device has. */
export function textsFromOptions(
  fields: readonly FormField[],
  options: Readonly<Record<string, unknown>>,
): Record<string, string> {
  return Object.fromEntries(
    fields.map(({ name, kind }) => [name, textFromOption(kind, options[name])]),
  );
}

/**
 * The options that the texts of a form stand for, or what is wrong with which of them. Empty fields
 * are left out. Options in `old` that the form has no field for are kept.
 */
export function optionsFromTexts(
  fields: readonly FormField[],
  texts: FieldTexts,
  old: Readonly<Record<string, unknown>> = {},
): Result<Record<string, unknown>, FieldProblem[]> {
  const names = new Set(fields.map(({ name }) => name));
  const options = Object.fromEntries(Object.entries(old).filter(([name]) => !names.has(name)));
  const problems: FieldProblem[] = [];
  for (const field of fields) {
    const text = (texts[field.name] ?? '').trim();
    const value = text === '' ? missing(field) : valueFromText(field, text);
    if (!value.ok) problems.push({ name: field.name, message: value.fault });
    else if (value.value !== undefined) options[field.name] = value.value;
  }
  return problems.length > 0 ? { ok: false, fault: problems } : done(options);
}

type Value = Result<unknown, string>;

const wrong = (message: string): Value => ({ ok: false, fault: message });

const missing = ({ isRequired }: FormField): Value =>
  isRequired ? wrong('This is needed.') : done(undefined);

function valueFromText(field: FormField, text: string): Value {
  switch (field.kind) {
    case 'text':
      return done(text);
    case 'textOrOff':
      return done(text === 'off' ? false : text);
    case 'number':
      return numberFromText(text, field.range);
    case 'switch':
      return text === 'true' || text === 'false' ? done(text === 'true') : wrong('On or off.');
    case 'choice':
      return chosen(field, text);
    case 'list':
      return listFromText(field, text);
    case 'wordOrJson':
      return field.choices.includes(text) ? done(text) : jsonFromText(text);
    case 'json':
      return jsonFromText(text);
  }
}

function numberFromText(text: string, range: FormField['range']): Value {
  const value = Number(text.replace(',', '.'));
  if (!Number.isFinite(value)) return wrong(`"${text}" is not a number.`);
  if (!range) return done(value);
  const { min, max, isInteger, isAboveMin } = range;
  if (isInteger && !Number.isInteger(value)) return wrong(`${text} is not a whole number.`);
  const isIn = value <= max && (isAboveMin ? value > min : value >= min);
  return isIn ? done(value) : wrong(`${text} is not ${rangeText(range)}.`);
}

const chosen = ({ choices }: FormField, text: string): Value =>
  choices.includes(text) ? done(text) : wrong(`"${text}" is none of ${choices.join(', ')}.`);

function listFromText(field: FormField, text: string): Value {
  const items: unknown[] = [];
  for (const item of text.split(/[,\s]+/).filter(Boolean)) {
    const read = field.range
      ? numberFromText(item, field.range)
      : field.choices.length > 0
        ? chosen(field, item)
        : done(item);
    if (!read.ok) return read;
    items.push(read.value);
  }
  return done(items);
}

function jsonFromText(text: string): Value {
  try {
    return done(JSON.parse(text));
  } catch (error) {
    return wrong(`This is not JSON: ${error instanceof Error ? error.message : 'unreadable'}.`);
  }
}
