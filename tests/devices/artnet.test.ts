import { describe, expect, it } from 'vitest';
import { binding } from '../../core/control/binding.ts';
import { pollReplies } from '../../devices/artnet/answer-poll.ts';
import {
  createArtNetPacket,
  decodeArtNet,
  encodeArtDmx,
  encodeArtPoll,
  encodeArtSync,
  encodeArtTimeCode,
} from '../../devices/artnet/codec.ts';
import { artNetFactory } from '../../devices/artnet/driver.ts';
import { ownAddressFor } from '../../devices/artnet/own-address.ts';
import { ArtNetReceiver } from '../../devices/artnet/receiver.ts';
import { artNetSimulator } from '../../devices/artnet/simulator.ts';
import { dmxPlan } from '../../devices/dmx/options.ts';
import { PacketCounters } from '../../devices/packet-counters.ts';
import { bytesOf, fixtureJson, fixtureRecording, loopback } from './collect.ts';
import { collectFrom, commandFor, mutations, refusedOf } from './control-fixture.ts';
import { fuzzSeed } from './fuzz.ts';

interface Vector {
  name: string;
  hex: string;
}

const captured = fixtureRecording('artnet/captured_ola_0.10.9.jsonl').map((d) => d.bytes);
const generated = fixtureJson('artnet/generated_edge.json') as Vector[];
const vector = (start: string): Uint8Array =>
  bytesOf(generated.find(({ name }) => name.startsWith(start))!.hex);

const deskA = { address: '127.0.0.2', port: 6454 };
const deskB = { address: '127.0.0.3', port: 6454 };
const deskC = { address: '127.0.0.4', port: 6454 };

const dmx = (slots: number[], sequence = 0, portAddress = 7): Uint8Array =>
  encodeArtDmx(portAddress, sequence, Uint8Array.from(slots));

/** A device whose slot 1 of Port-Address 7, and pair 3 and 4, are watched. */
function watched(...more: object[]) {
  const bindings = [
    commandFor('slot/7/1', { value: '/a' }),
    commandFor('slot16/7/3', { value: '/a' }),
    ...more,
  ];
  return collectFrom(artNetFactory, { bindings, allow: ['127.0.0.0/8'] });
}

const levels = (collected: { controls: { value: number }[] }): number[] =>
  collected.controls.splice(0).map(({ value }) => Math.round(value * 255));

describe('the Art-Net codec', () => {
  it('reads the packets of OLA as documented', () => {
    const out = createArtNetPacket();
    expect(decodeArtNet(captured[0]!, out)).toBeUndefined();
    expect(out).toMatchObject({ kind: 'dmx', sequence: 0, portAddress: 0x121, slotCount: 8 });
    expect(decodeArtNet(captured[1]!, out)).toBeUndefined();
    expect(out).toMatchObject({ sequence: 0, portAddress: 0x122, slotCount: 512 });
    expect(decodeArtNet(captured[2]!, out)).toBeUndefined();
    expect(out).toMatchObject({ sequence: 1, portAddress: 0x121, slotCount: 8 });
    expect(decodeArtNet(captured[3]!, out)).toBeUndefined();
    const frame = ((1 * 60 + 2) * 60 + 3) * 30 + 4;
    expect(out).toMatchObject({ kind: 'timecode', stream: 0, timecodeFrame: frame });
  });

  it('reads the constructed packets as documented', () => {
    const out = createArtNetPacket();
    expect(decodeArtNet(vector('ArtSync'), out)).toBeUndefined();
    expect(out.kind).toBe('sync');
    expect(decodeArtNet(vector('ArtDmx'), out)).toBeUndefined();
    expect(out).toMatchObject({ sequence: 5, portAddress: 256 + 2 * 16 + 3, slotCount: 512 });
    expect(decodeArtNet(vector('ArtTimeCode'), out)).toBeUndefined();
    expect(out.timecodeFrame).toBe(((10 * 60 + 20) * 60 + 30) * 30 + 12);
    expect(decodeArtNet(vector('ProtVer 13'), out)).toBe('version');
  });

  it('writes the captured and constructed packets byte for byte', () => {
    expect(encodeArtDmx(0x121, 0, captured[0]!.slice(18))).toEqual(captured[0]);
    expect(encodeArtDmx(0x121, 1, captured[2]!.slice(18))).toEqual(captured[2]);
    expect(encodeArtTimeCode(((1 * 60 + 2) * 60 + 3) * 30 + 4, 3)).toEqual(captured[3]);
    expect(encodeArtSync()).toEqual(vector('ArtSync'));
    expect(encodeArtDmx(0x123, 5, vector('ArtDmx').slice(18))).toEqual(vector('ArtDmx'));
  });

  it('reads back timecode of each type; a number that drop-frame leaves out is none', () => {
    const out = createArtNetPacket();
    for (const type of [0, 1, 2, 3] as const) {
      for (const frame of [0, 1, 1799, 1800, 17_982, 107_892, 2_000_000]) {
        expect(decodeArtNet(encodeArtTimeCode(frame, type), out)).toBeUndefined();
        expect(out.timecodeFrame).toBe(frame);
      }
    }
    const leftOut = encodeArtTimeCode(0, 2);
    leftOut.set([0, 0, 1, 0], 14);
    expect(decodeArtNet(leftOut, out)).toBe('timecode');
    leftOut.set([2, 0, 1, 0], 14);
    expect(decodeArtNet(leftOut, out)).toBeUndefined();
    expect(out.timecodeFrame).toBe(1800);
    for (const wrong of [
      [30, 0, 0, 0, 3],
      [0, 60, 0, 0, 3],
      [0, 0, 0, 24, 3],
      [0, 0, 0, 0, 4],
    ]) {
      const bytes = encodeArtTimeCode(0, 3);
      bytes.set(wrong, 14);
      expect(decodeArtNet(bytes, out)).toBe('timecode');
    }
  });

  it('takes an odd number of slots, and none beyond the packet, 512 or below 1', () => {
    const out = createArtNetPacket();
    const withLength = (length: number): Uint8Array => {
      const bytes = encodeArtDmx(1, 1, new Uint8Array(512));
      bytes.set([length >> 8, length & 0xff], 16);
      return bytes;
    };
    expect(decodeArtNet(withLength(7), out)).toBeUndefined();
    expect(out.slotCount).toBe(7);
    for (const length of [0, 513, 0xffff])
      expect(decodeArtNet(withLength(length), out)).toBe('length');
    expect(decodeArtNet(withLength(512).slice(0, 500), out)).toBe('length');
  });

  it('reads which ports a poll asks for', () => {
    const out = createArtNetPacket();
    expect(decodeArtNet(encodeArtPoll(), out)).toBeUndefined();
    expect(out).toMatchObject({ kind: 'poll', lowestPort: 0, highestPort: 32_767 });
    expect(decodeArtNet(encodeArtPoll([0x121, 0x1ff]), out)).toBeUndefined();
    expect(out).toMatchObject({ lowestPort: 0x121, highestPort: 0x1ff });
  });
});

describe('Art-Net slots', () => {
  it('become controls of their Port-Address', () => {
    const collected = collectFrom(artNetFactory, {
      universes: [0x122],
      bindings: [commandFor('slot/289/2'), commandFor('slot16/290/1')],
    });
    for (const bytes of captured) collected.device.receive(bytes, loopback);
    expect(collected.controls).toEqual([
      { control: 'slot/289/2', kind: 'level', value: 0x80 / 255 },
      { control: 'slot16/290/1', kind: 'level', value: 0x0001 / 65535 },
      { control: 'slot/289/2', kind: 'level', value: 0 },
      { control: 'slot/289/2', kind: 'release', value: 0 },
    ]);
  });

  it('of a sender that counts must come in order; 0 means that it does not count', () => {
    const desk = watched();
    for (const [sequence, level] of [
      [254, 1],
      [255, 2],
      [1, 3],
      [255, 4],
      [0, 5],
      [0, 6],
    ] as const) {
      desk.device.receive(dmx([level], sequence), deskA);
    }
    expect(levels(desk)).toEqual([1, 2, 3, 5, 6]);
    expect(refusedOf(desk.device)).toEqual({ sequence: 1 });
  });

  it('of two senders are merged by the highest value; a third is left out until one is lost', () => {
    const desk = watched();
    desk.device.receive(dmx([10]), deskA);
    desk.device.receive(dmx([20]), deskB);
    desk.device.receive(dmx([30]), deskC);
    desk.device.receive(dmx([15]), deskA);
    desk.device.receive(dmx([5]), deskB);
    expect(levels(desk)).toEqual([10, 20, 15]);
    expect(refusedOf(desk.device)).toEqual({ sources: 1 });
    desk.nowMs += 9000;
    desk.device.receive(dmx([5]), deskB);
    desk.nowMs += 1001;
    desk.device.receive(dmx([6]), deskB);
    desk.device.receive(dmx([7]), deskC);
    expect(levels(desk)).toEqual([6, 7]);
  });

  it('of other universes, other versions and other packets drive nothing', () => {
    const desk = watched();
    desk.device.receive(dmx([1], 0, 8), deskA);
    desk.device.receive(vector('ProtVer 13'), deskA);
    desk.device.receive(Uint8Array.from(Buffer.from('Art-Net\0\0\x21aaaa', 'latin1')), deskA);
    desk.device.receive(Uint8Array.from(Buffer.from('not Art-Net at all')), deskA);
    expect(desk.controls).toEqual([]);
    expect(refusedOf(desk.device)).toEqual({
      'other-universe': 1,
      version: 1,
      'other-type': 1,
      type: 1,
    });
  });

  it('are taken from those who may command, while timecode is taken from the whole network', () => {
    const counters = new PacketCounters();
    const taken: string[] = [];
    const sink = {
      sample: ({ subject }: { subject: string }) => void taken.push(subject),
      command: () => {},
      control: ({ control }: { control: string }) => void taken.push(control),
    };
    const context = { nowMs: () => 0, sink, onStatus: () => {} };
    const plan = dmxPlan([], [binding.parse(commandFor('slot/7/1'))], [0, 32_767]);
    const receiver = new ArtNetReceiver(context, counters, plan, () => taken.push('poll'));
    const rights = { pose: true, command: false };
    for (const bytes of [dmx([1]), encodeArtSync(), encodeArtPoll(), captured[3]!]) {
      receiver.handle(bytes, deskA, 0, rights, undefined);
    }
    expect(taken).toEqual(['poll', 'timecode']);
    expect(Object.fromEntries(counters.refused)).toEqual({ 'source-command': 2 });
    receiver.handle(dmx([1]), deskA, 0, { pose: true, command: true }, undefined);
    expect(taken.at(-1)).toBe('slot/7/1');
  });
});

describe('ArtSync', () => {
  it('makes slots wait for the next one, until none has come for 4 s', () => {
    const desk = watched();
    const { device } = desk;
    device.receive(dmx([1]), deskA);
    device.receive(encodeArtSync(), deskA);
    device.receive(dmx([2]), deskA);
    device.receive(dmx([3]), deskA);
    expect(levels(desk)).toEqual([1]);
    desk.nowMs += 4000;
    device.receive(dmx([4]), deskA);
    expect(levels(desk)).toEqual([]);
    device.receive(encodeArtSync(), deskA);
    expect(levels(desk)).toEqual([4]);
    desk.nowMs += 4001;
    device.receive(dmx([5]), deskA);
    expect(levels(desk)).toEqual([5]);
  });

  it('counts for the slots of its own sender alone, and never where two are merged', () => {
    const desk = watched();
    const { device } = desk;
    device.receive(encodeArtSync(), deskA);
    expect(refusedOf(device)).toEqual({ 'sync-source': 1 });
    device.receive(dmx([1]), deskA);
    device.receive(encodeArtSync(), deskA);
    device.receive(dmx([2]), deskA);
    device.receive(encodeArtSync(), deskB);
    expect(levels(desk)).toEqual([1]);
    device.receive(dmx([9]), deskB);
    device.receive(dmx([12]), deskA);
    expect(levels(desk)).toEqual([9, 12]);
  });
});

describe('ArtTimeCode', () => {
  it('is delivered as a sample without pose that says where the timecode stands', () => {
    const { device, samples } = watched();
    device.receive(captured[3]!, deskA);
    const [sample] = samples;
    expect(sample).toMatchObject({ subject: 'timecode', hasPose: false, receivedMs: 1000 });
    expect(sample?.timecodeFrame).toBe(((1 * 60 + 2) * 60 + 3) * 30 + 4);
  });

  it('of another stream than the main one is left out', () => {
    const { device, samples } = watched();
    const bytes = encodeArtTimeCode(1, 1);
    bytes[13] = 2;
    device.receive(bytes, deskA);
    expect(samples).toEqual([]);
    expect(refusedOf(device)).toEqual({ 'timecode-stream': 1 });
  });
});

describe('the answer to an ArtPoll', () => {
  const own = { address: '2.0.0.10', port: 6454 };
  const node = {
    id: 'desk',
    portAddresses: [0x121, 0x7fff],
    isReceiving: (p: number) => p === 0x121,
  };

  it('is one packet of 239 bytes for each Port-Address', () => {
    const replies = pollReplies(node, own, 0, 32_767);
    expect(replies.map((reply) => reply.length)).toEqual([239, 239]);
    const [first, second] = replies.map((reply) => Buffer.from(reply));
    expect(first?.toString('latin1', 0, 8)).toBe('Art-Net\0');
    expect([...first!.subarray(8, 16)]).toEqual([0x00, 0x21, 2, 0, 0, 10, 0x36, 0x19]);
    expect([first?.[18], first?.[19], first?.[190]]).toEqual([1, 2, 1]);
    expect([second?.[18], second?.[19], second?.[190]]).toEqual([0x7f, 0xf, 0xf]);
    expect([first?.[173], first?.[174], first?.[182], first?.[212]]).toEqual([1, 0x80, 0x80, 8]);
    expect([second?.[182], first?.[211], second?.[211]]).toEqual([0, 1, 2]);
    expect(first?.toString('latin1', 26, 36)).toBe('Cyclorama\0');
    expect(first?.toString('latin1', 44, 69)).toBe('Cyclorama, device "desk"\0');
    expect([...first!.subarray(207, 211)]).toEqual([2, 0, 0, 10]);
  });

  it('leaves out ports that were not asked for; a node without ports answers once', () => {
    const replies = pollReplies(node, own, 0x200, 32_767);
    expect(replies.map((reply) => reply[211])).toEqual([2]);
    const empty = { ...node, portAddresses: [] };
    expect(pollReplies(empty, own, 0, 32_767).map((reply) => reply[173])).toEqual([0]);
    expect(pollReplies(empty, own, 5, 9)).toEqual([]);
  });

  it('names the address that the asker reaches us by', () => {
    const networks = ['192.168.7.2/24', 'fd00::2/64', '10.1.0.9/16'];
    const every = { address: '0.0.0.0', family: 'udp4' as const, networks, joinOn: [] };
    expect(ownAddressFor('10.1.200.3', every)).toBe('10.1.0.9');
    expect(ownAddressFor('::ffff:192.168.7.99', every)).toBe('192.168.7.2');
    for (const sender of ['172.16.0.1', 'fd00::9', 'nonsense']) {
      expect(ownAddressFor(sender, every)).toBe('0.0.0.0');
    }
    expect(ownAddressFor('172.16.0.1', { ...every, address: '10.1.0.9' })).toBe('10.1.0.9');
    expect(ownAddressFor('172.16.0.1', { ...every, address: 'fd00::2' })).toBe('0.0.0.0');
  });

  it('is given to at most eight polls a second', () => {
    const { device } = watched();
    for (let i = 0; i < 20; i += 1) device.receive(encodeArtPoll(), deskA);
    const { accepted, noted } = device.counters();
    expect(accepted).toBe(20);
    expect(noted?.get('poll-unanswered')).toBe(12);
  });
});

describe('2000 mutated Art-Net packets', () => {
  it(`are each counted, and none throws (CYCLORAMA_SEED=${fuzzSeed})`, () => {
    const valid = [
      ...captured,
      ...generated.map(({ hex }) => bytesOf(hex)),
      encodeArtPoll(),
      encodeArtPoll([0, 300]),
      dmx([1, 2, 3, 4], 3),
    ];
    const desk = watched();
    mutations(2000, valid, (bytes) => {
      desk.nowMs += 5;
      desk.device.receive(bytes, deskA);
    });
    const { accepted, refused } = desk.device.counters();
    const counted = [...refused.values()].reduce((sum, count) => sum + count, accepted);
    expect(counted).toBe(2000);
    expect(accepted).toBeGreaterThan(50);
    expect(refused.get('internal')).toBeUndefined();
    expect(desk.samples.every((sample) => Number.isFinite(sample.timecodeFrame))).toBe(true);
  });
});

describe('the Art-Net simulator', () => {
  it('sends packets that the device takes, and timecode frame by frame', () => {
    const { device, samples, controls } = watched();
    const simulator = artNetSimulator({ portAddress: 7, timecode: true });
    for (let i = 0; i < 600; i += 1) {
      for (const bytes of simulator(i)) device.receive(bytes, deskA);
    }
    expect(device.counters().refused.size).toBe(0);
    expect(samples.map((sample) => sample.timecodeFrame)).toEqual(
      Array.from({ length: 600 }, (_, i) => i),
    );
    expect(Math.max(...controls.map(({ value }) => value))).toBe(1);
  });
});
