import { checkImage } from '../../core/assets/image-size.ts';
import type { VariationPicture } from '../../core/backdrops/job.ts';

/** A header lies within so many bytes; a JPEG's may stand behind its metadata. */
const headBytes = 512 * 1024;

const extensions: readonly (readonly [extension: string, magic: string])[] = [
  ['png', '\x89PNG'],
  ['jpg', '\xff\xd8\xff'],
  ['webp', 'RIFF'],
];

/** What a picture is, from its header, before anything decodes it. Throws in words when it is none. */
export function pictureOf(
  bytes: Buffer,
  projection: 'panorama' | 'plate' | 'by shape',
): Omit<VariationPicture, 'sha256'> {
  const head = bytes.subarray(0, headBytes);
  const extension = extensions.find(([, magic]) =>
    head.subarray(0, magic.length).equals(Buffer.from(magic, 'latin1')),
  )?.[0];
  const checked = checkImage(head);
  if (!extension || !checked.ok) {
    const why = checked.ok ? 'It is no PNG, JPEG or WebP.' : checked.fault.message;
    throw new Error(`The picture is not taken: ${why}`);
  }
  const { width, height } = checked.value;
  // A picture all the way round is twice as wide as high.
  const byShape = Math.abs(width / height - 2) < 0.01 ? 'panorama' : 'plate';
  return {
    extension,
    width,
    height,
    projection: projection === 'by shape' ? byShape : projection,
  };
}
