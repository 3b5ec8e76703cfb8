import { DataTexture, LinearFilter, RGFormat, UnsignedByteType } from 'three';
import type { Tree } from './tree-plan.ts';

const sizePx = 512;
/** Half the width of the square of land that it covers, metres. */
export const treeCoverM = 128;

/** Share of its height that a crown, and what stands close around a trunk, reaches outwards. */
const reaches = [0.27, 0.12] as const;

/**
 * The trees around the stage from above, for the shadows they cast: R how thick the crowns are, G how close
 * the trunks. `draw` writes those that stand at an amount of trees.
 */
export function createTreeCover(trees: readonly Tree[]): {
  texture: DataTexture;
  draw(amount: number): void;
} {
  const texels = new Uint8Array(2 * sizePx * sizePx);
  const texture = new DataTexture(texels, sizePx, sizePx, RGFormat, UnsignedByteType);
  texture.minFilter = texture.magFilter = LinearFilter;
  const perMetre = sizePx / (2 * treeCoverM);
  let drawn = -1;
  const blot = ({ x, z, heightM, isConifer }: Tree, channel: 0 | 1): void => {
    const reach = reaches[channel] * heightM * (isConifer && channel === 0 ? 0.72 : 1) * perMetre;
    const [cx, cz] = [(x + treeCoverM) * perMetre, (z + treeCoverM) * perMetre];
    for (let row = Math.max(0, Math.floor(cz - reach)); row < Math.min(sizePx, cz + reach); row++) {
      const first = Math.max(0, Math.floor(cx - reach));
      for (let column = first; column < Math.min(sizePx, cx + reach); column++) {
        const away = Math.hypot(column + 0.5 - cx, row + 0.5 - cz) / reach;
        const thick = Math.min(1, Math.max(0, 1.9 * (1 - away)));
        const at = 2 * (row * sizePx + column) + channel;
        texels[at] = Math.max(texels[at] ?? 0, Math.round(255 * thick));
      }
    }
  };
  return {
    texture,
    draw: (amount) => {
      if (amount === drawn) return;
      drawn = amount;
      texels.fill(0);
      for (const tree of trees) {
        if (tree.from > amount) continue;
        blot(tree, 0);
        blot(tree, 1);
      }
      texture.needsUpdate = true;
    },
  };
}
