import type { Problem, Result } from '../result.ts';
import type { LensTables } from './lens-schema.ts';

/** What an operator entered while a ring stood still: the ring's reading and the true value. */
export interface ZoomMark {
  reading: number;
  focalLengthMm: number;
  /** From the sensor towards the subject. */
  entrancePupilMm?: number;
}
export interface FocusMark {
  reading: number;
  focusDistanceM: number;
}
export interface IrisMark {
  reading: number;
  fStop: number;
}

/** In the order in which they were entered: at one reading the last one counts. */
export interface LensMarks {
  zoom: readonly ZoomMark[];
  focus: readonly FocusMark[];
  iris: readonly IrisMark[];
}

type Mark = { reading: number };

/**
 * Tables from marks. Each ring is on its own: the focal length does not depend on the focus. Refuses
 * marks of a ring whose values turn back, for one of them is wrong, and says which to look at by its
 * place in the list that was handed in.
 */
export function tablesFromMarks(marks: Readonly<LensMarks>): Result<LensTables> {
  const fault = [
    ...turning(marks.zoom, (mark) => mark.focalLengthMm, '/zoom', 'mm'),
    ...turning(marks.focus, (mark) => mark.focusDistanceM, '/focus', 'm'),
    ...turning(marks.iris, (mark) => mark.fStop, '/iris', 'f-stop'),
    ...pupilGaps(marks.zoom),
  ];
  if (fault.length > 0) return { ok: false, fault };
  const zoom = sorted(marks.zoom);
  const focus = sorted(marks.focus);
  const iris = sorted(marks.iris);
  const across = <Value>(value: Value) => Array.from({ length: focus.length || 1 }, () => value);
  const tables: LensTables = {
    zoom: zoom.length > 0 ? zoom.map((mark) => mark.reading) : [0],
    focus: focus.length > 0 ? focus.map((mark) => mark.reading) : [0],
  };
  if (zoom.length > 0) tables.focalLengthMm = zoom.map((mark) => across(mark.focalLengthMm));
  if (zoom.some((mark) => mark.entrancePupilMm !== undefined)) {
    tables.entrancePupilMm = zoom.map((mark) => across(mark.entrancePupilMm ?? 0));
  }
  if (focus.length > 0) {
    tables.focusDistanceM = tables.zoom.map(() => focus.map((mark) => mark.focusDistanceM));
  }
  if (iris.length > 0) {
    tables.iris = iris.map((mark) => mark.reading);
    tables.fStop = iris.map((mark) => mark.fStop);
  }
  return { ok: true, value: tables };
}

function sorted<Item extends Mark>(marks: readonly Item[]): Item[] {
  const byReading = new Map(marks.map((mark) => [mark.reading, mark]));
  return [...byReading.values()].sort((a, b) => a.reading - b.reading);
}

/** The index at which values stop rising or falling as they did from first to last, or −1. */
export function turningPoint(values: readonly number[]): number {
  const direction = Math.sign((values.at(-1) ?? 0) - (values[0] ?? 0)) || 1;
  return values.findIndex((value, i) => i > 0 && direction * (value - (values[i - 1] ?? 0)) < 0);
}

function turning<Item extends Mark>(
  marks: readonly Item[],
  numberOf: (mark: Item) => number,
  path: string,
  unit: string,
): Problem[] {
  const rising = sorted(marks);
  const at = turningPoint(rising.map(numberOf));
  const mark = rising[at];
  const before = rising[at - 1];
  if (!mark || !before) return [];
  const place = (each: Item) =>
    `${numberOf(each)} ${unit} at ${Number(each.reading.toPrecision(6))}`;
  const values = `${place(mark)} after ${place(before)}`;
  const message = `The marks turn back: ${values}. Enter one of the two again.`;
  return [{ path: `${path}/${marks.indexOf(mark)}`, code: 'marks-turn-back', message }];
}

/** A pupil at some marks only would be taken for 0 at the others. */
function pupilGaps(marks: readonly ZoomMark[]): Problem[] {
  const counted = sorted(marks);
  const without = counted.filter((mark) => mark.entrancePupilMm === undefined);
  if (without.length === counted.length) return [];
  const message = 'Give the entrance pupil at every mark of the zoom ring, or at none.';
  return without.map((mark) => ({
    path: `/zoom/${marks.indexOf(mark)}/entrancePupilMm`,
    code: 'pupil-missing',
    message,
  }));
}
