import { readFile } from 'node:fs/promises';
import { inflateRawSync } from 'node:zlib';
import { checkImage } from '../../core/assets/image-size.ts';
import { contentOf, type Inflate } from '../../core/layers/archive-content.ts';
import { openLayers, picturesOf } from '../../core/layers/opened-layers.ts';
import { done, fault, type Result } from '../../core/result.ts';

/** What a `.2p5d` is, from its document. */
export interface LayersFacts {
  /** Pixels of its first picture. */
  width: number;
  height: number;
  /** What is in it that is kept and not shown, in words. */
  notes: string[];
}

const mostPictureBytes = 200 * 1024 * 1024;

/** Inflates no further than the directory says. */
export const inflate: Inflate = (packed, bytes) =>
  inflateRawSync(packed, { maxOutputLength: Math.max(1, bytes) });

/**
 * Looks through a `.2p5d`: its directory, its document, and the header of every picture that it shows, one
 * picture in memory at a time. For a process of its own.
 */
export async function checkLayers(path: string): Promise<Result<LayersFacts>> {
  const archive = await readFile(path);
  const opened = openLayers(archive, inflate);
  if (!opened.ok) return opened;
  const { entries, stack } = opened.value;
  for (const name of picturesOf(stack)) {
    const entry = entries.find((each) => each.name === name);
    if (!entry) continue;
    if (entry.bytes > mostPictureBytes) {
      return fault(`/${name}`, 'too-large', `${name} is above 200 MB. Scale it down.`);
    }
    const content = contentOf(archive, entry, inflate);
    if (!content.ok) return content;
    const checked = checkImage(content.value);
    if (!checked.ok) {
      return fault(`/${name}`, checked.fault.code, `${name}: ${checked.fault.message}`);
    }
  }
  const [first] = stack.layers;
  if (!first) {
    const words = 'The .2p5d file is refused: none of its plates is a PNG, JPEG or WebP.';
    return fault('/data.json/plates', 'nothing-shown', words);
  }
  return done({ width: first.widthPx, height: first.heightPx, notes: stack.notes });
}
