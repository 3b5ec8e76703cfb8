import { type ArgumentFault, argumentEnd, numberAt, numberSize, tagAt } from '../arguments.ts';
import { ByteTable } from '../byte-table.ts';
import { endOfString, type OscMessage } from '../message.ts';
import type { CompiledMapping, Step } from './compile.ts';
import { slotCount } from './slots.ts';

/** Why a message is not read by a mapping; `other` when a literal says that it is none of its. */
export type MappedFault = ArgumentFault | 'subject' | 'other';

/** What a message said: numbers by slot, in house units, and whom it is about. Filled again each time. */
export interface MappedValues {
  values: Float64Array;
  subject: string;
}

export const createMappedValues = (): MappedValues => ({
  values: new Float64Array(slotCount),
  subject: '',
});

const longestSubject = 128;
const floatTag = 0x66;
const trueTag = 0x54;
const falseTag = 0x46;
const stringTag = 0x73;
const symbolTag = 0x53;

/**
 * Reads the arguments that a mapping names; surplus ones are left. Numbers are i, f, d, h, T or F
 * and have to be finite, a subject is text or a whole number. Without type tags the arguments have
 * to be as many floats as the mapping has fields. Allocates nothing but a name not heard before.
 */
export function decodeMapped(
  message: OscMessage,
  mapping: CompiledMapping,
  out: MappedValues,
): MappedFault | undefined {
  const { steps } = mapping;
  if (!message.hasTags && message.end - message.argumentsStart !== 4 * steps.length) {
    return 'arguments';
  }
  let position = message.argumentsStart;
  for (let i = 0; i < steps.length; i += 1) {
    const step = steps[i];
    const tag = message.hasTags ? tagAt(message, i) : floatTag;
    if (!step || tag === 0) return 'arguments';
    const end = argumentEnd(message, String.fromCharCode(tag), position);
    if (end === undefined) return 'arguments';
    if (end < position || end > message.end) return 'length';
    const fault = takeArgument(step, message, tag, position, out);
    if (fault) return fault;
    position = end;
  }
  return undefined;
}

function takeArgument(
  step: Step,
  message: OscMessage,
  tag: number,
  position: number,
  out: MappedValues,
): MappedFault | undefined {
  switch (step.op) {
    case 'skip':
      return undefined;
    case 'subject':
      return takeSubject(message, tag, position, out);
    case 'text':
      return isText(message, tag, position, step.bytes) ? undefined : 'other';
    case 'equals':
      return readNumber(message, tag, position) === step.value ? undefined : 'other';
    case 'number': {
      const value = readNumber(message, tag, position);
      if (value === undefined) return 'arguments';
      if (!Number.isFinite(value)) return 'non-finite';
      out.values[step.slot] = value * step.factor;
      return undefined;
    }
  }
}

function readNumber(message: OscMessage, tag: number, position: number): number | undefined {
  if (tag === trueTag) return 1;
  if (tag === falseTag) return 0;
  return numberSize(tag) === 0 ? undefined : numberAt(message.bytes, position, tag);
}

function takeSubject(
  message: OscMessage,
  tag: number,
  position: number,
  out: MappedValues,
): MappedFault | undefined {
  const { bytes, end } = message;
  if (tag === stringTag || tag === symbolTag) {
    const nul = endOfString(bytes, position, end);
    if (nul <= position || nul - position > longestSubject) return 'subject';
    out.subject = names.of(bytes, position, nul);
    return undefined;
  }
  const number = readNumber(message, tag, position);
  if (number === undefined || !Number.isInteger(number)) return 'subject';
  out.subject = nameOfNumber(number);
  return undefined;
}

const names = new ByteTable((text) => text, 256);

const numberNames = new Map<number, string>();
function nameOfNumber(number: number): string {
  const known = numberNames.get(number);
  if (known !== undefined) return known;
  if (numberNames.size >= 1024) numberNames.clear();
  const name = String(number);
  numberNames.set(number, name);
  return name;
}

function isText(message: OscMessage, tag: number, position: number, text: Uint8Array): boolean {
  if (tag !== stringTag && tag !== symbolTag) return false;
  const { bytes, end } = message;
  if (position + text.length >= end || bytes[position + text.length] !== 0) return false;
  for (let i = 0; i < text.length; i += 1) if (bytes[position + i] !== text[i]) return false;
  return true;
}
