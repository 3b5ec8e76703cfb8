import { environmentOfVariation } from '../../core/backdrops/environment-of-variation.ts';
import type { BackdropJob } from '../../core/backdrops/job.ts';
import { fault, type Result } from '../../core/result.ts';
import type { Environment } from '../../core/show/show-schema.ts';

const nameLength = 60;

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
