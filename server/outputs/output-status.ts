import type { Output } from '../../core/show/stage-schema.ts';
import { type Cadence, displayCadence } from '../../core/time/cadence.ts';
import type { Rate } from '../../core/time/rate.ts';
import type { OutputReport } from '../../core/wire/events.ts';
import type { OutputStatus } from '../../core/wire/status.ts';
import type { OutputPage } from './output-page.ts';
import { outputAlarms } from './window-alarms.ts';

export interface OutputStatusInput {
  output: Output;
  /** The active page first, then its spares. */
  pages: readonly OutputPage[];
  skewMs: number;
  nowMs: number;
  wall: Rate;
}

const unknownCadence: Cadence = {
  kind: 'unknown',
  ratio: Number.NaN,
  beatHz: Number.NaN,
  text: '',
};
const noWaterfall = { receivedMs: null, latchedMs: null, submittedMs: null, gpuMs: null };

/** One output as `GET outputs` and the tiles see it. */
export function outputStatus({
  output,
  pages,
  skewMs,
  nowMs,
  wall,
}: OutputStatusInput): OutputStatus {
  const { id, size, photonDelayMs } = output;
  const page = pages[0];
  const report = page?.report;
  const display = report?.display ?? null;
  const cadence = display
    ? displayCadence(display.refreshMs, display.refreshErrorMs, wall)
    : unknownCadence;
  return {
    id,
    connected: page !== undefined,
    spares: Math.max(0, pages.length - 1),
    skewMs,
    ...reported(report, size),
    display,
    cadence: { kind: cadence.kind, text: cadence.text },
    waterfall: { ...(report?.waterfall ?? noWaterfall), photonDelayMs },
    alarms: page && report ? alarmsOf(page, report, size, nowMs, cadence) : [],
    prepared: [...(page?.prepared ?? [])],
  };
}

/** What the page says of itself, and what stands for it before it has said anything. */
const reported = (report: OutputReport | undefined, size: [number, number]) => ({
  visible: report?.visible ?? false,
  size: report?.windowSize ?? size,
  fps: report?.fps ?? 0,
  k: report?.k ?? 0,
  program: report?.program ?? null,
  dropped: report?.dropped ?? 0,
  extrapolated: report?.extrapolated ?? 0,
  held: report?.held ?? 0,
  latencyMs: report?.latencyMs ?? 0,
  clock: { errorMs: report?.clockErrorMs ?? null, skewPpm: report?.clockSkewPpm ?? 0 },
  sharedMemory: report?.sharedMemory ?? false,
  renderer: report?.renderer ?? '',
});

function alarmsOf(
  page: OutputPage,
  report: OutputReport,
  size: [number, number],
  nowMs: number,
  cadence: Cadence,
): string[] {
  const sinceFrameMs = nowMs - page.lastFrameMs;
  const { sameBuild } = page.link;
  const alarms = outputAlarms({ report, size, sinceFrameMs, sameBuild });
  return cadence.text ? [...alarms, cadence.text] : alarms;
}
