import { z } from 'zod';

/** What a page can draw or measure of an environment. */
export const bakeParts = ['still', 'figures', 'panorama', 'depth', 'probe'] as const;
export type BakePart = (typeof bakeParts)[number];

/** How each part travels. */
export const bakeContentTypes: Readonly<Record<BakePart, string>> = {
  still: 'image/webp',
  figures: 'application/json',
  panorama: 'image/png',
  depth: 'image/png',
  probe: 'application/json',
};

const triple = z.tuple([z.number(), z.number(), z.number()]);

/** The light that a place throws on the set, as `SceneLight`: order-2 harmonics of radiance and the dominant lamp. */
export const lightProbe = z.object({
  harmonics: z.array(z.number()).length(27),
  dominant: z.object({ direction: triple, colour: triple }),
  /** Between which distances, metres, the depth map's white and black lie. */
  nearM: z.number().positive(),
  farM: z.number().positive(),
});
export type LightProbe = z.infer<typeof lightProbe>;
