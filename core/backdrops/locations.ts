import type { Approval, BackdropJob } from './job.ts';

/** One yes to one variation: a version of its location. */
export interface LocationVersion extends Approval {
  id: string;
}

type Jobs = ReadonlyMap<string, BackdropJob>;

/** The backdrop that a location began with: the one at the end of the chain of "more like". */
export function rootOf(jobs: Jobs, id: string): string {
  const seen = new Set<string>();
  let root = id;
  for (
    let like = jobs.get(root)?.request.like;
    like && !seen.has(root);
    like = jobs.get(root)?.request.like
  ) {
    seen.add(root);
    root = like.id;
  }
  return root;
}

/** The backdrops of every location by its root, each in the order in which they were asked for. */
export function jobsByRoot(jobs: Jobs): Map<string, BackdropJob[]> {
  const byRoot = new Map<string, BackdropJob[]>();
  for (const job of jobs.values()) {
    const root = rootOf(jobs, job.id);
    const location = byRoot.get(root);
    if (location) location.push(job);
    else byRoot.set(root, [job]);
  }
  return byRoot;
}

/**
 * The versions of a location in the order of their approval; a variation that was approved twice counts where
 * it was approved first. Backdrops that were rejected since have none. `location`: its backdrops.
 */
export function versionsOf(location: readonly BackdropJob[]): LocationVersion[] {
  const versions = location
    .filter(({ status }) => status === 'approved')
    .flatMap(({ id, approvals }) => approvals.map((approval) => ({ id, ...approval })))
    .sort((a, b) => a.atMs - b.atMs);
  return versions.filter(
    ({ id, variation }, at) =>
      versions.findIndex((each) => each.id === id && each.variation === variation) === at,
  );
}

/** The version before another; nothing before the first. */
export function versionBefore(
  versions: readonly LocationVersion[],
  id: string,
  variation: number,
): LocationVersion | undefined {
  const at = versions.findIndex((each) => each.id === id && each.variation === variation);
  return at > 0 ? versions[at - 1] : undefined;
}

/** The version that a location's later ones are held against: its first. */
export const referenceOf = (versions: readonly LocationVersion[]): LocationVersion | undefined =>
  versions[0];
