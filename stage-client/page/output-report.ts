import type { OutputReport } from '../../core/wire/events.ts';
import type { DisplayReport } from '../../core/wire/timing.ts';
import { isSoftwareRenderer } from '../../render/wall-renderer.ts';
import type { LinkState } from '../messages.ts';
import { pageAlarms } from './alarms.ts';
import type { FrameLatch } from './frame-latch.ts';
import type { FrameMeter } from './frame-meter.ts';
import type { OutputView } from './output-view.ts';
import type { WindowCondition } from './window-watch.ts';

/** What the report is made of, beside the window itself. */
export interface ReportSource {
  view: OutputView | undefined;
  meter: FrameMeter;
  latch: FrameLatch;
  display: DisplayReport | null;
  window: WindowCondition;
  link: LinkState;
  drawnK: number;
  drawnProgram: string | null;
  sharedMemory: boolean;
  contextLost: boolean;
}

/** The page's account of itself at this moment. */
export function outputReport(source: ReportSource): OutputReport {
  const { view, meter, latch, link, sharedMemory, contextLost } = source;
  const ratio = window.devicePixelRatio || 1;
  const renderer = view?.rendererName ?? '';
  const alarms = pageAlarms({
    isSecure: globalThis.isSecureContext,
    sharedMemory,
    isSoftware: isSoftwareRenderer(renderer),
    contextLost,
    poseLink: link.pose,
    ...source.window,
  });
  return {
    ...meter.read(performance.now()),
    visible: document.visibilityState === 'visible',
    windowSize: [Math.round(window.innerWidth * ratio), Math.round(window.innerHeight * ratio)],
    devicePixelRatio: ratio,
    k: source.drawnK,
    program: source.drawnProgram,
    dropped: meter.dropped,
    extrapolated: latch.extrapolated,
    held: latch.held,
    clockErrorMs: Number.isFinite(link.clockErrorMs) ? link.clockErrorMs : null,
    clockSkewPpm: link.skewPpm,
    latencyMs: meter.latencyMs,
    display: source.display,
    waterfall: meter.waterfall(view?.gpuMs ?? Number.NaN),
    prepared: view?.store.prepared() ?? [],
    failed: view?.store.failed() ?? [],
    renderer,
    sharedMemory,
    alarms,
  };
}
