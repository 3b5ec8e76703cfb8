import { describe, expect, it } from 'vitest';
import { loopback } from './collect.ts';
import { commandFor, refusedOf } from './control-fixture.ts';
import { cidB, cidC, vector, watched } from './sacn-rig.ts';

describe('several sACN sources', () => {
  const level = (collected: { controls: { control: string; value: number }[] }): number =>
    Math.round((collected.controls.findLast((e) => e.control === 'slot/1/1')?.value ?? -1) * 255);

  it('of one priority are merged by the highest value, pairs as pairs', () => {
    const desk = watched();
    desk.send([10, 200, 0x01, 0x00]);
    desk.send([20, 100, 0x00, 0xff], { cid: cidB });
    expect(desk.controls.map(({ control, value }) => [control, value])).toEqual([
      ['slot/1/1', 10 / 255],
      ['slot/1/2', 200 / 255],
      ['slot16/1/3', 0x0100 / 65535],
      ['slot/1/1', 20 / 255],
    ]);
  });

  it('of a higher priority win, whatever they send; 0 is a priority', () => {
    const desk = watched();
    desk.send([200], { priority: 0 });
    expect(level(desk)).toBe(200);
    desk.send([10], { cid: cidB, priority: 1 });
    expect(level(desk)).toBe(10);
    desk.send([100], { priority: 2 });
    expect(level(desk)).toBe(100);
    desk.send([255], { priority: 201 });
    expect(level(desk)).toBe(100);
    expect(refusedOf(desk.device)).toEqual({ priority: 1 });
  });

  it('that end their stream hand over at once, and their last packets make no new source', () => {
    const desk = watched();
    desk.send([200], { priority: 150 });
    desk.send([10], { cid: cidB });
    expect(level(desk)).toBe(200);
    for (let i = 0; i < 3; i += 1) desk.send([], { priority: 150, options: 0x40 });
    expect(level(desk)).toBe(10);
    expect(desk.device.counters().noted?.get('terminated')).toBe(3);
    expect(desk.device.counters().refused.size).toBe(0);
  });

  it('that fall silent hand over after 2.5 s, once the other is still heard', () => {
    const desk = watched();
    desk.send([200], { priority: 150 });
    for (let i = 0; i < 30; i += 1) {
      desk.nowMs += 100;
      desk.send([10], { cid: cidB });
      expect(level(desk)).toBe(i < 25 ? 200 : 10);
    }
  });

  it('that fall silent together take nothing over from each other', () => {
    const desk = watched();
    const low = (): void => desk.send([5], { cid: cidC, priority: 1 });
    desk.send([200], { priority: 150 });
    desk.nowMs += 900;
    desk.send([10], { cid: cidB });
    desk.nowMs += 1700;
    low();
    expect(level(desk)).toBe(200);
    desk.nowMs += 900;
    low();
    const told = desk.controls.filter(({ control }) => control === 'slot/1/1');
    expect(told.map(({ value }) => Math.round(value * 255))).toEqual([200, 5]);
  });

  it('leave every value as it is when the last of them is lost', () => {
    const desk = watched(commandFor('slot/1/5', { press: 'momentary' }));
    desk.send([200, 0, 0, 0, 255]);
    desk.controls.length = 0;
    desk.nowMs += 60_000;
    desk.send([200, 0, 0, 0, 255], { cid: cidB });
    expect(desk.controls).toEqual([]);
  });

  it('are 16 at most, until one is lost', () => {
    const desk = watched();
    const from = (i: number): void =>
      desk.send([i], { cid: Uint8Array.from({ length: 16 }, () => i) });
    for (let i = 1; i <= 17; i += 1) from(i);
    expect(refusedOf(desk.device)).toEqual({ sources: 1 });
    desk.nowMs += 2501;
    from(17);
    expect(level(desk)).toBe(17);
  });

  it('are named in the status, and told when they come and go', async () => {
    const desk = watched();
    await desk.device.open();
    const before = desk.statusChanges;
    desk.send([1], { name: 'Kiosk\u0007 sACN', priority: 120 });
    expect(desk.statusChanges).toBe(before + 1);
    const detail = (): string => {
      const status = desk.device.status();
      return 'detail' in status ? status.detail : '';
    };
    expect(detail()).toContain('universe 1: "Kiosk sACN" (priority 120)');
    desk.nowMs += 2501;
    expect(detail()).toContain('(priority 120, silent)');
    desk.send([], { options: 0x40 });
    expect(detail()).toContain('universe 1: nobody');
    await desk.device.close();
  });
});

describe('sACN synchronisation', () => {
  const levels = (desk: { controls: { value: number }[] }): number[] =>
    desk.controls.splice(0).map(({ value }) => Math.round(value * 255));

  it('begins with the first packet at an address that slots have named, and then holds them', () => {
    const desk = watched();
    desk.send([1], { syncAddress: 7000 });
    expect(levels(desk)).toEqual([1]);
    expect(desk.device.counters().noted?.get('sync-never-heard')).toBe(1);
    desk.device.receive(vector('sync'), loopback);
    desk.send([2], { syncAddress: 7000 });
    desk.send([3], { syncAddress: 7000 });
    expect(levels(desk)).toEqual([]);
    desk.sync(7001, 8);
    expect(levels(desk)).toEqual([]);
    desk.sync(7000, 8);
    expect(levels(desk)).toEqual([3]);
  });

  it('ends with slots that name no address: they count at once, and overtake what waits', () => {
    const desk = watched();
    desk.send([1], { syncAddress: 9 });
    desk.sync(9, 1);
    desk.send([2], { syncAddress: 9 });
    desk.send([3]);
    expect(levels(desk)).toEqual([1, 3]);
    desk.sync(9, 2);
    expect(levels(desk)).toEqual([]);
  });

  it('when lost keeps slots waiting until it is back, unless they force it', () => {
    const desk = watched();
    desk.send([1], { syncAddress: 9 });
    desk.sync(9, 1);
    desk.nowMs += 2400;
    desk.send([2], { syncAddress: 9, options: 0x20 });
    expect(levels(desk)).toEqual([1]);
    desk.nowMs += 200;
    desk.send([3], { syncAddress: 9 });
    expect(levels(desk)).toEqual([]);
    desk.send([4], { syncAddress: 9, options: 0x20 });
    expect(levels(desk)).toEqual([4]);
    desk.send([5], { syncAddress: 9 });
    desk.sync(9, 1);
    expect(levels(desk)).toEqual([5]);
  });

  it('drops synchronisation packets that come late, each sender counting for itself', () => {
    const desk = watched();
    desk.send([1], { syncAddress: 9 });
    desk.sync(9, 10);
    desk.send([2], { syncAddress: 9 });
    desk.sync(9, 10);
    expect(levels(desk)).toEqual([1]);
    expect(refusedOf(desk.device)).toEqual({ sequence: 1 });
    desk.sync(9, 10, cidB);
    expect(levels(desk)).toEqual([2]);
  });
});
