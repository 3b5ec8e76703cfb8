import { describe, expect, it } from 'vitest';
import { deviceFactories, deviceProblems } from '../../devices/registry.ts';
import { collect } from './collect.ts';

const host = '127.0.0.1';

/** Options that no kind of device takes, by kind. */
const wrong: Record<string, object> = {
  freed: { port: 99_999 },
  opentrackio: { sourceNumber: 0, encoders: 'both' },
  osc: { senders: ['nobody'] },
  psn: { as: 'actor' },
  hid: { match: 'puck' },
  midi: { port: 7 },
  ltc: { channel: 0 },
  sacn: { universes: [0] },
  artnet: { universes: ['a'] },
  tsl: { port: -1 },
  simulated: { rateHz: 0 },
  take: {},
  replay: { file: 'a.jsonl', as: 'hid' },
};

describe('options of a device', () => {
  it.each([...deviceFactories.keys()])(
    'that are wrong are told before there is a device, in the words of its status (%s)',
    (kind) => {
      const options = wrong[kind] ?? {};
      const problems = deviceProblems({ id: 'under-test', kind, options }, host);
      expect(problems.length).toBeGreaterThan(0);
      const status = collect(kind, options).device.status();
      const reason = 'reason' in status ? status.reason : '';
      for (const { path, code, message } of problems) {
        expect(path).toMatch(/^\/options\/\w/);
        expect(code).toMatch(/\w/);
        expect(reason).toContain(`${path}: ${message}`);
      }
    },
  );

  it('that are right have no problem, and neither have none', () => {
    for (const options of [{ port: 40_001 }, {}, undefined]) {
      expect(deviceProblems({ id: 'a', kind: 'freed', options }, host)).toEqual([]);
    }
  });

  it('of a kind that does not exist are a problem of the kind', () => {
    const [problem] = deviceProblems({ id: 'a', kind: 'freeed', options: {} }, host);
    expect(problem).toMatchObject({ path: '/kind', code: 'unknown-kind' });
    expect(problem?.message).toContain('Known kinds: freed, opentrackio');
  });
});
