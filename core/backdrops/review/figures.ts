import { z } from 'zod';

const share = z.number().min(0).max(1);
const colour = z.object({ hex: z.string().regex(/^#[0-9a-f]{6}$/), share });

/** What can be measured of a backdrop's picture, as a page that has drawn it tells. */
export const reviewFigures = z.object({
  /** Relative to a wall pixel at full drive, linear: of the whole picture, and of its brightest thousandth. */
  meanLuminance: z.number().min(0).max(1e6),
  peakLuminance: z.number().min(0).max(1e6),
  /** Share of pixels with a channel beyond full drive, and of those that are black to 8 bits. */
  clipped: share,
  crushed: share,
  /** Share of pixels that stand on a stair of a smooth gradient. */
  banding: share,
  /** Step over the left and right edge ÷ step within; null for what does not go all the way round. */
  seam: z.number().min(0).max(1e4).nullable(),
  /** Null for what stands still. */
  flicker: z
    .object({
      /** General flashes in the worst second. */
      flashesPerSecond: z.number().min(0).max(1000),
      /** Largest change of mean luminance between two frames that were looked at. */
      largestStep: z.number().min(0).max(1e6),
      overS: z.number().min(0).max(3600),
    })
    .nullable(),
  /** Its main colours, the most frequent first. */
  palette: z.array(colour).min(1).max(8),
});
export type ReviewFigures = z.infer<typeof reviewFigures>;
export type PaletteColour = ReviewFigures['palette'][number];
