/** An argument that feedback carries: a number goes as float32, a boolean as int32 1 or 0. */
export type FeedbackArgument = number | string | boolean;

const utf8 = new TextEncoder();

/**
 * Encodes an OSC 1.0 message: address, type tags, arguments, each padded with NUL to 4 bytes. Text
 * is UTF-8 without NUL. Numbers are floats and booleans integers, which every control surface reads.
 */
export function encodeFeedback(address: string, args: readonly FeedbackArgument[]): Uint8Array {
  const parts = [text(address), text(`,${args.map(tagOf).join('')}`), ...args.map(argument)];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function tagOf(value: FeedbackArgument): string {
  if (typeof value === 'string') return 's';
  return typeof value === 'boolean' ? 'i' : 'f';
}

function argument(value: FeedbackArgument): Uint8Array {
  if (typeof value === 'string') return text(value);
  const bytes = new Uint8Array(4);
  const view = new DataView(bytes.buffer);
  if (typeof value === 'boolean') view.setInt32(0, value ? 1 : 0);
  else view.setFloat32(0, value);
  return bytes;
}

function text(value: string): Uint8Array {
  const characters = utf8.encode(value.replaceAll('\0', ''));
  const bytes = new Uint8Array((characters.length + 4) & ~3);
  bytes.set(characters);
  return bytes;
}
