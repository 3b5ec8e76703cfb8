import { z } from 'zod';
import type { Environment } from '../show/show-schema.ts';
import type { BackdropJob, Variation } from './job.ts';
import { isPushed, pictureSource } from './pushed-source.ts';

/** As an environment of the show says where it comes from, as far as an approval hangs on it. */
const origin = z.looseObject({ id: z.string(), variation: z.int().min(0), asset: z.string() });

/** What approvals there are to look in. */
export interface Approvals {
  jobs: ReadonlyMap<string, BackdropJob>;
  /** Whether an engine made its pictures; what a person brought is theirs to show under another name. */
  isMade(job: BackdropJob): boolean;
}

interface Made {
  job: BackdropJob;
  index: number;
  variation: Variation;
}

/**
 * Why an environment may be put on no deck, in words; `undefined` when it is no backdrop, or when somebody
 * stands for this very variation. It is a backdrop by what it says (`backdrop`), by its id, by the name of its
 * file, and by the content of its file (`sha256`, where that is known): each of them must be approved.
 */
export function showRefusal(
  environment: Environment,
  sha256: string | undefined,
  approvals: Approvals,
): string | undefined {
  return originRefusal(environment, approvals) ?? fileRefusal(environment, sha256, approvals);
}

function originRefusal(environment: Environment, { jobs }: Approvals): string | undefined {
  const { id, backdrop } = environment;
  if (backdrop === undefined || backdrop === null) return idRefusal(id, jobs);
  const told = origin.safeParse(backdrop).data;
  if (!told)
    return `Environment "${id}" says in "backdrop" where it comes from, and that cannot be read. Push its backdrop again.`;
  const job = jobs.get(told.id);
  if (!job) return nobody(id, `backdrop "${told.id}"`);
  const variation = job.variations[told.variation];
  if (!isApproved(job, told.variation) || !variation) return unapproved(id, job);
  if (variation.asset === told.asset) return undefined;
  return `Environment "${id}" says that it is variation ${told.variation + 1} of backdrop "${told.id}", and was made of another. Push that backdrop again.`;
}

/** An environment that has lost its origin is still the backdrop whose id it has. */
function idRefusal(id: string, jobs: Approvals['jobs']): string | undefined {
  const [, jobId = '', index = ''] = /^(.+)-(\d+)$/.exec(id) ?? [];
  const job = jobs.get(jobId);
  if (!job?.variations[Number(index)] || isApproved(job, Number(index))) return undefined;
  return unapproved(id, job);
}

function fileRefusal(
  { id, kind, source }: Environment,
  sha256: string | undefined,
  approvals: Approvals,
): string | undefined {
  if (kind === 'scene') return undefined;
  if (!isPushed(source)) return contentRefusal(id, sha256, approvals);
  const made = picturesOf(approvals.jobs).filter(
    ({ variation: { picture } }) =>
      picture && pictureSource(picture.sha256, picture.extension) === source,
  );
  const [first] = made;
  if (!first) return nobody(id, `the picture ${source}`);
  const yes = made.find(({ job, index }) => isApproved(job, index));
  if (!yes) return unapproved(id, first.job);
  if (sha256 === undefined || sha256 === yes.variation.picture?.sha256) return undefined;
  return `${source} was changed since it was approved. Push backdrop "${yes.job.id}" again.`;
}

/** A picture of an engine under another name is the same picture. */
function contentRefusal(
  id: string,
  sha256: string | undefined,
  { jobs, isMade }: Approvals,
): string | undefined {
  if (sha256 === undefined) return undefined;
  const made = picturesOf(jobs).filter(
    ({ job, variation }) => variation.picture?.sha256 === sha256 && isMade(job),
  );
  const [first] = made;
  if (!first || made.some(({ job, index }) => isApproved(job, index))) return undefined;
  return unapproved(id, first.job);
}

const picturesOf = (jobs: Approvals['jobs']): Made[] =>
  [...jobs.values()].flatMap((job) =>
    job.variations.map((variation, index) => ({ job, index, variation })),
  );

const isApproved = ({ status, approved }: BackdropJob, index: number): boolean =>
  status === 'approved' && approved?.variation === index;

const unapproved = (id: string, { status }: BackdropJob): string =>
  `Backdrop "${id}" is ${status === 'approved' ? 'another variation than the approved one' : status}. Approve it first.`;

const nobody = (id: string, what: string): string =>
  `Nobody stands for "${id}": this show has no record of ${what} in backdrops/jobs.jsonl. Bring the record back, or make it anew and approve it.`;
