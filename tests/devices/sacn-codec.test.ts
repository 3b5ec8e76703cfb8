import { describe, expect, it } from 'vitest';
import {
  createSacnPacket,
  decodeSacn,
  encodeSacnDiscovery,
  encodeSacnSync,
  sourceName,
} from '../../devices/sacn/codec.ts';
import { bytesOf, loopback } from './collect.ts';
import { mutations } from './control-fixture.ts';
import { fuzzSeed } from './fuzz.ts';
import { captured, cidA, cidB, generated, packet, vector, watched } from './sacn-rig.ts';

describe('the sACN codec', () => {
  it('reads the packets of npm sacn as documented, and refuses its malformed one', () => {
    const out = createSacnPacket();
    for (const [i, sequence] of [253, 254, 255].entries()) {
      const bytes = captured[i]!;
      expect(decodeSacn(bytes, out)).toBeUndefined();
      expect(out).toMatchObject({ kind: 'data', universe: 1, priority: 100, sequence });
      expect(out).toMatchObject({ syncAddress: 0, startCode: 0, slotCount: 512 });
      expect([...bytes.subarray(126, 129)]).toEqual([255, 128, i * 10]);
      expect(sourceName(bytes)).toBe('Kiosk sACN');
    }
    expect(captured[3]).toHaveLength(639);
    expect(decodeSacn(captured[3]!, out)).toBe('length');
  });

  it('reads the constructed packets as documented', () => {
    const out = createSacnPacket();
    expect(decodeSacn(vector('sync'), out)).toBeUndefined();
    expect(out).toMatchObject({ kind: 'sync', sequence: 7, syncAddress: 7000 });
    const four = vector('data 4');
    expect(decodeSacn(four, out)).toBeUndefined();
    expect(out).toMatchObject({ kind: 'data', slotCount: 4, universe: 1 });
    expect([...four.subarray(126)]).toEqual([1, 2, 3, 4]);
    expect(sourceName(four)).toBe('Stage server');
    expect(decodeSacn(vector('preview'), out)).toBeUndefined();
    expect(out).toMatchObject({ isPreview: true, isTerminated: false, slotCount: 8 });
    expect(decodeSacn(vector('force_sync'), out)).toBeUndefined();
    expect(out).toMatchObject({ isForceSync: true, isPreview: false, syncAddress: 7000 });
    expect(decodeSacn(vector('priority'), out)).toBe('priority');
  });

  it('writes the constructed packets byte for byte', () => {
    expect(encodeSacnSync(cidA, 7, 7000)).toEqual(vector('sync'));
    const four = { name: 'Stage server', priority: 100 };
    expect(packet([1, 2, 3, 4], four)).toEqual(vector('data 4'));
  });

  it('reads back what it writes, with names cut between characters', () => {
    const out = createSacnPacket();
    const name = `${'x'.repeat(62)}é`;
    const more = { name, universe: 63_999, priority: 0, sequence: 200, syncAddress: 5 };
    const bytes = packet([9, 8], { ...more, options: 0x60, startCode: 0xdd });
    expect(decodeSacn(bytes, out)).toBeUndefined();
    const { name: _name, ...numbers } = more;
    expect(out).toMatchObject({ ...numbers, startCode: 0xdd, slotCount: 2 });
    expect(out).toMatchObject({ isPreview: false, isTerminated: true, isForceSync: true });
    expect(sourceName(bytes)).toBe('x'.repeat(62));
    const discovery = encodeSacnDiscovery(cidB, 'B', [1, 2, 300]);
    expect(discovery).toHaveLength(126);
    expect(decodeSacn(discovery, out)).toBeUndefined();
    expect(out.kind).toBe('discovery');
  });

  it('takes the end of a stream without any values, and nothing else without a start code', () => {
    const out = createSacnPacket();
    const bare = (options: number): Uint8Array => {
      const bytes = packet([], { options }).slice(0, 125);
      const view = new DataView(bytes.buffer);
      for (const at of [16, 38, 115]) view.setUint16(at, 0x7000 | (125 - at));
      view.setUint16(123, 0);
      return bytes;
    };
    expect(decodeSacn(bare(0x40), out)).toBeUndefined();
    expect(out).toMatchObject({ isTerminated: true, slotCount: 0 });
    expect(decodeSacn(bare(0), out)).toBe('length');
  });

  it('refuses universes and synchronisation addresses that do not exist', () => {
    const out = createSacnPacket();
    expect(decodeSacn(packet([1], { universe: 0 }), out)).toBe('universe');
    expect(decodeSacn(packet([1], { universe: 64_000 }), out)).toBe('universe');
    expect(decodeSacn(encodeSacnSync(cidA, 1, 0), out)).toBe('sync-address');
    const other = vector('sync');
    other[21] = 9;
    expect(decodeSacn(other, out)).toBe('vector');
    expect(
      decodeSacn(
        Uint8Array.from({ length: 200 }, () => 7),
        out,
      ),
    ).toBe('type');
  });
});

describe('2000 mutated sACN packets', () => {
  it(`are each counted, and none throws (CYCLORAMA_SEED=${fuzzSeed})`, () => {
    const valid = [
      ...captured,
      ...generated.map(({ hex }) => bytesOf(hex)),
      encodeSacnDiscovery(cidA, 'A', [1, 2]),
      packet([], { options: 0x40 }),
    ];
    const { device, controls } = watched();
    mutations(2000, valid, (bytes) => device.receive(bytes, loopback));
    const { accepted, refused } = device.counters();
    const counted = [...refused.values()].reduce((sum, count) => sum + count, accepted);
    expect(counted).toBe(2000);
    expect(accepted).toBeGreaterThan(50);
    expect(refused.get('internal')).toBeUndefined();
    expect(controls.every(({ value }) => value >= 0 && value <= 1)).toBe(true);
  });
});
