import { describe, expect, it } from 'vitest';
import { showSchema } from '../../core/show/show-schema.ts';
import { initialState } from '../../core/show/state.ts';
import type { RemoteAddress } from '../../devices/device.ts';
import { FeedbackClients } from '../../devices/osc/feedback.ts';
import { feedbackFromShow } from '../../devices/osc/show-feedback.ts';
import { blackout, decoded, program } from './osc-told.ts';

const pad: RemoteAddress = { address: '10.0.0.5', port: 9001 };
const desk: RemoteAddress = { address: '10.0.0.6', port: 9001 };
/** Clients on a clock that stands unless a test moves it, and what they were sent. */
function clients() {
  const sent: { to: string; said: [address: string, args: unknown] }[] = [];
  const feedback = new FeedbackClients((bytes, { address }) => {
    sent.push({ to: address, said: decoded(bytes) });
  });
  const take = (nowMs: number) => {
    feedback.flush(nowMs);
    return sent.splice(0);
  };
  const saidTo = (address: string, nowMs: number) =>
    take(nowMs).flatMap(({ to, said }) => (to === address ? [said] : []));
  return { feedback, take, saidTo };
}

describe('OSC feedback', () => {
  it('is everything at first, and then what has changed', () => {
    const { feedback, saidTo } = clients();
    feedback.state([program('desert'), blackout(false)]);
    feedback.subscribe(pad, '', 0);
    expect(saidTo(pad.address, 0)).toEqual([
      ['/cyc/state/program', ['desert']],
      ['/cyc/state/inhibit/blackout', [0]],
    ]);
    feedback.state([program('desert'), blackout(true)]);
    expect(saidTo(pad.address, 1000)).toEqual([['/cyc/state/inhibit/blackout', [1]]]);
    feedback.state([program('desert'), blackout(true)]);
    expect(saidTo(pad.address, 2000)).toEqual([]);
  });

  it('is only what a client’s prefix asks for', () => {
    const { feedback, saidTo } = clients();
    feedback.state([program('desert'), blackout(false)]);
    feedback.subscribe(pad, '/cyc/state/inhibit', 0);
    expect(saidTo(pad.address, 0)).toEqual([['/cyc/state/inhibit/blackout', [0]]]);
    feedback.state([program('street'), blackout(false)]);
    expect(saidTo(pad.address, 1000)).toEqual([]);
  });

  it('ends with the lease, which a renewal lengthens, saying everything again', () => {
    const { feedback, saidTo, take } = clients();
    feedback.state([program('a')]);
    feedback.subscribe(pad, '', 0);
    feedback.subscribe(desk, '', 0);
    expect(take(0)).toHaveLength(2);
    feedback.subscribe(pad, '', 29_000);
    expect(saidTo(pad.address, 29_000)).toEqual([['/cyc/state/program', ['a']]]);
    feedback.state([program('b')]);
    expect(take(30_000).map(({ to }) => to)).toEqual([pad.address]);
    feedback.state([program('c')]);
    expect(take(58_999).map(({ to }) => to)).toEqual([pad.address]);
    feedback.state([program('d')]);
    expect(take(59_000)).toEqual([]);
    expect(feedback.count).toBe(0);
  });

  it('ends when a client unsubscribes', () => {
    const { feedback, take } = clients();
    feedback.subscribe(pad, '', 0);
    feedback.unsubscribe(pad);
    feedback.state([program('a')]);
    expect(take(0)).toEqual([]);
  });

  it('goes to 32 clients at most, until one has gone', () => {
    const { feedback } = clients();
    const client = (i: number): RemoteAddress => ({ address: '10.0.0.5', port: 9000 + i });
    for (let i = 0; i < 32; i += 1) expect(feedback.subscribe(client(i), '', 0)).toBe(true);
    expect(feedback.subscribe(client(32), '', 0)).toBe(false);
    expect(feedback.subscribe(client(31), '', 0)).toBe(true);
    feedback.unsubscribe(client(4));
    expect(feedback.subscribe(client(32), '', 0)).toBe(true);
    expect(feedback.subscribe(client(33), '', 30_000)).toBe(true);
  });

  it('is sent 20 times a second at most, the newest value only', () => {
    const { feedback, take } = clients();
    feedback.subscribe(pad, '', 0);
    const said: unknown[] = [];
    for (let ms = 0; ms < 1000; ms += 1) {
      feedback.state([{ address: '/cyc/state/x', args: [ms] }]);
      said.push(...take(ms).map(({ said: [, args] }) => args));
    }
    expect(said).toEqual(Array.from({ length: 20 }, (_, i) => [50 * i]));
    expect(feedback.flush(1000)).toBe(Number.POSITIVE_INFINITY);
  });

  it('says when there is more to send', () => {
    const { feedback } = clients();
    expect(feedback.flush(0)).toBe(Number.POSITIVE_INFINITY);
    feedback.subscribe(pad, '', 0);
    feedback.state([program('a')]);
    expect(feedback.flush(0)).toBe(Number.POSITIVE_INFINITY);
    feedback.state([program('b')]);
    expect(feedback.flush(20)).toBe(30);
    expect(feedback.flush(50)).toBe(Number.POSITIVE_INFINITY);
  });

  it('that is much is spread over several sendings, and nothing is left out', () => {
    const { feedback, take } = clients();
    feedback.subscribe(pad, '', 0);
    feedback.state(Array.from({ length: 100 }, (_, i) => ({ address: `/v/${i}`, args: [i] })));
    const counts = [0, 50, 100, 150, 200].map((ms) => take(ms).length);
    expect(counts).toEqual([32, 32, 32, 4, 0]);
  });

  it('forgets what is no longer in the state, and keeps what a surface’s controls show', () => {
    const { feedback, saidTo } = clients();
    feedback.put({ address: '/1/fader1', args: [0.5] });
    feedback.state([program('a'), { address: '/cyc/state/program/params/haze', args: [0.25] }]);
    feedback.state([program('b')]);
    feedback.subscribe(pad, '', 0);
    expect(saidTo(pad.address, 0)).toEqual([
      ['/1/fader1', [0.5]],
      ['/cyc/state/program', ['b']],
    ]);
  });

  it('carries text in UTF-8, numbers as floats and switches as 1 and 0', () => {
    const { feedback, saidTo } = clients();
    feedback.subscribe(pad, '', 0);
    feedback.state([{ address: '/x', args: ['Wüste', 0.1, true, false, '', 'four'] }]);
    expect(saidTo(pad.address, 0)).toEqual([['/x', ['Wüste', Math.fround(0.1), 1, 0, '', 'four']]]);
  });
});

describe('the show as feedback', () => {
  it('says what is on program and preview, what is inhibited and the parameters', () => {
    const show = showSchema.parse({
      format: 1,
      cameras: [{ id: 'A', source: { device: 'd', subject: '1' } }],
      environments: [
        {
          id: 'desert',
          name: 'Desert noon',
          kind: 'scene',
          source: 'desert',
          params: { 'sun height': 60 },
        },
        { id: 'street', kind: 'scene', source: 'street', params: { rain: true } },
      ],
    });
    const state = initialState(show, 0);
    const held = {
      ...state,
      inhibits: {
        ...state.inhibits,
        blackout: { on: true, k: 5 },
        pattern: { pattern: 'grid' as const, output: 'main-1' },
        holdTracking: ['A'],
      },
    };
    expect(feedbackFromShow(held)).toEqual([
      { address: '/cyc/state/program', args: ['desert', 'Desert noon'] },
      { address: '/cyc/state/preview', args: ['street', ''] },
      { address: '/cyc/state/transition', args: ['none', 0] },
      { address: '/cyc/state/inhibit/blackout', args: [true] },
      { address: '/cyc/state/inhibit/freeze', args: [false] },
      { address: '/cyc/state/inhibit/safeLook', args: [false] },
      { address: '/cyc/state/inhibit/identify', args: [false] },
      { address: '/cyc/state/inhibit/frameCode', args: [false] },
      { address: '/cyc/state/inhibit/pattern', args: ['grid', 'main-1'] },
      { address: '/cyc/state/holdTracking/A', args: [true] },
      { address: '/cyc/state/rolling', args: [false] },
      { address: '/cyc/state/program/params/sun_height', args: [60] },
      { address: '/cyc/state/preview/params/rain', args: [true] },
    ]);
  });
});
