import { createRequire } from 'node:module';

/** The part of osc-js 2.4.1 that we use; its own types do not fit its build. */
interface OscJs {
  TypedMessage: new (
    address: string,
  ) => {
    add(type: string, value: unknown): void;
    pack(): Uint8Array;
  };
}

const { TypedMessage }: OscJs = createRequire(import.meta.url)('osc-js');

/** A typed argument: i, f, d, s, h, b, T, F, N and I as in OSC 1.0. */
export type TypedArgument = readonly [type: string, value: unknown];

/**
 * Encodes one OSC message with osc-js. Sending only: its receiving side delays by timetags and makes
 * regular expressions of addresses. Text has to be ASCII, which is all it encodes.
 */
export function encodeOscMessage(address: string, args: readonly TypedArgument[]): Uint8Array {
  const message = new TypedMessage(address);
  for (const [type, value] of args) message.add(type, value);
  return message.pack();
}
