import type { LensSettings } from '../show/camera-schema.ts';
import { type CompiledTables, compiledTablesOf } from './compiled-tables.ts';
import { createDistortion, type LensDistortion } from './distortion.ts';
import { encoderReading } from './encoder.ts';
import { distortionOverscan } from './overscan.ts';
import { createTableReading, type RingReadings, readTables, type TableReading } from './table.ts';

/** Counts of a lens's rings as a sample has them; NaN where it has none. */
export interface RingCounts {
  zoomEncoder: number;
  focusEncoder: number;
  irisEncoder: number;
}

/**
 * What a lens keeps between samples: its settings' tables made ready, where its rings were last,
 * and the last distortion from the wire with its overscan, so that a sample computes only what changed.
 */
export class RingMemory {
  readonly #settings: Readonly<LensSettings>;
  readonly #tables: CompiledTables | undefined;
  readonly #reading = createTableReading();
  readonly #rings: RingReadings = { zoom: Number.NaN, focus: Number.NaN, iris: Number.NaN };
  readonly #wire = createDistortion();
  #wireWidthMm = Number.NaN;
  #wireHeightMm = Number.NaN;
  #wireOverscan = 1;

  constructor(settings: Readonly<LensSettings>) {
    this.#settings = settings;
    this.#tables = compiledTablesOf(settings);
  }

  isOf(settings: Readonly<LensSettings>): boolean {
    return this.#settings === settings;
  }

  /** The tables at the rings' last known places, or `undefined` when there are none. Allocates nothing. */
  read(counts: Readonly<RingCounts>): Readonly<TableReading> | undefined {
    if (!this.#tables) return undefined;
    const { encoders } = this.#settings;
    const rings = this.#rings;
    const zoom = encoderReading(encoders?.zoom, counts.zoomEncoder);
    const focus = encoderReading(encoders?.focus, counts.focusEncoder);
    const iris = encoderReading(encoders?.iris, counts.irisEncoder);
    if (!Number.isNaN(zoom)) rings.zoom = zoom;
    if (!Number.isNaN(focus)) rings.focus = focus;
    if (!Number.isNaN(iris)) rings.iris = iris;
    return readTables(this.#reading, this.#tables, rings);
  }

  /** The overscan of a distortion from the wire on a sensor; computed when one of them has changed. */
  overscanOf(wire: Readonly<LensDistortion>, widthMm: number, heightMm: number): number {
    const isNew = copyChanged(this.#wire, wire);
    if (isNew || widthMm !== this.#wireWidthMm || heightMm !== this.#wireHeightMm) {
      this.#wireWidthMm = widthMm;
      this.#wireHeightMm = heightMm;
      this.#wireOverscan = distortionOverscan(wire, widthMm, heightMm);
    }
    return this.#wireOverscan;
  }
}

/** Copies `from` into `out` and says whether anything was different. */
function copyChanged(out: LensDistortion, from: Readonly<LensDistortion>): boolean {
  let changed = out.model !== from.model;
  out.model = from.model;
  if (copyNumbers(out.radial, from.radial)) changed = true;
  if (copyNumbers(out.tangential, from.tangential)) changed = true;
  if (copyNumbers(out.projectionOffsetMm, from.projectionOffsetMm)) changed = true;
  if (copyNumbers(out.distortionOffsetMm, from.distortionOffsetMm)) changed = true;
  return changed;
}

function copyNumbers(out: number[], from: readonly number[]): boolean {
  let changed = false;
  for (let i = 0; i < out.length; i++) {
    const value = from[i] ?? 0;
    if (out[i] === value) continue;
    out[i] = value;
    changed = true;
  }
  return changed;
}
