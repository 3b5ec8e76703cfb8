import type { CameraDelays, OutputStatus } from '../../core/wire/status.ts';

/** The stages from a camera's own moment to the light of the wall, in their order. */
export const stages = [
  { name: 'source', word: 'Source', what: 'from the tracker’s own moment to the receipt' },
  { name: 'planned', word: 'Planned', what: 'from the receipt until the planner used it' },
  { name: 'received', word: 'To page', what: 'from the server to the output’s page' },
  { name: 'latched', word: 'Waits', what: 'waiting in the page for its frame' },
  { name: 'submitted', word: 'Draws', what: 'drawing, until all is handed to the GPU' },
  { name: 'gpu', word: 'GPU', what: 'the GPU’s own time' },
  { name: 'light', word: 'To light', what: 'from the GPU to the photons of the wall' },
] as const;

export type StageName = (typeof stages)[number]['name'];

/** How long each stage takes, ms; null where nobody knows. */
export type StageTimes = Record<StageName, number | null>;

/** A stage as a piece of its output's bar, ms from the tracker's own moment. */
export interface StageBar {
  name: StageName;
  fromMs: number;
  lengthMs: number;
}

/** The stages of one output, headed by those of a camera where one is given. */
export function stageTimes(delays: CameraDelays | undefined, output: OutputStatus): StageTimes {
  const { receivedMs, latchedMs, submittedMs, gpuMs, photonDelayMs } = output.waterfall;
  // The photon delay counts from the frame's own time, and drawing has already used up a part of it.
  const toLightMs = photonDelayMs - output.latencyMs - (gpuMs ?? 0);
  return {
    source: delays?.sourceMs ?? null,
    planned: delays?.plannedMs ?? null,
    received: receivedMs,
    latched: latchedMs,
    submitted: submittedMs,
    gpu: gpuMs,
    light: photonDelayMs > 0 ? Math.max(0, toLightMs) : null,
  };
}

/** All that is known, one after the other. */
export function stageBars(times: StageTimes): StageBar[] {
  let fromMs = 0;
  return stages.flatMap(({ name }) => {
    const lengthMs = Math.max(0, times[name] ?? 0);
    const bar = { name, fromMs, lengthMs };
    fromMs += lengthMs;
    return lengthMs > 0 ? [bar] : [];
  });
}

/** The known stages together, ms. */
export const knownMs = (times: StageTimes): number =>
  stages.reduce((sum, { name }) => sum + Math.max(0, times[name] ?? 0), 0);

/** Where the rest is not measured, this much of the picture says so; its length means nothing. */
export const unmeasuredMs = 12;

const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

/** Round marks from 0 to beyond the longest bar, ms: at most eleven. */
export function axisMarks(longestMs: number): number[] {
  const step = steps.find((candidate) => longestMs / candidate <= 9) ?? 2000;
  const count = Math.max(1, Math.ceil((longestMs + step / 4) / step));
  return Array.from({ length: count + 1 }, (_, i) => i * step);
}
