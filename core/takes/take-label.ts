import { z } from 'zod';
import { id } from '../show/scalars.ts';

/** Scene and slate as a crew writes them on the board. */
export const slateText = z.string().trim().min(1).max(24);

/** What names a take: `id` is the name of its files, such as `12-A-t03`. */
export const takeLabel = z.object({
  id,
  scene: slateText,
  slate: slateText,
  number: z.int().min(1),
});
export type TakeLabel = z.infer<typeof takeLabel>;

const word = (text: string): string =>
  text.replace(/[^A-Za-z0-9]+/g, '_').replace(/^_+|_+$/g, '') || 'x';

const prefixOf = (scene: string, slate: string): string => `${word(scene)}-${word(slate)}-t`;

/**
 * The label of the next take of a scene and slate: one more than the highest number among the ids that
 * are there. Names that differ only in case or in signs share their numbers, as they share files.
 */
export function nextTake(scene: string, slate: string, ids: Iterable<string>): TakeLabel {
  const prefix = prefixOf(scene, slate);
  let highest = 0;
  for (const each of ids) {
    const isSame = each.slice(0, prefix.length).toLowerCase() === prefix.toLowerCase();
    const number = Number(each.slice(prefix.length));
    if (isSame && Number.isInteger(number)) highest = Math.max(highest, number);
  }
  const number = highest + 1;
  return { id: `${prefix}${String(number).padStart(2, '0')}`, scene, slate, number };
}
