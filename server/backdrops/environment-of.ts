import type { BackdropJob } from '../../core/backdrops/job.ts';
import { fault, type Result } from '../../core/result.ts';
import type { Environment } from '../../core/show/show-schema.ts';
import { backdropSceneId } from '../../scenes/backdrop/manifest.ts';

const nameLength = 60;

/** The environment that an approved backdrop is in the show. It says where it comes from. */
export function environmentOf(job: BackdropJob): Result<Environment> {
  const { approved, status } = job;
  if (status !== 'approved' || !approved) {
    const words = `Backdrop "${job.id}" is ${status}. Approve one of its variations first.`;
    return fault('/id', 'not-approved', words);
  }
  const variation = job.variations[approved.variation];
  const spec = variation?.spec;
  if (!variation || !spec) {
    return fault('/id', 'no-scene', `Backdrop "${job.id}" has no scene to be shown.`);
  }
  const { place, seed, version: _version, ...params } = spec;
  return {
    ok: true,
    value: {
      id: `${job.id}-${approved.variation}`,
      name: job.request.prompt.slice(0, nameLength),
      kind: 'scene',
      source: backdropSceneId(place),
      params,
      placement: { position: [0, 0, 0], yawDeg: 0, scale: 1 },
      seed,
      backdrop: {
        id: job.id,
        variation: approved.variation,
        asset: variation.asset,
        engine: job.request.engine,
        approvedBy: approved.by,
      },
    },
  };
}
