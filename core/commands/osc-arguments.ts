import { z } from 'zod';
import { type CommandRequest, type CommandType, commandArguments, isCommandType } from './table.ts';

/** An OSC argument after decoding; timetags, colours and MIDI bytes never reach a command. */
export type OscArgument = number | string | boolean | null;

interface Field {
  name: string;
  required: boolean;
  kind: 'boolean' | 'object' | 'value';
}

/** The schema behind `.nullable()`, and behind `.default()`, `.prefault()` and `.optional()`, with which it need not be sent. */
function unwrapped(schema: unknown): { inner: unknown; required: boolean } {
  let inner = schema;
  let required = true;
  while (
    inner instanceof z.ZodDefault ||
    inner instanceof z.ZodPrefault ||
    inner instanceof z.ZodOptional ||
    inner instanceof z.ZodNullable
  ) {
    required &&= inner instanceof z.ZodNullable;
    inner = inner.unwrap();
  }
  return { inner, required };
}

function fieldsOf(type: CommandType): Field[] {
  const schema: unknown = commandArguments[type];
  const object = schema instanceof z.ZodPipe ? schema.out : schema;
  if (!(object instanceof z.ZodObject)) return [];
  return Object.entries(object.shape).map(([name, field]) => {
    const { inner, required } = unwrapped(field);
    const nested = inner instanceof z.ZodObject || inner instanceof z.ZodRecord;
    const kind = inner instanceof z.ZodBoolean ? 'boolean' : nested ? 'object' : 'value';
    return { name, required, kind };
  });
}

const fieldTable = new Map<CommandType, Field[]>();
function fields(type: CommandType): Field[] {
  const known = fieldTable.get(type) ?? fieldsOf(type);
  fieldTable.set(type, known);
  return known;
}

/** `/cyc/environment/take` → `environment.take`, when the table has it. */
export function commandTypeFromOsc(address: string): CommandType | undefined {
  const [root, prefix, noun, verb, ...more] = address.split('/');
  const type = `${noun}.${verb}`;
  const fits = root === '' && prefix === 'cyc' && more.length === 0;
  return fits && isCommandType(type) ? type : undefined;
}

/**
 * The request that an OSC message stands for: arguments in schema order, required ones first when
 * no more came than are required, and objects as name, value pairs. `undefined` when the address is no command; a trigger whose only argument is
 * 0 (the release of a button) is `'ignored'`.
 */
export function commandFromOsc(
  address: string,
  args: readonly OscArgument[],
): CommandRequest | 'ignored' | undefined {
  const type = commandTypeFromOsc(address);
  if (!type) return undefined;
  const all = fields(type);
  const required = all.filter((field) => field.required);
  if (required.length === 0 && args.length === 1 && args[0] === 0) return 'ignored';
  const bang = required.length === 0 && args.length === 1 && (args[0] === 1 || args[0] === true);
  if (bang) return { type };
  const order = args.length <= required.length ? required : all;
  return { type, ...named(order, args) };
}

function named(order: readonly Field[], args: readonly OscArgument[]): Record<string, unknown> {
  const request: Record<string, unknown> = {};
  let next = 0;
  for (const field of order) {
    if (next >= args.length) break;
    if (field.kind === 'object') {
      const taken = pairs(args.slice(next));
      request[field.name] = taken.object;
      next += taken.length;
    } else {
      const value = args[next++];
      const isSwitch = field.kind === 'boolean' && typeof value === 'number';
      request[field.name] = isSwitch ? value !== 0 : value;
    }
  }
  return request;
}

/**
 * name, value, name, value …; a run of numbers after one name is a list, as positions are. A single
 * argument left over belongs to the next field: `"desert" "haze" 0.4 "program"`.
 */
function pairs(args: readonly OscArgument[]): { object: Record<string, unknown>; length: number } {
  const entries: [string, unknown][] = [];
  let next = 0;
  while (next + 1 < args.length) {
    const name = String(args[next++]);
    const values = [args[next++]];
    while (typeof values[0] === 'number' && typeof args[next] === 'number')
      values.push(args[next++]);
    entries.push([name, values.length > 1 ? values : values[0]]);
  }
  return { object: Object.fromEntries(entries), length: next };
}
