import { create } from 'zustand';
import { encoderReading } from '../../../core/lens/encoder.ts';
import { type LensMarks, tablesFromMarks } from '../../../core/lens/learn-tables.ts';
import type { LensTables } from '../../../core/lens/lens-schema.ts';
import type { LensSettings } from '../../../core/show/camera-schema.ts';
import type { Ring } from './rings.ts';

/** What the operator read off a ring while it stood at these counts. */
export interface Mark {
  id: number;
  ring: Ring;
  /** As they came: a range that is learned later holds for marks made before. */
  counts: number;
  /** Focal length in mm, focus distance in m, or f-stop. */
  value: number;
  entrancePupilMm?: number;
}

/** By camera: what took ten minutes to enter stays when the sheet is closed. */
const useMarkStore = create<Record<string, readonly Mark[]>>()(() => ({}));

const none: readonly Mark[] = [];

export const useMarks = (cameraId: string): readonly Mark[] =>
  useMarkStore((store) => store[cameraId] ?? none);

export function addMark(cameraId: string, mark: Omit<Mark, 'id'>): void {
  useMarkStore.setState((store) => {
    const marks = store[cameraId] ?? none;
    return { [cameraId]: [...marks, { ...mark, id: 1 + (marks.at(-1)?.id ?? 0) }] };
  });
}

export function removeMark(cameraId: string, markId: number): void {
  useMarkStore.setState((store) => ({
    [cameraId]: (store[cameraId] ?? none).filter(({ id }) => id !== markId),
  }));
}

type Encoders = LensSettings['encoders'];

export const markReading = (encoders: Encoders, { ring, counts }: Mark): number =>
  encoderReading(encoders?.[ring], counts);

export interface LearntTables {
  tables: LensTables | undefined;
  /** What is wrong, in words. */
  faults: string[];
  /** Ids of the marks to look at. */
  faulty: number[];
}

/** Tables from the marks as the rings read now, or which marks do not fit. */
export function tablesFromCounts(marks: readonly Mark[], encoders: Encoders): LearntTables {
  if (marks.length === 0) return { tables: undefined, faults: [], faulty: [] };
  const of = (ring: Ring) => marks.filter((mark) => mark.ring === ring);
  const reading = (mark: Mark) => markReading(encoders, mark);
  const byRing: LensMarks = {
    zoom: of('zoom').map((mark) => ({
      reading: reading(mark),
      focalLengthMm: mark.value,
      ...(mark.entrancePupilMm !== undefined && { entrancePupilMm: mark.entrancePupilMm }),
    })),
    focus: of('focus').map((mark) => ({ reading: reading(mark), focusDistanceM: mark.value })),
    iris: of('iris').map((mark) => ({ reading: reading(mark), fStop: mark.value })),
  };
  const learnt = tablesFromMarks(byRing);
  if (learnt.ok) return { tables: learnt.value, faults: [], faulty: [] };
  return {
    tables: undefined,
    faults: [...new Set(learnt.fault.map(({ message }) => message))],
    faulty: learnt.fault.flatMap(({ path }) => {
      const [, ring, index] = path.split('/');
      return marks.filter((mark) => mark.ring === ring)[Number(index)]?.id ?? [];
    }),
  };
}
