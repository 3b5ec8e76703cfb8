import type { BackdropRequest, Variation } from '../../../core/backdrops/job.ts';
import type { MadePicture, Models } from '../../models/models.ts';
import { bakedDepth } from '../baked-depth.ts';
import type { BackdropEngine, Making } from '../engine.ts';
import { onePlate } from '../layers-file.ts';
import { modelOnRecord } from './upscale.ts';

/** Depth models see only what is nearer than what; so far they reach until somebody moves the layer. */
const supposed = { nearM: 2, farM: 60 };

/** Gives a picture the depth that was baked with it, or that a depth model sees in it. */
export function reliefEngine(models: Models): BackdropEngine {
  return {
    id: 'relief',
    version: '1',
    sourceType: 'compositeWithTrainedAlgorithmicMedia',
    licence: 'as the picture and the depth model',
    capabilities: { seed: false, progress: false, cancel: true, offline: true, fromPicture: true },
    maxCount: 1,
    atOnce: 1,
    isLocal: true,
    trouble: async () => null,
    make: (request, making) => raise(request, making, models),
  };
}

async function* raise(
  { like, prompt, seed }: BackdropRequest,
  making: Making,
  models: Models,
): AsyncIterable<Variation> {
  const flat = like && making.variation(like.id, like.variation);
  if (!flat?.picture || flat.picture.projection === 'layers')
    throw new Error(
      'Say with "like" which picture is to get depth: one that is flat, or all the way round.',
    );
  const bytes = await making.read(flat.picture.sha256);
  if (!bytes) throw new Error('The picture is gone, or its file was changed.');
  const baked = await bakedDepth(flat, making.read);
  const seen = baked ? undefined : await seenDepth(bytes, making, models);
  const depth = baked ?? (seen && { png: seen.png, ...supposed });
  making.progress(0.6);
  const archive = Buffer.from(onePlate(prompt, flat.picture, bytes, {}, depth));
  const raised = await making.layers(archive, { seed });
  yield seen ? { ...raised, model: modelOnRecord(seen) } : raised;
}

async function seenDepth(picture: Buffer, making: Making, models: Models): Promise<MadePicture> {
  const trouble = await models.trouble({ kind: 'depth' });
  if (trouble) throw new Error(`It has no depth of its own, and no model sees any: ${trouble}`);
  return models.depthOf(picture, undefined, making.signal);
}
