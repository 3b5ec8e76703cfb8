import type { Triple } from '../../../core/math.ts';
import { type FloorRegistration, registerFloor } from '../../../core/registration/floor.ts';
import { registeredPoint } from '../../../core/registration/registration.ts';
import type { Result } from '../../../core/result.ts';
import type { StageMark } from '../stage-marks.ts';

/** A mark on the floor, and where the tracker saw it; null until it is captured. */
export interface FloorMark {
  id: number;
  label: string;
  /** What it is to the survey. */
  name: string;
  tracker: Triple | null;
}

const named = [
  ['O', 'The origin'],
  ['W', 'Straight towards the wall'],
  ['R', 'To the right'],
] as const;

export const firstMarks: readonly FloorMark[] = named.map(([label, name], id) => ({
  id,
  label,
  name,
  tracker: null,
}));

/** A survey with one place more, which levels it. */
export function withMark(marks: readonly FloorMark[]): FloorMark[] {
  const id = 1 + Math.max(...marks.map((mark) => mark.id));
  const name = 'Anywhere on the floor';
  return [...marks, { id, label: String(id), name, tracker: null }];
}

/** Only what levels the floor can go. */
export const isNeeded = ({ id }: FloorMark): boolean => id < named.length;

/** The registration, once the three that are needed are captured. */
export function solveFloor(
  marks: readonly FloorMark[],
  options: { originAt: Triple; scale: number },
): Result<FloorRegistration> | undefined {
  const [origin, towardsWall, right] = marks.map(({ tracker }) => tracker);
  if (!origin || !towardsWall || !right) return undefined;
  const more = marks.slice(named.length).flatMap(({ tracker }) => (tracker ? [tracker] : []));
  return registerFloor({ origin, towardsWall, right, more }, options);
}

/** The marks in the stage, as the solution has them. */
export function floorStageMarks(
  marks: readonly FloorMark[],
  solved: Result<FloorRegistration> | undefined,
): StageMark[] {
  if (!solved?.ok) return [];
  const { registration } = solved.value;
  return marks.flatMap(({ label, tracker }) => {
    if (!tracker) return [];
    const at = registeredPoint(registration, tracker);
    return [{ label, at: [at[0], at[1], at[2]] }];
  });
}

/** How far the marks are apart, and how flat the floor is by them. */
export function floorInWords({ forwardM, rightM, offM }: FloorRegistration, marks: number): string {
  const size = `${forwardM.toFixed(2)} m towards the wall · ${rightM.toFixed(2)} m to the right`;
  return marks > named.length ? `${size} · flat to ${(offM * 1000).toFixed(1)} mm RMS` : size;
}
