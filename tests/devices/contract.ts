import { describe, expect, it } from 'vitest';
import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import { type Collected, collect, loopback, refusedTotal } from './collect.ts';

export interface ContractCase {
  kind: string;
  options: object;
  /** Datagrams that the device takes; empty for one that has no input. */
  datagrams: Uint8Array[];
  /** What its datagrams give: poses, what a bound control was set to, or the time of day. */
  gives?: 'samples' | 'controls' | 'timecode';
  /** What it needs is not there: it says so and cannot open. */
  lacksWhatItNeeds?: boolean;
  takesFolder?: string;
}

/** What every device keeps, whatever its protocol; run on each kind. */
export function deviceContract(contractCase: ContractCase): void {
  const { kind, options, datagrams, takesFolder, gives = 'samples' } = contractCase;
  const opened = contractCase.lacksWhatItNeeds ? /^unavailable$/ : /^open$/;
  const make = (): Collected => collect(kind, options, takesFolder ? { takesFolder } : {});

  describe(`the device contract of ${kind}`, () => {
    it('starts closed, opens, closes, and says so each time', async () => {
      const collected = make();
      const { device } = collected;
      expect(device).toMatchObject({ id: 'under-test', kind });
      expect(device.status()).toEqual({ state: 'closed' });
      await device.open();
      expect(device.status().state).toMatch(opened);
      await device.close();
      expect(device.status()).toEqual({ state: 'closed' });
      expect(collected.statusChanges).toBeGreaterThanOrEqual(2);
    });

    it('can be opened twice, closed twice and opened again', async () => {
      const { device } = make();
      await device.open();
      await device.open();
      await device.close();
      await device.close();
      await device.open();
      expect(device.status().state).toMatch(opened);
      await device.close();
    });

    it('takes its own datagrams without being open', () => {
      const { device, samples, controls } = make();
      for (const bytes of datagrams) device.receive(bytes, loopback);
      expect(device.counters().accepted).toBeGreaterThanOrEqual(datagrams.length);
      const given = gives === 'controls' ? controls : samples;
      expect(given.length).toBeGreaterThanOrEqual(Math.min(1, datagrams.length));
      expect(samples.every((sample) => sample.subject !== '')).toBe(true);
    });

    it('counts what it cannot use and never throws', () => {
      const { device, samples } = make();
      const rubbish = [[], [0], [0x23], Array(64).fill(255), Array(5000).fill(0x2f)];
      for (const bytes of rubbish) device.receive(Uint8Array.from(bytes), loopback);
      expect(samples).toEqual([]);
      expect(refusedTotal(device)).toBeGreaterThanOrEqual(rubbish.length);
      expect(device.counters().refused.get('internal')).toBeUndefined();
    });

    it('lends its sample: one instance serves every packet', () => {
      const lent = new Set<TrackingSample>();
      const sink = {
        sample: (sample: TrackingSample) => lent.add(sample),
        command: () => {},
        control: () => {},
      };
      const { device } = collect(kind, options, { sink, ...(takesFolder && { takesFolder }) });
      for (const bytes of datagrams) device.receive(bytes, loopback);
      expect(lent.size).toBe(gives === 'controls' ? 0 : Math.min(1, datagrams.length));
    });

    it('leaves the bytes it is given as they are', () => {
      const { device } = make();
      for (const bytes of datagrams) {
        const before = Uint8Array.from(bytes);
        device.receive(bytes, loopback);
        expect(bytes).toEqual(before);
      }
    });

    it('with options of the wrong type is unavailable, with a pointer to each', async () => {
      const wrong = {
        port: 7.5,
        allow: 'all',
        interface: 7,
        rateHz: 'fast',
        as: 'x',
        file: 1,
        bindings: 'none',
        input: 7,
        timecode: 7,
        sampleRate: 'high',
      };
      const { device } = collect(kind, wrong);
      await device.open();
      const status = device.status();
      expect(status).toMatchObject({ state: 'unavailable' });
      expect('reason' in status && status.reason).toMatch(/\/options\/\w+: /);
      device.receive(Uint8Array.from([1]), loopback);
      expect(refusedTotal(device)).toBe(1);
      await device.close();
    });
  });
}
