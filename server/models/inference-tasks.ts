import { contentFrom } from '../../core/models/content-scores.ts';
import { depthCodes, depthInput, depthInputSize, spreadDepth } from '../../core/models/depth.ts';
import { type TilePlan, tileInput } from '../../core/models/tiles.ts';
import { assertFits, dimsOf, enlargePicture } from './enlarge-picture.ts';
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
  const { scale, range } = request.model;
  if (scale) assertFits(picture, scale);
  const rules = { wraps: request.wraps, range, scale };
  const made = await enlargePicture(await open(), picture, rules, progress);
  await writePng(request.output, made);
  return [made.width, made.height, made.width / picture.width];
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
  const made = await model.run(input, dimsOf(model.signature, plan.window));
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
