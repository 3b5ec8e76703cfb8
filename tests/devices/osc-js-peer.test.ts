import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readArguments } from '../../devices/osc/arguments.ts';
import { createOscMessage, locateMessage } from '../../devices/osc/message.ts';
import { encodeOscMessage } from '../../devices/osc/osc-js.ts';
import { message } from './osc-bytes.ts';

const OSC = createRequire(import.meta.url)('osc-js') as {
  Packet: new () => { unpack(view: DataView): number; value: { address: string; args: unknown[] } };
};

function ours(bytes: Uint8Array): unknown {
  const located = createOscMessage();
  return locateMessage(bytes, 0, bytes.length, located) ?? readArguments(located);
}

function theirs(bytes: Uint8Array): unknown[] {
  const packet = new OSC.Packet();
  // It ignores byteOffset, so it needs a buffer of its own.
  packet.unpack(new DataView(Uint8Array.from(bytes).buffer));
  return packet.value.args;
}

const argument = fc.oneof(
  fc.tuple(fc.constant('i'), fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
  fc.tuple(fc.constant('f'), fc.float({ noNaN: true, noDefaultInfinity: true })),
  fc.tuple(fc.constant('d'), fc.double({ noNaN: true, noDefaultInfinity: true })),
  fc.tuple(fc.constant('s'), fc.stringMatching(/^[ -~]{0,20}$/)),
);

describe('our OSC decoder beside osc-js', () => {
  it('reads what osc-js encodes as osc-js reads it', () => {
    fc.assert(
      fc.property(fc.array(argument, { maxLength: 12 }), (args) => {
        const bytes = encodeOscMessage('/a/b', args);
        expect(ours(bytes)).toEqual(theirs(bytes));
        expect(ours(bytes)).toEqual(args.map(([, value]) => value));
      }),
      { seed: Number(process.env.CYCLORAMA_SEED ?? 20_261_122), verbose: true },
    );
  });

  it('takes a colour, a character, MIDI and lists, at which osc-js gives up', () => {
    for (const tags of ['r', 'c', 'm', '[i]']) {
      const bytes = Uint8Array.from(message('/a', tags, [0, 0, 0, 65]));
      expect(() => theirs(bytes)).toThrow();
      expect(ours(bytes)).toBeInstanceOf(Array);
    }
  });
});
