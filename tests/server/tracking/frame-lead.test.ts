import { expect, test } from 'vitest';
import { FrameLead, mostLeadMs, usualLeadMs } from '../../../server/tracking/frame-lead.ts';

const rate = { num: 60, den: 1 };

/** A lead that a stage client has needed 5 ms of for five seconds. */
function steady(): FrameLead {
  const lead = new FrameLead();
  for (let ms = 0; ms < 5000; ms += 16) lead.needed(5, ms);
  return lead;
}

test('while no stage client has said what it needs the lead is half a period and 8 ms', () => {
  const lead = new FrameLead();
  lead.late(40, 700);
  lead.needed(Number.NaN, 800);
  expect(lead.ms(rate)).toBeCloseTo(1000 / 120 + 8, 9);
});

test('the lead is what stage clients need and 3 ms', () => {
  expect(steady().ms(rate)).toBe(8);
});

test('of two stage clients the one that latches first counts', () => {
  const lead = new FrameLead();
  for (let ms = 0; ms < 1000; ms += 60) {
    lead.needed(-3, ms);
    lead.needed(9, ms + 5);
  }
  expect(lead.ms(rate)).toBe(12);
});

test('a frame is never sent after its time, however late it is latched', () => {
  const lead = new FrameLead();
  for (let ms = 0; ms < 1000; ms += 60) lead.needed(-6, ms);
  expect(lead.ms(rate)).toBe(0);
});

test('one hiccup in five seconds does not move the lead', () => {
  const lead = steady();
  lead.late(40, 4900);
  lead.late(45, 4917);
  expect(lead.ms(rate)).toBe(8);
});

test('a lead grows by 35 ms for four late tenths of a second, and not for three', () => {
  const lead = steady();
  for (const ms of [4500, 4600, 4700]) lead.needed(40, ms);
  expect(lead.ms(rate)).toBe(8);
  lead.needed(40, 4800);
  expect(lead.ms(rate)).toBe(43);
});

test('lateness that comes again is covered at once, timer and way together, with 3 ms to spare', () => {
  const lead = new FrameLead();
  for (const ms of [0, 600]) {
    lead.late(20, ms);
    lead.needed(15, ms);
  }
  expect(lead.ms(rate)).toBe(38);
});

test('five seconds after the last lateness the lead is short again', () => {
  const lead = new FrameLead();
  lead.needed(40, 0);
  lead.needed(40, 600);
  expect(lead.ms(rate)).toBe(43);
  for (const ms of [5700, 5800]) lead.needed(1, ms);
  expect(lead.ms(rate)).toBe(4);
});

test('five seconds after the last stage client has gone the lead is as if there had been none', () => {
  const lead = steady();
  lead.late(1, 10_100);
  expect(lead.ms(rate)).toBe(usualLeadMs(rate));
});

test('a client that no lead would help lengthens nobody’s lead', () => {
  const lead = new FrameLead();
  for (let ms = 0; ms < 5000; ms += 100) lead.needed(250, ms);
  expect(lead.ms(rate)).toBe(usualLeadMs(rate));
});

test('the lead stays within its limit, whatever is told', () => {
  const lead = new FrameLead();
  for (const ms of [0, 600, 1200]) {
    lead.late(50, ms);
    lead.needed(50, ms);
    lead.needed(Number.NaN, ms);
  }
  expect(lead.ms(rate)).toBe(mostLeadMs(rate));
});

test('a clock set back forgets what was late before', () => {
  const lead = new FrameLead();
  lead.needed(40, 100_000);
  lead.needed(40, 100_600);
  lead.needed(1, 5000);
  expect(lead.ms(rate)).toBe(4);
});
