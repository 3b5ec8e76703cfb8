import { z } from 'zod';

const share = z.number().min(0).max(1);

/** How likely a picture is of each kind, 0 to 1, as the content gate sees it; together 1. */
export const contentScores = z.object({
  drawing: share,
  hentai: share,
  neutral: share,
  porn: share,
  sexy: share,
});
export type ContentScores = z.infer<typeof contentScores>;

/** The gate's five numbers by name, in the order of its training's classes; `undefined` when they are no probabilities. */
export function contentFrom(values: ArrayLike<number>): ContentScores | undefined {
  // Rounding may carry a share of float32 a little beyond 1.
  const rounded = Array.from(values, (value) => Math.round(value * 1e6) / 1e6);
  const [drawing, hentai, neutral, porn, sexy] = rounded;
  const parsed = contentScores.safeParse({ drawing, hentai, neutral, porn, sexy });
  return parsed.success && values.length === 5 ? parsed.data : undefined;
}
