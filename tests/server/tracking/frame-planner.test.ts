import { describe, expect, it } from 'vitest';
import { frameAt, frameTimeMs, periodMs } from '../../../core/time/rate.ts';
import { createFramePacket, decodeFramePacket } from '../../../core/wire/frame-packet.ts';
import { FrameLead, mostLeadMs, usualLeadMs } from '../../../server/tracking/frame-lead.ts';
import { FramePlanner } from '../../../server/tracking/frame-planner.ts';
import { printedSeed, seededRandom } from '../../support/random.ts';

const rate60 = { num: 60, den: 1 };

/** A planner whose clock is turned by hand, and what it sent. */
function planner(rate = rate60) {
  const sent: { k: number; atMs: number; targetMs: number; sequence: number; epoch: number }[] = [];
  const packet = createFramePacket();
  const state = { nowMs: 0, rate, epoch: 1 };
  const lead = new FrameLead();
  const frames = new FramePlanner({
    clock: { serverMs: () => state.nowMs, showTimeMs: (ms) => ms, rateOffset: 0 },
    rate: () => state.rate,
    lead,
    epoch: () => state.epoch,
    stateRevision: () => 5,
    evaluate: (out) => {
      out.cameraCount = 1;
    },
    send: (bytes, sequence) => {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      expect(decodeFramePacket(view, packet)).toBe(true);
      const { k, targetMs, epoch } = packet;
      expect(packet.stateRevision).toBe(5);
      sent.push({ k, targetMs, epoch, sequence, atMs: state.nowMs });
    },
  });
  const planAt = (nowMs: number): number => {
    state.nowMs = nowMs;
    return frames.plan(nowMs);
  };
  return { frames, sent, state, planAt, lead };
}

describe('the frame planner', () => {
  it.each([
    { num: 24, den: 1 },
    { num: 60, den: 1 },
    { num: 60_000, den: 1001 },
    { num: 120, den: 1 },
  ])('sends every frame once, in order, ahead of its time, at $num/$den', (rate) => {
    const { planAt, sent } = planner(rate);
    let nowMs = 1000;
    while (nowMs < 11_000) nowMs += Math.max(0.01, planAt(nowMs));
    sent.forEach((frame, index) => {
      const first = sent[0];
      expect(frame.k).toBe((first?.k ?? 0) + index);
      expect(frame.targetMs).toBe(frameTimeMs(frame.k, rate));
      const aheadMs = frame.targetMs - frame.atMs;
      if (index > 2) expect(aheadMs).toBeGreaterThan(usualLeadMs(rate) - 0.02);
    });
    expect(sent.length).toBeCloseTo((10_000 * rate.num) / (1000 * rate.den), -1);
  });

  it('leaves out what a stall made late, and never goes back', () => {
    const random = seededRandom(printedSeed('stalls'));
    const { planAt, sent, frames } = planner();
    let nowMs = 0;
    let calls = 0;
    for (let i = 0; i < 2000; i++) {
      const waitMs = planAt(nowMs);
      calls += 1;
      nowMs += waitMs + (random() < 0.1 ? random() * 400 : random() * 2);
    }
    for (let i = 1; i < sent.length; i++) {
      const [before, now] = [sent[i - 1], sent[i]];
      if (!before || !now) continue;
      expect(now.k).toBeGreaterThan(before.k);
      // The frame of this moment is still drawn until the next one.
      expect(now.targetMs).toBeGreaterThan(now.atMs - periodMs(rate60));
      expect(now.sequence).toBe(before.sequence + 1);
    }
    // At most the frames that are still ahead come together.
    expect(sent.length).toBeLessThanOrEqual(
      calls * Math.ceil(mostLeadMs(rate60) / periodMs(rate60)),
    );
    expect(frames.sent).toBe(sent.length);
    expect(frames.skipped).toBeGreaterThan(0);
    const last = sent.at(-1)?.k ?? 0;
    expect(frames.sent + frames.skipped).toBe(last - (sent[0]?.k ?? 0) + 1);
  });

  it('starts frame numbers anew only with a new epoch', () => {
    const { planAt, sent, state } = planner();
    planAt(60_000);
    state.rate = { num: 24, den: 1 };
    state.epoch = 2;
    planAt(60_020);
    expect(sent.at(-1)).toMatchObject({
      epoch: 2,
      k: frameAt(60_020 + usualLeadMs(state.rate), state.rate),
    });
  });
});
