import { z } from 'zod';
import { id } from '../../core/show/scalars.ts';
import { exportFormats } from '../../core/takes/export/export-take.ts';

/** The query of `GET takes/:id/export`; numbers come as text. */
export const exportQuery = z.strictObject({
  format: z.enum([...exportFormats, 'ale']),
  which: z.enum(['raw', 'evaluated', 'both']).default('evaluated'),
  camera: id.optional(),
  /** Number of the first frame; absent: where its timecode stands in the day. */
  start: z.coerce.number().int().min(0).max(100_000_000).optional(),
  /** Where in each frame its pose is taken: 0 its beginning, 0.25 the middle of a 180° shutter. */
  phase: z.coerce.number().min(0).max(1).default(0),
});
export type ExportQuery = z.infer<typeof exportQuery>;
