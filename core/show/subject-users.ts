import type { Show } from './show-schema.ts';

/** The cameras and objects that follow one subject of one device, by id. */
export interface SubjectUsers {
  cameras: string[];
  objects: string[];
}

/** Who follows `subject` of `device`; a backup counts, too. */
export function subjectUsers(
  { cameras, objects }: Pick<Show, 'cameras' | 'objects'>,
  device: string,
  subject: string,
): SubjectUsers {
  const isIt = (source: { device: string; subject: string } | undefined): boolean =>
    source?.device === device && source.subject === subject;
  return {
    cameras: cameras.filter((each) => isIt(each.source) || isIt(each.backup)).map(({ id }) => id),
    objects: objects.filter((each) => isIt(each.source)).map(({ id }) => id),
  };
}

/** What stands against removing a device, in words; '' when nothing does. */
export function whyNotRemoved(
  show: Pick<Show, 'cameras' | 'objects' | 'stage'>,
  device: string,
): string {
  const cameras = show.cameras
    .filter((each) => each.source.device === device || each.backup?.device === device)
    .map(({ id }) => `camera ${id}`);
  const objects = show.objects
    .filter(({ source }) => source.device === device)
    .map(({ id }) => `object ${id}`);
  const { reference } = show.stage.rates;
  const isClock = reference.kind === 'timecode' && reference.device === device;
  const users = [...cameras, ...objects, ...(isClock ? ['the frame clock'] : [])];
  return users.length === 0
    ? ''
    : `${device} is used by ${users.join(', ')}. Give them another source first.`;
}

/** An id for the object that follows `subject`, which no object has yet: `Actor 1` gives `Actor-1`. */
export function freeObjectId({ objects }: Pick<Show, 'objects'>, subject: string): string {
  return freeId(subject, new Set(objects.map(({ id }) => id)));
}

/** An id made of a name, which is not among `taken`; a number is put behind it where needed. */
export function freeId(name: string, taken: ReadonlySet<string>): string {
  const plain = name.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^[-_]+|-+$/g, '');
  const base = (plain || 'object').slice(0, 56);
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}-${n}`;
    if (!taken.has(id)) return id;
  }
}
