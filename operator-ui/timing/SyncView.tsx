import type { Rate } from '../../core/time/rate.ts';
import type { StatusReport } from '../../core/wire/events.ts';
import { FrameClockLine } from './FrameClockLine.tsx';
import { PhaseStrip } from './PhaseStrip.tsx';
import { SyncTable } from './SyncTable.tsx';

/** Whether the outputs agree: the frame clock, the phase of their refreshes, what went wrong. */
export function SyncView({ status, wall }: { status: StatusReport; wall: Rate }) {
  return (
    <>
      <FrameClockLine frameClock={status.frameClock} />
      <SyncTable outputs={status.outputs} />
      <PhaseStrip outputs={status.outputs} wall={wall} />
      <p className="timing-limits">
        Outputs agree on the number of the frame, but no browser can lock a display’s refresh to
        another display or to house sync (swap lock, genlock): displays that stand apart on this
        strip show the same frame that much apart. What helps, in this order: all outputs on one GPU
        under one spanning window, frame lock in the graphics driver, genlock in the LED processor;
        see docs/sync.md.
      </p>
    </>
  );
}
