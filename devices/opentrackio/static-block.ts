import type { FieldReader } from './field-reader.ts';

/** What a source's `static.camera` blocks have said so far; NaN is unknown. Millimetres. */
export interface StaticCamera {
  sensorWidthMm: number;
  sensorHeightMm: number;
  squeeze: number;
}

/** Updates what is known from a `static.camera` block; it comes about every two seconds. */
export function readStaticBlock(block: FieldReader | undefined, camera: StaticCamera): void {
  if (!block) return;
  const size = block.map('activeSensorPhysicalDimensions');
  const width = size?.positive('width') ?? Number.NaN;
  const height = size?.positive('height') ?? Number.NaN;
  if (width > 0 && height > 0) {
    camera.sensorWidthMm = width;
    camera.sensorHeightMm = height;
  }
  const ratio = block.map('anamorphicSqueeze');
  const squeeze = ratio ? ratio.positive('num') / ratio.positive('denom') : Number.NaN;
  if (Number.isFinite(squeeze) && squeeze > 0) camera.squeeze = squeeze;
}

const rememberedSources = 256;

/** Remembers static blocks by source, for at most 256 of them; the longest unused is forgotten. */
export class StaticBlocks {
  readonly #cameras = new Map<string, StaticCamera>();

  of(source: string): StaticCamera {
    const known = this.#cameras.get(source);
    const camera = known ?? {
      sensorWidthMm: Number.NaN,
      sensorHeightMm: Number.NaN,
      squeeze: Number.NaN,
    };
    this.#cameras.delete(source);
    this.#cameras.set(source, camera);
    const [oldest] = this.#cameras.keys();
    if (this.#cameras.size > rememberedSources && oldest !== undefined)
      this.#cameras.delete(oldest);
    return camera;
  }
}
