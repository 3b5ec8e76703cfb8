/** Luminance of linear Rec. 709 RGB (ITU-R BT.709-6, item 3.2). */
export const luminance709 = (r: number, g: number, b: number): number =>
  0.2126 * r + 0.7152 * g + 0.0722 * b;

export interface LightFigures {
  meanLuminance: number;
  peakLuminance: number;
  clipped: number;
  crushed: number;
}

/** Half of the first code of 8-bit sRGB, linear (IEC 61966-2-1): what is darker is shown as black. */
const blackBelow = 0.5 / 255 / 12.92;
/** The brightest so many of a picture are its peak: one hot pixel is none. */
const peakShare = 0.001;

/**
 * Mean and peak luminance, and what a display cannot show, of a scene-linear picture of RGBA quadruples,
 * 1 being full drive. Alpha is not looked at. An empty picture is black.
 */
export function lightFigures(rgba: Float32Array): LightFigures {
  const count = Math.floor(rgba.length / 4);
  const luminances = new Float32Array(count);
  let [sum, clipped, crushed] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const [r = 0, g = 0, b = 0] = rgba.subarray(4 * i, 4 * i + 3);
    const luminance = Math.max(0, luminance709(r, g, b));
    luminances[i] = luminance;
    sum += luminance;
    if (Math.max(r, g, b) > 1) clipped += 1;
    if (luminance < blackBelow) crushed += 1;
  }
  luminances.sort();
  const rank = Math.min(count - 1, Math.floor(count * (1 - peakShare)));
  const whole = Math.max(1, count);
  return {
    meanLuminance: sum / whole,
    peakLuminance: luminances[rank] ?? 0,
    clipped: clipped / whole,
    crushed: crushed / whole,
  };
}
