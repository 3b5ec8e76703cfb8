import type { BackdropRequest, Variation } from '../../../core/backdrops/job.ts';
import type { UsableModel } from '../../models/model-store.ts';
import type { Enlarging, Models } from '../../models/models.ts';
import type { BackdropEngine, Making } from '../engine.ts';

/** Makes a picture that there is larger: 4 times by `upscale`, 2 times by `upscale-x2`. */
export function upscaleEngine(models: Models, scale: 2 | 4): BackdropEngine {
  let model: UsableModel | undefined;
  const id = scale === 4 ? 'upscale' : `upscale-x${scale}`;
  return {
    id,
    get version() {
      return model ? `${model.id}, SHA-256 ${model.sha256}` : `×${scale}`;
    },
    sourceType: 'algorithmicallyEnhanced',
    get licence() {
      return model?.licence ?? 'that of its model';
    },
    capabilities: { seed: false, progress: true, cancel: true, offline: true, fromPicture: true },
    atOnce: 1,
    isLocal: true,
    maxCount: 1,
    trouble: async () => {
      model = await models.find({ kind: 'upscale', scale });
      return models.trouble({ kind: 'upscale', scale });
    },
    make: (request, making) =>
      enlarge(request, making, async (enlarging) => {
        const made = await models.upscale({ ...enlarging, scale });
        model = made.model;
        return made.png;
      }),
  };
}

async function* enlarge(
  { like, seed }: BackdropRequest,
  making: Making,
  upscale: (enlarging: Omit<Enlarging, 'scale'>) => Promise<Buffer>,
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
  const png = await upscale({
    picture: bytes,
    wraps: projection === 'panorama',
    signal: making.signal,
    progress: making.progress,
  });
  yield await making.picture(png, projection, { seed });
}
