import { encodeSacnData, encodeSacnSync, type SacnData } from '../../devices/sacn/codec.ts';
import { sacnFactory } from '../../devices/sacn/driver.ts';
import { bytesOf, fixtureJson, fixtureRecording, loopback } from './collect.ts';
import { collectFrom, commandFor } from './control-fixture.ts';

interface Vector {
  name: string;
  hex: string;
}

/** Of npm sacn, in the order in which they were sent. */
export const captured = fixtureRecording('sacn/captured_npm_sacn_4.6.2.jsonl').map((d) => d.bytes);
export const generated = fixtureJson('sacn/generated_sync_discovery_edge.json') as Vector[];
/** A constructed packet by the beginning of its name. */
export const vector = (start: string): Uint8Array =>
  bytesOf(generated.find(({ name }) => name.startsWith(start))!.hex);

export const cidA = Uint8Array.from({ length: 16 }, (_, i) => i);
export const cidB = Uint8Array.from({ length: 16 }, (_, i) => 0xb0 + i);
export const cidC = Uint8Array.from({ length: 16 }, (_, i) => 0xc0 + i);

/** A packet of universe 1 with these slots. */
export const packet = (slots: number[], more: Partial<SacnData> = {}): Uint8Array =>
  encodeSacnData({
    cid: cidA,
    name: 'A',
    universe: 1,
    sequence: 0,
    slots: Uint8Array.from(slots),
    ...more,
  });

/** A device whose slots 1, 2 and the pair 3 and 4 of universe 1 are watched. */
export function watched(...controls: object[]) {
  const bindings = [
    commandFor('slot/1/1', { value: '/a' }),
    commandFor('slot/1/2', { value: '/a' }),
    commandFor('slot16/1/3', { value: '/a' }),
    ...controls,
  ];
  const collected = collectFrom(sacnFactory, { bindings });
  let sequence = 0;
  return Object.assign(collected, {
    /** Sends the next packet of source A, or of the one in `more`. */
    send: (slots: number[], more: Partial<SacnData> = {}) => {
      sequence = (sequence + 1) & 0xff;
      collected.device.receive(packet(slots, { sequence, ...more }), loopback);
    },
    sync: (address: number, at: number, cid = cidA) =>
      collected.device.receive(encodeSacnSync(cid, at, address), loopback),
  });
}
