import type { BackdropJob, Variation } from '../../core/backdrops/job.ts';
import { pictureSource } from '../../core/backdrops/pushed-source.ts';
import { fault, type Result } from '../../core/result.ts';
import type { Environment } from '../../core/show/show-schema.ts';
import { backdropSceneId } from '../../scenes/backdrop/manifest.ts';

const nameLength = 60;
const onTheSpot = { position: [0, 0, 0] as [number, number, number], yawDeg: 0, scale: 1 };

/** The environment that a variation is: a place of the built-in engine, or a picture. */
export function environmentOfVariation(
  id: string,
  name: string,
  { spec, picture, seed }: Variation,
): Environment | undefined {
  if (spec) {
    const { place, seed: own, version: _version, ...params } = spec;
    const source = backdropSceneId(place);
    return { id, name, kind: 'scene', source, params, placement: onTheSpot, seed: own };
  }
  if (!picture) return undefined;
  const { projection: kind, sha256, extension } = picture;
  const source = pictureSource(sha256, extension);
  return { id, name, kind, source, params: {}, placement: onTheSpot, seed };
}

/** The environment that an approved backdrop is in the show. It says where it comes from; `record` is the hash of its approval. */
export function environmentOf(job: BackdropJob, record: string): Result<Environment> {
  const { approved, status } = job;
  if (status !== 'approved' || !approved) {
    const words = `Backdrop "${job.id}" is ${status}. Approve one of its variations first.`;
    return fault('/id', 'not-approved', words);
  }
  const variation = job.variations[approved.variation];
  const name = job.request.prompt.slice(0, nameLength);
  const id = `${job.id}-${approved.variation}`;
  const environment = variation && environmentOfVariation(id, name, variation);
  if (!environment) {
    return fault('/id', 'no-scene', `Backdrop "${job.id}" has nothing to be shown.`);
  }
  const backdrop = {
    id: job.id,
    variation: approved.variation,
    asset: variation.asset,
    engine: job.request.engine,
    approvedBy: approved.by,
    record,
  };
  return { ok: true, value: { ...environment, backdrop } };
}
