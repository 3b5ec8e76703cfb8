import { type CompiledTables, distortionStride } from './compiled-tables.ts';
import { createDistortion, type LensDistortion } from './distortion.ts';
import { distortionOverscan } from './overscan.ts';

/** What a lens's tables say at one position of its rings; NaN where they have no such column. */
export interface TableReading {
  focalLengthMm: number;
  focusDistanceM: number;
  entrancePupilMm: number;
  fStop: number;
  projectionOffsetXMm: number;
  projectionOffsetYMm: number;
  /** At least 1: how much larger the undistorted picture is. */
  distortionOverscan: number;
}

export const createTableReading = (): TableReading => ({
  focalLengthMm: Number.NaN,
  focusDistanceM: Number.NaN,
  entrancePupilMm: Number.NaN,
  fStop: Number.NaN,
  projectionOffsetXMm: Number.NaN,
  projectionOffsetYMm: Number.NaN,
  distortionOverscan: Number.NaN,
});

/** Where a lens's rings stand, as its tables count; NaN where that is not known. */
export interface RingReadings {
  zoom: number;
  focus: number;
  iris: number;
}

/** Two neighbours on an axis, and how far from the first to the second; at a node both are that node. */
interface Between {
  low: number;
  high: number;
  t: number;
}

const zoomAt: Between = { low: 0, high: 0, t: 0 };
const focusAt: Between = { low: 0, high: 0, t: 0 };
const irisAt: Between = { low: 0, high: 0, t: 0 };

/** The four nodes around a position, and their shares of it. Typed arrays, so that no number is boxed. */
const nodes = new Int32Array(4);
const shares = new Float64Array(4);

/**
 * Reads tables at ring readings: bilinear in zoom and focus, linear in iris, the end nodes beyond
 * the ends; never extrapolated. A ring of one node needs no reading. With no reading of the zoom
 * (NaN), what depends on zoom and focus is NaN; an unknown focus ring stands at its first node.
 * Allocates nothing.
 */
export function readTables(
  out: TableReading,
  tables: CompiledTables,
  rings: Readonly<RingReadings>,
): TableReading {
  place(irisAt, tables.iris, rings.iris);
  out.fStop = mixed(tables.fStop, irisAt);
  placeNode(tables, rings);
  out.focalLengthMm = bilinear(tables.focalLengthMm, 1, 0);
  out.focusDistanceM = bilinear(tables.focusDistanceM, 1, 0);
  out.entrancePupilMm = bilinear(tables.entrancePupilMm, 1, 0);
  out.projectionOffsetXMm = bilinear(tables.projectionOffsetMm, 2, 0);
  out.projectionOffsetYMm = bilinear(tables.projectionOffsetMm, 2, 1);
  if (tables.overscan.length > 0) settleOverscan(tables);
  out.distortionOverscan = bilinear(tables.overscan, 1, 0);
  return out;
}

/** The distortion at ring readings, coefficients interpolated one by one; model `none` without a column. */
export function readDistortion(
  out: LensDistortion,
  tables: CompiledTables,
  rings: Readonly<RingReadings>,
): LensDistortion {
  placeNode(tables, rings);
  const { distortion: column, projectionOffsetMm: shift } = tables;
  out.model = tables.model;
  if (column.length === 0) return out;
  for (let k = 0; k < 6; k++) out.radial[k] = bilinear(column, distortionStride, k);
  for (let k = 0; k < 2; k++) {
    out.tangential[k] = bilinear(column, distortionStride, 6 + k);
    out.distortionOffsetMm[k] = bilinear(column, distortionStride, 8 + k);
    out.projectionOffsetMm[k] = shift.length > 0 ? bilinear(shift, 2, k) : (tables.axisMm[k] ?? 0);
  }
  return out;
}

function placeNode(tables: CompiledTables, { zoom, focus }: Readonly<RingReadings>): void {
  place(zoomAt, tables.zoom, zoom);
  place(focusAt, tables.focus, Number.isNaN(focus) ? Number.NEGATIVE_INFINITY : focus);
  const wide = tables.focus.length;
  for (let i = 0; i < 4; i++) {
    const isFar = i >= 2;
    const isHigh = i % 2 === 1;
    const node = (isFar ? zoomAt.high : zoomAt.low) * wide + (isHigh ? focusAt.high : focusAt.low);
    nodes[i] = node;
    shares[i] = (isFar ? zoomAt.t : 1 - zoomAt.t) * (isHigh ? focusAt.t : 1 - focusAt.t);
  }
}

/** `t` is NaN where the reading is not known and matters. */
function place(out: Between, axis: Float64Array, reading: number): void {
  let low = 0;
  let high = Math.max(0, axis.length - 1);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((axis[middle] ?? 0) <= reading) low = middle;
    else high = middle;
  }
  const from = axis[low] ?? 0;
  const span = (axis[high] ?? 0) - from;
  // Two nodes at one reading are a step.
  const along = span > 0 ? (reading - from) / span : reading - from + 1;
  const t = low === high ? 0 : Math.min(1, Math.max(0, along));
  // A node asks nothing of its neighbour, which may be unknown.
  out.low = t === 1 ? high : low;
  out.high = t === 0 ? low : high;
  out.t = t;
}

function mixed(column: Float64Array, { low, high, t }: Between): number {
  return (1 - t) * (column[low] ?? Number.NaN) + t * (column[high] ?? Number.NaN);
}

function bilinear(column: Float64Array, stride: number, offset: number): number {
  if (column.length === 0) return Number.NaN;
  let value = 0;
  for (let i = 0; i < 4; i++) {
    value += (shares[i] ?? 0) * (column[(nodes[i] ?? 0) * stride + offset] ?? Number.NaN);
  }
  return value;
}

const nodeDistortion = createDistortion();

/** Overscan takes many points, so each node's is computed when it is first met, and kept. */
function settleOverscan(tables: CompiledTables): void {
  for (let i = 0; i < 4; i++) settleNode(tables, nodes[i] ?? 0);
}

function settleNode(tables: CompiledTables, node: number): void {
  if (!Number.isNaN(tables.overscan[node] ?? 1)) return;
  const { distortion: column, projectionOffsetMm: shift } = tables;
  const at = node * distortionStride;
  const d = nodeDistortion;
  d.model = tables.model;
  for (let k = 0; k < 6; k++) d.radial[k] = column[at + k] ?? 0;
  for (let k = 0; k < 2; k++) {
    d.tangential[k] = column[at + 6 + k] ?? 0;
    d.distortionOffsetMm[k] = column[at + 8 + k] ?? 0;
    d.projectionOffsetMm[k] = shift[node * 2 + k] ?? tables.axisMm[k] ?? 0;
  }
  tables.overscan[node] = distortionOverscan(d, tables.sensorMm[0], tables.sensorMm[1]);
}
