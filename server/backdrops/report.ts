import { driftOf } from '../../core/backdrops/drift.ts';
import type { BackdropJob, Variation } from '../../core/backdrops/job.ts';
import { jobsByRoot, referenceOf, rootOf, versionsOf } from '../../core/backdrops/locations.ts';
import { reviewChecks } from '../../core/backdrops/review/checks.ts';
import { pictureDensity, wallDensity } from '../../core/backdrops/review/density.ts';
import type { Stage } from '../../core/show/stage-schema.ts';
import type {
  BackdropReport,
  LocationReport,
  VariationReport,
} from '../../core/wire/backdrop-report.ts';
import type { BackdropEngine } from './engine.ts';
import type { JobQueue, QueuedJob } from './job-queue.ts';

export interface ReportContext {
  queue: JobQueue;
  stage: Stage;
  engine: BackdropEngine | undefined;
  waitsFor: string | null;
  hasPreview: boolean;
  location: LocationReport;
}

/** As a plate stands when nobody has moved it. */
const plateFieldDeg = 80;

/** What the server says of a job. */
export function reportOf(queued: QueuedJob, context: ReportContext): BackdropReport {
  const { id, status, progress, request, approved, fault, variations } = queued.job;
  const { prompt, count } = request;
  const { waitsFor, hasPreview, location } = context;
  return {
    id,
    status,
    progress,
    prompt,
    engine: request.engine,
    count,
    variations: variations.map((variation) => variationReport(variation, context)),
    approved: approved?.variation ?? null,
    fault,
    waitsFor,
    hasPreview,
    location,
    origin: originOf(queued, context.engine),
  };
}

function originOf({ job, by, askedMs, record }: QueuedJob, engine: BackdropEngine | undefined) {
  const { prompt, seed, like, nudge, fragments, engine: engineId } = job.request;
  const then = job.engine ?? engine;
  const model = job.variations.find((variation) => variation.model)?.model;
  return {
    prompt,
    seed,
    engine: engineId,
    engineVersion: then?.version ?? 'gone',
    sourceType: then?.sourceType ?? 'algorithmicMedia',
    licence: model?.licence ?? then?.licence ?? 'unknown',
    ...(like && { like }),
    ...(nudge && { nudge }),
    ...(fragments && { fragments }),
    askedBy: by,
    askedMs,
    approvedBy: job.approved?.by ?? null,
    approvedMs: job.approved?.atMs ?? null,
    record,
  };
}

/** Finds the location of a job. Each is put together once, for as many jobs as are asked after. */
export function locationFinder(queue: JobQueue): (id: string) => LocationReport {
  const jobs = queue.jobs();
  const byRoot = jobsByRoot(jobs);
  const known = new Map<string, LocationReport>();
  return (id) => {
    const root = rootOf(jobs, id);
    const location = known.get(root) ?? locationOf(jobs, root, byRoot.get(root) ?? []);
    known.set(root, location);
    return location;
  };
}

function locationOf(
  jobs: ReadonlyMap<string, BackdropJob>,
  root: string,
  location: readonly BackdropJob[],
): LocationReport {
  const versions = versionsOf(location);
  const first = referenceOf(versions);
  const made = first && jobs.get(first.id)?.variations[first.variation];
  const palette = made?.figures?.palette.map(({ hex }) => hex) ?? [];
  return {
    root,
    versions,
    fragments: jobs.get(root)?.bible?.fragments ?? '',
    reference:
      first && made
        ? { id: first.id, variation: first.variation, asset: made.asset, seed: made.seed, palette }
        : null,
  };
}

function variationReport(
  variation: Variation,
  { queue, stage, engine, location }: ReportContext,
): VariationReport {
  const first = referenceOf(location.versions);
  const reference = first && queue.get(first.id)?.job.variations[first.variation];
  const checks = reviewChecks({
    figures: variation.figures,
    pixelsPerWallPixel: densityOf(variation, stage),
    content: variation.content,
    licence: variation.model?.licence ?? engine?.licence ?? 'unknown',
  });
  return { ...variation, checks, drift: reference ? driftOf(variation, reference) : null };
}

/** Pixels of its picture per pixel of the finest wall; null for a scene, which has the wall's own. */
function densityOf({ picture }: Variation, stage: Stage): number | null {
  const wall = picture && wallDensity(stage, stage.eye);
  if (!picture || !wall) return null;
  const { width, height, projection } = picture;
  return pictureDensity(width, height, projection, plateFieldDeg) / wall;
}
