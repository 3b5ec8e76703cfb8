import { maxImagePixels } from '../../core/assets/image-size.ts';
import type { ModelSignature } from '../../core/models/model-signature.ts';
import {
  placeTile,
  planTiles,
  type RgbPicture,
  type TilePlan,
  type TileRules,
  tileInput,
} from '../../core/models/tiles.ts';
import type { OpenModel } from './open-session.ts';

export interface EnlargeRules extends Omit<TileRules, 'window'> {
  /** What a full channel is to the model. */
  range: number;
  /** What is said of it; null where the first tile tells. */
  scale: number | null;
}

/** A picture enlarged tile by tile. `progress` is told the share that is done, and may throw to end it. */
export async function enlargePicture(
  model: OpenModel,
  picture: RgbPicture,
  { range, scale: stated, ...rules }: EnlargeRules,
  progress: (share: number) => void,
): Promise<RgbPicture> {
  const { signature } = model;
  if (signature.kind !== 'upscale') throw new Error('The model enlarges nothing.');
  const { layout, width, height } = signature;
  const plan = planTiles(picture, {
    ...rules,
    ...(width && height && { window: { width, height } }),
  });
  const numbers = { layout, range };
  let into: RgbPicture | undefined;
  for (const [index, tile] of plan.tiles.entries()) {
    const input = tileInput(picture, plan, tile, numbers);
    const made = await model.run(input, dimsOf(signature, plan.window));
    const scale = scaleOf(made.dims, signature, plan, stated);
    into ??= blank(picture, scale);
    placeTile(made.values, plan, tile, { ...numbers, scale }, into);
    progress((index + 1) / plan.tiles.length);
  }
  if (!into) throw new Error('The picture has no pixels.');
  return into;
}

function blank(picture: { width: number; height: number }, scale: number): RgbPicture {
  assertFits(picture, scale);
  const [width, height] = [picture.width * scale, picture.height * scale];
  return { width, height, rgb: new Uint8Array(3 * width * height) };
}

/** Throws in words when the enlarged picture would be more than pages show. */
export function assertFits(
  { width, height }: { width: number; height: number },
  scale: number,
): void {
  if (width * scale * height * scale <= maxImagePixels) return;
  const size = `${width * scale} × ${height * scale}`;
  throw new Error(`Enlarged it would have ${size} pixels, which is more than a page can show.`);
}

/** Axes of what goes into a model. */
export const dimsOf = (
  { layout }: Pick<ModelSignature, 'layout'>,
  { width, height }: { width: number; height: number },
): number[] => (layout === 'nhwc' ? [1, height, width, 3] : [1, 3, height, width]);

function scaleOf(
  dims: readonly number[],
  { layout }: ModelSignature,
  { window }: TilePlan,
  stated: number | null,
): number {
  const scale = (dims[layout === 'nhwc' ? 2 : 3] ?? 0) / window.width;
  const isScale = Number.isInteger(scale) && scale >= 1 && scale <= 8;
  const wide = { width: window.width * scale, height: window.height * scale };
  const isPicture = dims.join() === dimsOf({ layout }, wide).join();
  if (!isScale || !isPicture || (stated !== null && stated !== scale))
    throw new Error(`The model made ${dims.join(' × ')}, which is not what it says.`);
  return scale;
}
