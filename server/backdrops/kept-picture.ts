import type { VariationPicture } from '../../core/backdrops/job.ts';
import { checkLayersAside } from '../assets/check-aside.ts';
import type { Library } from './library.ts';
import { pictureOf } from './picture.ts';

/** Judges a picture by its header and keeps it. Throws in words when it is none. */
export async function keptPicture(library: Library, bytes: Buffer): Promise<VariationPicture> {
  const shape = pictureOf(bytes, 'by shape');
  return { ...shape, sha256: await library.put(bytes, shape.extension) };
}

/**
 * Keeps a `.2p5d` and has it looked through in a process of its own, which is handed the kept file: one that
 * is refused goes again. Throws in words.
 */
export async function keptLayers(library: Library, bytes: Buffer): Promise<VariationPicture> {
  const extension = '2p5d';
  const sha256 = await library.put(bytes, extension);
  const checked = await checkLayersAside(library.find(sha256)?.file ?? '');
  if (!checked.ok) {
    await library.drop(sha256);
    throw new Error(checked.fault[0]?.message);
  }
  const { width, height, notes } = checked.value;
  return {
    sha256,
    extension,
    width,
    height,
    projection: 'layers',
    ...(notes.length > 0 && { notes }),
  };
}
