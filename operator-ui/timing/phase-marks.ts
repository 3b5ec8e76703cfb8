import { periodMs, type Rate } from '../../core/time/rate.ts';
import type { OutputStatus } from '../../core/wire/status.ts';
import { numberText } from '../theme/readout.ts';
import { hasWrongMode } from './sync-words.ts';

/** Where in a wall frame an output's display begins its refresh. */
export interface PhaseMark {
  id: string;
  /** 0..1 of the strip. */
  place: number;
  /** Row of its name, so that names never lie on each other. */
  lane: number;
  /** Its display is in another mode: it stands here only now. */
  drifts: boolean;
}

/** Nearer than this displays are in step: the error of measuring two of them. */
const inStepMs = 1;
/** Nearer than this to the strip's end a mark may jump to the other one. */
const nearEnd = 0.1;

/**
 * Where the strip begins, as part of a wall frame: at the frame's beginning, or in its middle where
 * displays that are side by side would else stand at both ends.
 */
export function stripOrigin(phases: readonly number[]): 0 | 0.5 {
  const clearance = (origin: number) =>
    Math.min(...phases.map((phase) => Math.abs(phase - origin - Math.round(phase - origin))));
  return clearance(0) < nearEnd && clearance(0.5) > clearance(0) ? 0.5 : 0;
}

/**
 * Every output whose display is known, from right to left. A name stands to the right of its mark and
 * is `nameWidth` long, as part of the strip; the mark of a lower name passes no name on its way down.
 */
export function phaseMarks(outputs: readonly OutputStatus[], nameWidth: number): PhaseMark[] {
  const marks: PhaseMark[] = [];
  const phases = outputs.flatMap(({ display }) => (display ? [display.phase] : []));
  const origin = stripOrigin(phases);
  const places = outputs
    .flatMap((output) => (output.display ? [{ output, phase: output.display.phase }] : []))
    .map(({ output, phase }) => ({ output, place: phase - origin - Math.floor(phase - origin) }))
    .toSorted((a, b) => b.place - a.place);
  for (const { output, place } of places) {
    const lanes = marks
      .filter((mark) => mark.place < place + nameWidth)
      .map(({ lane }) => lane + 1);
    const lane = Math.max(0, ...lanes);
    marks.push({ id: output.id, place, lane, drifts: hasWrongMode(output) });
  }
  return marks;
}

interface Apart {
  ids: [string, string];
  apartMs: number;
}

/** How far the refreshes of two displays are apart, ms: along the finer of their rows, so at most half of it. */
function apartMs(a: OutputStatus, b: OutputStatus, wall: Rate): number {
  if (!a.display || !b.display) return Number.NaN;
  const frameMs = periodMs(wall);
  const rowMs = Math.min(frameMs, a.display.refreshMs, b.display.refreshMs);
  const turns = ((a.display.phase - b.display.phase) * frameMs) / rowMs;
  return Math.abs(turns - Math.round(turns)) * rowMs;
}

/** The two displays that are furthest apart, of those in a mode that fits: others drift through all places. */
export function furthestApart(outputs: readonly OutputStatus[], wall: Rate): Apart | undefined {
  let furthest: Apart | undefined;
  const steady = outputs.filter((output) => !hasWrongMode(output));
  steady.forEach((a, index) => {
    for (const b of steady.slice(index + 1)) {
      const apart = apartMs(a, b, wall);
      if (apart > (furthest?.apartMs ?? -1)) furthest = { ids: [a.id, b.id], apartMs: apart };
    }
  });
  return furthest;
}

/** How the displays lie to each other, in words. */
export function phaseText(outputs: readonly OutputStatus[], wall: Rate): string {
  const furthest = furthestApart(outputs, wall);
  if (!furthest) return 'Two displays in a fitting mode must be known before they can be compared.';
  const apart = `${numberText(furthest.apartMs, 1)} ms`;
  const which = outputs.some(hasWrongMode) ? 'The displays in a fitting mode' : 'All displays';
  return furthest.apartMs <= inStepMs
    ? `${which} refresh within ${apart} of each other.`
    : `${furthest.ids.join(' and ')} refresh ${apart} apart: the same frame appears on one so much after the other.`;
}
