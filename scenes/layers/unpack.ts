import { inflateSync } from 'fflate';
import { contentOf, type Inflate } from '../../core/layers/archive-content.ts';
import type { LayerStack } from '../../core/layers/layer.ts';
import { openLayers } from '../../core/layers/opened-layers.ts';

/** A buffer of the length that the directory says: what says too little cannot grow. */
export const inflate: Inflate = (packed, bytes) =>
  inflateSync(packed, { out: new Uint8Array(bytes) });

export interface UnpackedLayers {
  stack: LayerStack;
  /** A picture of the file, by its name. Throws in words. */
  picture(name: string): Blob;
}

/** Fetches a `.2p5d` and opens it. Rejects with a reason in words. */
export async function unpackLayers(url: string): Promise<UnpackedLayers> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The .2p5d file cannot be fetched (${response.status}).`);
  const archive = new Uint8Array(await response.arrayBuffer());
  const opened = openLayers(archive, inflate);
  if (!opened.ok) throw new Error(opened.fault[0]?.message);
  const { entries, stack } = opened.value;
  return {
    stack,
    picture(name) {
      const entry = entries.find((each) => each.name === name);
      const content = entry && contentOf(archive, entry, inflate);
      if (!content) throw new Error(`The .2p5d file has no ${name}.`);
      if (!content.ok) throw new Error(content.fault[0]?.message);
      return new Blob([content.value.slice()]);
    },
  };
}
