import { describe, expect, it } from 'vitest';
import { streamDeckSpecs } from '../../devices/hid/parsers/streamdeck-models.ts';
import { xkeysSpecs } from '../../devices/hid/parsers/xkeys-products.ts';
import { hidProduct } from '../../devices/hid/products.ts';
import { HidReading } from '../../devices/hid/reading.ts';
import {
  type SpaceMouseForm,
  simulatedHid,
  spaceMouseButtons,
  spaceMouseReports,
  wanderingHand,
} from '../../devices/hid/simulator.ts';
import { mutations } from './control-fixture.ts';
import { fuzzSeed } from './fuzz.ts';
import { decoderOf } from './hid-decode.ts';
import { ManualTime } from './hid-fake.ts';

describe.each(['split', 'joined'] satisfies SpaceMouseForm[])('the simulated hand, %s', (form) => {
  it('sends reports that decode to its deflection, to half a count', () => {
    const { reading, decode } = decoderOf(0x046d, 0xc626);
    for (let tMs = 0; tMs < 20_000; tMs += 137) {
      const told = [0, 0, 0, 0, 0, 0];
      for (const report of spaceMouseReports(wanderingHand(tMs), form)) {
        expect(decode(report)).not.toBeTypeOf('string');
        const [from, to] = [reading.hasTranslation ? 0 : 3, reading.hasRotation ? 6 : 3];
        for (let i = from; i < to; i += 1) told[i] = reading.velocity[i]!;
      }
      for (const [i, value] of wanderingHand(tMs).entries()) {
        expect(Math.abs(told[i]! - value)).toBeLessThanOrEqual(0.5 / 350 + 1e-12);
      }
    }
  });
});

describe('the simulated device', () => {
  it('is listed, sends at 60 Hz, and stops when it is closed', async () => {
    const time = new ManualTime();
    const hid = simulatedHid({ path: 's', nowMs: time.now, startTicker: time.startTicker });
    const listed = await hid.list();
    expect(listed.ok && listed.value.map((info) => info.path)).toEqual(['s']);
    const reports: Uint8Array[] = [];
    const opened = await hid.open('s', { data: (report) => reports.push(report), error: () => {} });
    await time.advance(1000);
    expect(reports.length).toBeGreaterThanOrEqual(120);
    if (opened.ok) await opened.value.close();
    const count = reports.length;
    await time.advance(1000);
    expect(reports).toHaveLength(count);
    expect(time.waiting).toBe(0);
  });
});

type Start = [name: string, vendor: number, product: number, report: Uint8Array];

const deckStarts = streamDeckSpecs.flatMap(({ name, products, encoders, touchWidth }): Start[] => {
  const kinds = [0, ...(touchWidth ? [2] : []), ...(encoders ? [3] : [])];
  return kinds.map((kind) => {
    const report = Uint8Array.of(1, kind, 0, 0, 1, ...new Uint8Array(43));
    return [`${name}, kind ${kind}`, 0x0fd9, products[0]!, report];
  });
});

/** One product of each kind of report, and a valid report of it to start from. */
const starts: Start[] = [
  ['puck moves', 0x256f, 0xc635, spaceMouseReports([0.1, 0.2, 0.3, 0.4, 0.5, 0.6], 'joined')[0]!],
  ['puck buttons', 0x256f, 0xc635, spaceMouseButtons([1, 7], 4)],
  ['DualSense', 0x054c, 0x0ce6, Uint8Array.of(1, ...new Uint8Array(63))],
  ['DualSense, Bluetooth', 0x054c, 0x0ce6, Uint8Array.of(0x31, ...new Uint8Array(77))],
  ['Xbox', 0x045e, 0x0b13, Uint8Array.of(1, ...new Uint8Array(16))],
  ['shuttle', 0x0b33, 0x0030, new Uint8Array(5)],
  ...xkeysSpecs.map(({ name, products }): Start => {
    return [name, 0x05f3, products[0]!, new Uint8Array(32)];
  }),
  ...deckStarts,
];

describe('reports of every product, damaged', () => {
  it.each(starts)(
    'of %s never throw, and say only what can be',
    (_name, vendor, product, start) => {
      const known = hidProduct(vendor, product)!;
      const reading = new HidReading();
      let taken = 0;
      mutations(1500, [start], (report) => {
        reading.clear();
        if (known.parse(report, reading) !== undefined) return;
        taken += 1;
        const carried = [...reading.levels].filter((value) => !Number.isNaN(value));
        const all = [...carried, ...reading.velocity];
        if (!all.every((value) => Math.abs(value) <= 1)) throw new Error(`out of range: ${all}`);
        const end = reading.firstKey + reading.keyCount;
        if (end > known.layout.keys.length) throw new Error(`${end} keys`);
        if (reading.tap >= known.layout.taps.length) throw new Error(`tap ${reading.tap}`);
        if (carried.length > known.layout.levels.length)
          throw new Error('levels beyond the layout');
      });
      expect(taken, `CYCLORAMA_SEED=${fuzzSeed}`).toBeGreaterThan(100);
    },
  );
});
