/** A value measured at one position of the focus and zoom rings. */
export interface MeasuredPoint {
  zoom: number;
  focus: number;
  value: number;
}

/** Measured points by focus, and on each of those by zoom; the last one at a place counts. */
type FocusRow = { focus: number; points: { zoom: number; value: number }[] };

function rowsOf(points: readonly MeasuredPoint[]): FocusRow[] {
  const byFocus = new Map<number, Map<number, number>>();
  for (const { zoom, focus, value } of points) {
    const row = byFocus.get(focus) ?? new Map<number, number>();
    row.set(zoom, value);
    byFocus.set(focus, row);
  }
  return [...byFocus]
    .map(([focus, row]) => ({ focus, points: alongZoom(row) }))
    .sort((a, b) => a.focus - b.focus);
}

const alongZoom = (row: ReadonlyMap<number, number>) =>
  [...row].map(([zoom, value]) => ({ zoom, value })).sort((a, b) => a.zoom - b.zoom);

/**
 * Points measured anywhere as a grid over the given axes (both rising): linear along zoom at each
 * measured focus, then linear between the focus rows, the ends' values beyond them. Where the axes
 * hold all measured readings nothing is lost: bilinear reading of the grid gives the same numbers.
 */
export function gridFromPoints(
  points: readonly MeasuredPoint[],
  zoomAxis: readonly number[],
  focusAxis: readonly number[],
): number[][] {
  const rows = rowsOf(points);
  const alongRows = zoomAxis.map((zoom) =>
    rows.map((row) => ({
      at: row.focus,
      value: between(
        row.points.map((point) => ({ at: point.zoom, value: point.value })),
        zoom,
      ),
    })),
  );
  return alongRows.map((curve) => focusAxis.map((focus) => between(curve, focus)));
}

/** Linear between points in rising order, constant beyond them. */
export function between(curve: readonly { at: number; value: number }[], at: number): number {
  const above = curve.findIndex((point) => point.at >= at);
  const high = curve[above] ?? curve.at(-1);
  if (!high) return Number.NaN;
  const low = above > 0 ? (curve[above - 1] ?? high) : high;
  const span = high.at - low.at;
  const t = span > 0 ? (at - low.at) / span : 0;
  return (1 - t) * low.value + t * high.value;
}

/** Every reading once, rising. */
export const axisOf = (...readings: readonly (readonly number[])[]): number[] =>
  [...new Set(readings.flat())].sort((a, b) => a - b);
