import { z } from 'zod';
import type { Role } from '../../core/commands/authorise.ts';
import type { Hello, OutputReport, PageKind, SwitchReport } from '../../core/wire/events.ts';
import type { DisplayReport } from '../../core/wire/timing.ts';

const word = z.string().min(1).max(128);
const finite = z.number();

/** The handshake of a page, checked before anything else is listened to. */
export const helloSchema: z.ZodType<Hello> = z.object({
  page: z.enum(['stage', 'operator', 'viewer']),
  output: z.string().max(64).optional(),
  client: word,
  build: z.string().max(128),
  key: z.string().max(256).optional(),
});

export const roleOfPage: Readonly<Record<PageKind, Role>> = {
  operator: 'operator',
  stage: 'output',
  viewer: 'viewer',
};

const key = z.string().max(1024);
export const preparedKeys = z.array(key).max(1024);

const duration = finite.min(0).max(1e6).nullable();

const display: z.ZodType<DisplayReport> = z.object({
  refreshMs: finite.min(0.1).max(1000),
  refreshErrorMs: finite,
  jitterMs: finite,
  tickShowMs: finite,
  tickErrorMs: finite,
  phase: finite,
  repeated: finite,
  skipped: finite,
});

/** What a stage page says of itself: bounded, since it is kept and shown. */
export const reportSchema: z.ZodType<OutputReport> = z.object({
  visible: z.boolean(),
  windowSize: z.tuple([finite, finite]),
  devicePixelRatio: finite,
  fps: finite,
  worstFrameMs: finite,
  k: finite,
  program: z.string().max(128).nullable(),
  dropped: finite,
  extrapolated: finite,
  held: finite,
  clockErrorMs: finite.nullable(),
  clockSkewPpm: finite,
  latencyMs: finite,
  display: display.nullable(),
  waterfall: z.object({
    receivedMs: finite.nullable(),
    latchedMs: duration,
    submittedMs: duration,
    gpuMs: duration,
  }),
  prepared: preparedKeys,
  failed: z.array(z.object({ key, reason: z.string().max(1024) })).max(64),
  renderer: z.string().max(256),
  sharedMemory: z.boolean(),
  alarms: z.array(z.string().max(512)).max(32),
});

export const switchSchema: z.ZodType<SwitchReport> = z.object({
  k: finite,
  environment: z.string().max(128).nullable(),
  lastOldK: finite,
  firstNewK: finite,
  longestFrameMs: finite,
});
