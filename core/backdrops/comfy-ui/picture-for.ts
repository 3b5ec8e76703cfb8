import { done, fault, type Result } from '../../result.ts';
import type { BackdropRequest, Variation } from '../job.ts';
import type { WorkflowPicture } from './workflow.ts';

/** A file of the library: its SHA-256 and how its name ends. */
export interface LibraryPicture {
  sha256: string;
  extension: string;
}

/**
 * What a workflow's picture is for a request: `reference`, the picture of the variation that more is wanted of,
 * or else its small one (a scene and a stack of layers have no other); `control`, the depth that was baked with
 * it. Refused with what to do where there is none.
 */
export function pictureFor(
  wanted: WorkflowPicture,
  { like }: Pick<BackdropRequest, 'like'>,
  variation: Variation | undefined,
): Result<LibraryPicture> {
  if (!like || !variation) {
    const words = `This workflow takes a picture ("\${${wanted}}"): choose a variation and ask for more like it, or name it in "like".`;
    return fault('/like', 'no-reference', words);
  }
  const { picture, thumbnail, bake } = variation;
  if (wanted === 'control') {
    if (bake) return done({ sha256: bake.depth, extension: 'png' });
    const words = `This workflow takes a depth map ("\${control}"), and variation ${like.variation + 1} of backdrop "${like.id}" has none. Bake it first (engine "bake") and ask for more like that.`;
    return fault('/like', 'no-depth', words);
  }
  if (picture && picture.projection !== 'layers') return done(picture);
  if (thumbnail) return done({ sha256: thumbnail, extension: 'webp' });
  const words = `Variation ${like.variation + 1} of backdrop "${like.id}" has no picture to go by. Choose another.`;
  return fault('/like', 'no-picture', words);
}
