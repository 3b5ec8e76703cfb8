import { expect, test } from 'vitest';
import { FrameLead, leastLeadMs, mostLeadMs } from '../../../server/tracking/frame-lead.ts';

const rate = { num: 60, den: 1 };

test('nothing late leaves the lead at half a period and 8 ms', () => {
  const lead = new FrameLead();
  for (let ms = 0; ms < 20_000; ms += 16) lead.underWay(2, ms);
  expect(lead.ms(rate)).toBeCloseTo(1000 / 120 + 8, 9);
});

test('one hiccup in five seconds does not move the lead', () => {
  const lead = new FrameLead();
  lead.late(40, 700);
  lead.late(45, 717);
  expect(lead.ms(rate)).toBe(leastLeadMs(rate));
});

test('lateness that comes again is covered at once, timer and way together, with 3 ms to spare', () => {
  const lead = new FrameLead();
  for (const ms of [0, 600]) {
    lead.late(20, ms);
    lead.underWay(15, ms);
  }
  expect(lead.ms(rate)).toBe(38);
});

test('five seconds after the last lateness the lead is short again', () => {
  const lead = new FrameLead();
  lead.underWay(40, 0);
  lead.underWay(40, 600);
  expect(lead.ms(rate)).toBe(43);
  lead.underWay(1, 6000);
  expect(lead.ms(rate)).toBe(leastLeadMs(rate));
});

test('a client that no lead would help lengthens nobody’s lead', () => {
  const lead = new FrameLead();
  for (let ms = 0; ms < 5000; ms += 100) lead.underWay(250, ms);
  expect(lead.ms(rate)).toBe(leastLeadMs(rate));
});

test('the lead stays within its limit, whatever is told', () => {
  const lead = new FrameLead();
  for (const ms of [0, 600, 1200]) {
    lead.late(50, ms);
    lead.underWay(50, ms);
    lead.underWay(Number.NaN, ms);
  }
  expect(lead.ms(rate)).toBe(mostLeadMs(rate));
});

test('a clock set back forgets what was late before', () => {
  const lead = new FrameLead();
  lead.underWay(40, 100_000);
  lead.underWay(40, 100_600);
  lead.underWay(1, 5000);
  expect(lead.ms(rate)).toBe(leastLeadMs(rate));
});
