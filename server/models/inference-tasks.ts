import { maxImagePixels } from '../../core/assets/image-size.ts';
import { contentFrom } from '../../core/models/content-scores.ts';
import { depthCodes, depthInput, depthInputSize, spreadDepth } from '../../core/models/depth.ts';
import type { ModelSignature } from '../../core/models/model-signature.ts';
import { placeTile, planTiles, type TilePlan, tileInput } from '../../core/models/tiles.ts';
import type { InferenceRequest } from './inference-messages.ts';
import type { OpenModel } from './open-session.ts';
import { readPixels, writeGreyPng, writePng } from './picture-pixels.ts';

type Run = (
  request: InferenceRequest,
  open: () => Promise<OpenModel>,
  progress: (share: number) => void,
) => Promise<number[]>;

/** What can be done with a model, by name. Each answers with numbers; a picture goes to the request's output. */
export const inferenceTasks: Readonly<Record<InferenceRequest['task'], Run>> = {
  upscale,
  gate,
  depth,
};

/** Width, height and how much wider it has become. */
async function upscale(...[request, open, progress]: Parameters<Run>): Promise<number[]> {
  const picture = await readPixels(request.picture, request.maxPixels);
  if (request.model.scale) assertFits(picture, request.model.scale);
  const model = await open();
  const { signature } = model;
  if (signature.kind !== 'upscale') throw new Error('The model enlarges nothing.');
  const { layout, width, height } = signature;
  const window = width && height ? { window: { width, height } } : {};
  const plan = planTiles(picture, { wraps: request.wraps, ...window });
  const numbers = { layout, range: request.model.range };
  let into: ReturnType<typeof blank> | undefined;
  let scale = 1;
  for (const [index, tile] of plan.tiles.entries()) {
    const made = await model.run(tileInput(picture, plan, tile, numbers), dimsOf(signature, plan));
    if (!into) {
      scale = scaleOf(made.dims, signature, plan, request.model.scale);
      assertFits(picture, scale);
      into = blank(picture, scale);
    }
    placeTile(made.values, plan, tile, { ...numbers, scale }, into);
    progress((index + 1) / plan.tiles.length);
  }
  if (!into) throw new Error('The picture has no pixels.');
  await writePng(request.output, into);
  return [into.width, into.height, scale];
}

const blank = ({ width, height }: { width: number; height: number }, scale: number) => ({
  width: width * scale,
  height: height * scale,
  rgb: new Uint8Array(3 * width * scale * height * scale),
});

function assertFits({ width, height }: { width: number; height: number }, scale: number): void {
  if (width * scale * height * scale <= maxImagePixels) return;
  const size = `${width * scale} × ${height * scale}`;
  throw new Error(`Enlarged it would have ${size} pixels, which is more than a page can show.`);
}

const dimsOf = ({ layout }: ModelSignature, { window: { width, height } }: TilePlan): number[] =>
  layout === 'nhwc' ? [1, height, width, 3] : [1, 3, height, width];

function scaleOf(
  dims: readonly number[],
  { layout }: ModelSignature,
  { window }: TilePlan,
  stated: number | null,
): number {
  const [height = 0, width = 0] = layout === 'nhwc' ? dims.slice(1, 3) : dims.slice(2, 4);
  const scale = width / window.width;
  const isEven = Number.isInteger(scale) && scale >= 1 && height === window.height * scale;
  if (!isEven || scale > 8 || (stated !== null && stated !== scale))
    throw new Error(`The model made ${dims.join(' × ')}, which is not what it says.`);
  return scale;
}

/** Five probabilities. */
async function gate(...[request, open]: Parameters<Run>): Promise<number[]> {
  const model = await open();
  const { kind, width, height, layout } = model.signature;
  if (kind !== 'gate' || !width || !height) throw new Error('The model judges no content.');
  const picture = await readPixels(request.picture, request.maxPixels, { width, height });
  const plan: TilePlan = { tiles: [], window: { width, height }, pad: 0, wraps: false };
  const whole = { x: 0, y: 0, width, height };
  const input = tileInput(picture, plan, whole, { layout, range: request.model.range });
  const made = await model.run(input, dimsOf(model.signature, plan));
  const scores = contentFrom(made.values);
  if (!scores) throw new Error('The model’s numbers are no probabilities.');
  return [scores.drawing, scores.hentai, scores.neutral, scores.porn, scores.sexy];
}

/** Width and height of the depth picture, which are those of the picture. */
async function depth(...[request, open]: Parameters<Run>): Promise<number[]> {
  const whole = await readPixels(request.picture, request.maxPixels);
  const model = await open();
  const { kind, width, height } = model.signature;
  if (kind !== 'depth') throw new Error('The model sees no depth.');
  const size = width && height ? { width, height } : depthInputSize(whole);
  const picture = await readPixels(request.picture, request.maxPixels, size);
  const made = await model.run(depthInput(picture.rgb), [1, 3, size.height, size.width]);
  const [high = 0, wide = 0] = made.dims.slice(-2);
  if (wide * high !== made.values.length || wide * high === 0)
    throw new Error(`The model made ${made.dims.join(' × ')}, which is no depth.`);
  const codes = depthCodes(spreadDepth(made.values));
  await writeGreyPng(request.output, codes, { width: wide, height: high }, whole);
  return [whole.width, whole.height];
}
