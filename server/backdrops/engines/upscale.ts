import type { BackdropRequest, Variation } from '../../../core/backdrops/job.ts';
import type { MadePicture, Models } from '../../models/models.ts';
import type { BackdropEngine, Making } from '../engine.ts';

/** Makes a picture that there is larger: 4 times by `upscale`, 2 times by `upscale-x2`. */
export function upscaleEngine(models: Models, scale: 2 | 4): BackdropEngine {
  return {
    id: scale === 4 ? 'upscale' : `upscale-x${scale}`,
    version: `×${scale}`,
    sourceType: 'algorithmicallyEnhanced',
    licence: 'that of its model',
    capabilities: { seed: false, progress: true, cancel: true, offline: true, fromPicture: true },
    atOnce: 1,
    isLocal: true,
    maxCount: 1,
    trouble: () => models.trouble({ kind: 'upscale', scale }),
    make: (request, making) => enlarge(request, making, models, scale),
  };
}

/** A model as it stands on record beside what it made. */
export const modelOnRecord = ({ model }: MadePicture): NonNullable<Variation['model']> => ({
  id: model.id,
  sha256: model.sha256,
  licence: model.licence,
});

async function* enlarge(
  { like, seed }: BackdropRequest,
  making: Making,
  models: Models,
  scale: number,
): AsyncIterable<Variation> {
  if (!like)
    throw new Error('Say which picture is to be enlarged: choose a variation that has one.');
  const picture = making.variation(like.id, like.variation)?.picture;
  if (!picture || picture.projection === 'layers') {
    throw new Error(
      `Variation ${like.variation + 1} of backdrop "${like.id}" is no picture. Only pictures can be enlarged.`,
    );
  }
  const bytes = await making.read(picture.sha256);
  if (!bytes) throw new Error('The picture to be enlarged is gone, or its file was changed.');
  const { projection } = picture;
  const made = await models.upscale({
    picture: bytes,
    scale,
    wraps: projection === 'panorama',
    signal: making.signal,
    progress: making.progress,
  });
  const larger = await making.picture(made.png, projection, { seed });
  yield { ...larger, model: modelOnRecord(made) };
}
