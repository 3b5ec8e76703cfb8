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
/** After this silence another camera may come back under the same name, ms. */
const forgottenAfterMs = 10_000;

interface Remembered {
  camera: StaticCamera;
  heardMs: number;
}

const createStaticCamera = (): StaticCamera => ({
  sensorWidthMm: Number.NaN,
  sensorHeightMm: Number.NaN,
  squeeze: Number.NaN,
});

/**
 * Remembers static blocks by source for as long as it is heard, since some senders send theirs only
 * once. At most 256 sources; the longest unheard one is forgotten.
 */
export class StaticBlocks {
  readonly #sources = new Map<string, Remembered>();

  of(source: string, nowMs: number): StaticCamera {
    const known = this.#sources.get(source);
    const isFresh = known !== undefined && nowMs - known.heardMs <= forgottenAfterMs;
    const remembered = isFresh ? known : { camera: createStaticCamera(), heardMs: nowMs };
    remembered.heardMs = nowMs;
    this.#sources.delete(source);
    this.#sources.set(source, remembered);
    const [oldest] = this.#sources.keys();
    if (this.#sources.size > rememberedSources && oldest !== undefined)
      this.#sources.delete(oldest);
    return remembered.camera;
  }
}
