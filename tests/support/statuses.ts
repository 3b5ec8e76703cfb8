import type { RecorderStatus } from '../../core/takes/take-summary.ts';
import type { OutputReport } from '../../core/wire/events.ts';
import type { FrameClockStatus, OutputStatus } from '../../core/wire/status.ts';

/** A frame clock that runs free. */
export const freeFrameClock: FrameClockStatus = {
  reference: '',
  state: 'free',
  reason: "The frame clock runs free, on the server's own quartz.",
  rateOffsetPpm: 0,
};

/** A recorder between takes that has nothing to complain about. */
export const idleRecorder: RecorderStatus = {
  take: null,
  elapsedMs: 0,
  samples: 0,
  frames: 0,
  lost: 0,
  records: { given: 0, written: 0, synced: 0 },
  bytes: 0,
  freeBytes: null,
  minutesLeft: null,
  atRisk: false,
  alarm: null,
};

/** What a page that draws well reports. */
export const goodReport: OutputReport = {
  visible: true,
  windowSize: [1536, 768],
  devicePixelRatio: 1,
  fps: 60,
  worstFrameMs: 17,
  k: 1,
  program: 'desert',
  dropped: 0,
  extrapolated: 0,
  held: 0,
  clockErrorMs: 0.1,
  clockSkewPpm: 12,
  latencyMs: 3,
  display: null,
  waterfall: { receivedMs: 0.4, latchedMs: 24, submittedMs: 3, gpuMs: null },
  prepared: [],
  failed: [],
  renderer: 'test',
  sharedMemory: true,
  alarms: [],
};

/** An output whose page draws well. */
export const goodOutput: OutputStatus = {
  id: 'main-1',
  connected: true,
  visible: true,
  spares: 0,
  size: [1536, 768],
  fps: 60,
  k: 119,
  program: 'desert',
  dropped: 0,
  extrapolated: 0,
  held: 0,
  skewMs: 0,
  latencyMs: 9,
  clock: { errorMs: 0.1, skewPpm: 12 },
  display: {
    refreshMs: 1000 / 60,
    refreshErrorMs: 0.0005,
    jitterMs: 0.2,
    tickShowMs: 1990,
    tickErrorMs: 0.02,
    phase: 0.4,
    repeated: 0,
    skipped: 0,
  },
  cadence: { kind: 'even', text: '' },
  waterfall: { receivedMs: 0.4, latchedMs: 24, submittedMs: 3, gpuMs: 4, photonDelayMs: 42 },
  alarms: [],
  prepared: [],
  sharedMemory: true,
  renderer: 'test',
};
