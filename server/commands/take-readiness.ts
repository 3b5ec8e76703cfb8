import { periodMs, type Rate } from '../../core/time/rate.ts';
import { staleMs } from '../../core/wire/frame-packet.ts';
import { mostLeadMs } from '../tracking/frame-lead.ts';

/** What a take needs to know of an output that it waits for. */
export interface CountedOutput {
  id: string;
  prepared: readonly string[];
  failed: readonly { key: string; reason: string }[];
  latencyMs: number;
  /** Longest frame of the last second or so. */
  worstFrameMs: number;
}

export type Readiness =
  | { kind: 'ready' }
  | { kind: 'failed'; message: string }
  | { kind: 'waiting'; message: string };

const names = (outputs: readonly CountedOutput[]): string =>
  outputs.map(({ id }) => `"${id}"`).join(', ');

/** Whether every counted output could draw the environment `key` at once. Pure. */
export function readiness(key: string, outputs: readonly CountedOutput[]): Readiness {
  const failures = outputs.flatMap((output) => {
    const failure = output.failed.find((candidate) => candidate.key === key);
    return failure ? [`output "${output.id}": ${failure.reason}`] : [];
  });
  if (failures.length > 0) {
    const message = `The environment could not be prepared. ${failures.join('; ')}. Put another one on preview, or force the take.`;
    return { kind: 'failed', message };
  }
  const late = outputs.filter(({ prepared }) => !prepared.includes(key));
  if (late.length === 0) return { kind: 'ready' };
  const message = `Not ready: ${names(late)}. Wait for ${late.length > 1 ? 'them' : 'it'}, or force the take.`;
  return { kind: 'waiting', message };
}

const mostAheadMs = 2000;
const reserveMs = 50;

/**
 * A page that misses packets draws on from its newest one for as long as that is not stale. That one
 * was planned at most its lead before its frame and cannot know of a take that came later, so no take may
 * switch earlier than all that.
 */
const leastAheadMs = (rate: Rate): number => staleMs + mostLeadMs(rate) + periodMs(rate);

/**
 * How far ahead a transition must be named so that every output knows of it before its first frame:
 * the way there, a frame that may be under way as the message comes, and the one that reads it.
 */
export function takeLeadMs(outputs: readonly CountedOutput[], rate: Rate): number {
  const needs = outputs.map(({ latencyMs, worstFrameMs }) => latencyMs + 2 * worstFrameMs);
  const most = Math.max(0, ...needs.filter(Number.isFinite)) + reserveMs;
  return Math.min(mostAheadMs, Math.max(leastAheadMs(rate), most));
}
