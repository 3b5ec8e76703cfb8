import { lightProbe } from '../../../core/backdrops/bake/parts.ts';
import type { BackdropRequest, Variation } from '../../../core/backdrops/job.ts';
import type { BackdropEngine, Making } from '../engine.ts';

/** Makes a picture all the way round, its depth and its light, of a backdrop that is a scene. */
async function* make({ like, seed }: BackdropRequest, making: Making): AsyncIterable<Variation> {
  const scene = like && making.variation(like.id, like.variation);
  if (!scene?.spec) throw new Error('Say with "like" which backdrop to bake: one that is a scene.');
  const baked = await making.bake(scene, ['panorama', 'depth', 'probe']);
  const [panorama, depth, probe] = [baked.get('panorama'), baked.get('depth'), baked.get('probe')];
  if (!panorama || !depth || !probe) throw new Error('The page has left out a part.');
  const light = lightProbe.parse(JSON.parse(probe.toString()));
  making.progress(0.7);
  const bake = {
    depth: await making.keep(depth, 'png'),
    probe: await making.keep(Buffer.from(JSON.stringify(light)), 'json'),
  };
  yield { ...(await making.picture(panorama, 'panorama', { seed })), bake };
}

/** Bakes a scene to an equirectangular picture with depth and light probe, for programs that show pictures. */
export const bakeEngine: BackdropEngine = {
  id: 'bake',
  version: '1',
  sourceType: 'algorithmicMedia',
  licence: 'Apache-2.0',
  capabilities: { seed: false, progress: false, cancel: true, offline: true },
  maxCount: 1,
  atOnce: 1,
  isLocal: true,
  trouble: async () => null,
  make,
};
