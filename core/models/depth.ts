/** Means and deviations of ImageNet's red, green and blue, 0 to 1, which depth models are trained on. */
const mean = [0.485, 0.456, 0.406] as const;
const deviation = [0.229, 0.224, 0.225] as const;

/** Depth models see patches of so many pixels. */
const patch = 14;
/** Most were trained on pictures with about so many on their longer side. */
export const depthSide = 518;

/** The size at which a picture goes into a depth model: multiples of 14, the longer side about 518. */
export function depthInputSize({ width, height }: { width: number; height: number }): {
  width: number;
  height: number;
} {
  const share = depthSide / Math.max(width, height);
  const side = (pixels: number): number =>
    patch * Math.max(1, Math.round((pixels * share) / patch));
  return { width: side(width), height: side(height) };
}

/** RGB rows, 0 to 255, as channels, height and width with ImageNet's mean and deviation taken out. */
export function depthInput(rgb: Uint8Array): Float32Array {
  const pixels = rgb.length / 3;
  const values = new Float32Array(rgb.length);
  for (let index = 0; index < pixels; index++) {
    for (const c of [0, 1, 2] as const)
      values[c * pixels + index] = ((rgb[3 * index + c] ?? 0) / 255 - mean[c]) / deviation[c];
  }
  return values;
}

/**
 * Inverse relative depth spread to 0 (far) to 1 (near). Metres come from two distances that a person
 * sets. All 0 where the model sees no depth; a number that is none counts as far.
 */
export function spreadDepth(values: ArrayLike<number>): Float32Array {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const span = high - low;
  return Float32Array.from(values, (value) =>
    span > 0 && Number.isFinite(value) ? (value - low) / span : 0,
  );
}

/** 0 to 1 as 16-bit codes. */
export const depthCodes = (depth: Float32Array): Uint16Array =>
  Uint16Array.from(depth, (value) => Math.round(value * 65_535));
