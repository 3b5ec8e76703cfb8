import { z } from 'zod';

export const modelKinds = ['upscale', 'gate', 'depth', 'matte'] as const;
export type ModelKind = (typeof modelKinds)[number];

/** `model.json` beside a `model.onnx`: what it is, whose it is, and which bytes it is. */
export const modelFile = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{0,62}$/, 'Small letters, digits, dots and hyphens, 63 at most.'),
  name: z.string().min(1).max(100),
  kind: z.enum(modelKinds),
  /** Upscale: how much wider the picture becomes. */
  scale: z.int().min(1).max(8).optional(),
  /** What a full channel is to the model: 255, or 1. */
  range: z.literal([1, 255]).optional(),
  licence: z.string().min(1).max(100),
  source: z
    .object({
      package: z.string(),
      version: z.string(),
      /** Subresource integrity of the package's tarball. */
      integrity: z.string(),
    })
    .optional(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'SHA-256 in 64 small hexadecimal digits.'),
});
export type ModelFile = z.infer<typeof modelFile>;
