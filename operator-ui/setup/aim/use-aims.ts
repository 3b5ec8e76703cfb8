import { useMemo } from 'react';
import { create } from 'zustand';
import type { AxisMap } from '../../../core/registration/axis-map.ts';
import { done, fault, type Result } from '../../../core/result.ts';
import type { Camera, PoseIs } from '../../../core/show/camera-schema.ts';
import type { Wall } from '../../../core/show/stage-schema.ts';
import type { WallMark } from '../../../core/stage/wall-marks.ts';
import type { PlainPose } from '../../../core/wire/status.ts';
import { useShow } from '../../link/show-store.ts';
import type { AimingQuestion } from './aim-question.ts';
import {
  type AimRow,
  aimedCamera,
  aimProgress,
  aimsOf,
  poseIsOf,
  rereadPlain,
} from './aim-rows.ts';

const reportOf = (cameraId: string) =>
  useShow.getState().status?.cameras.find(({ id }) => id === cameraId);

type Captured = Pick<AimRow, 'tracker' | 'lens'>;

function captured(cameraId: string, capture: () => Result<PlainPose>): Result<Captured> {
  const report = reportOf(cameraId);
  if (report?.source === 'backup') {
    const words =
      'The backup is in use, and an aim would be of its tracker: wait until the first source is back.';
    return fault('/source', 'backup', words);
  }
  const still = capture();
  if (!still.ok) return still;
  if (!report) return fault('/tracker', 'no-pose', 'Nothing is heard of the camera: press again.');
  return done({ tracker: still.value, lens: { ...report.lens } });
}

/** By camera: what took ten minutes to aim stays when the sheet is closed. */
const useAimStore = create<Record<string, readonly AimRow[]>>()(() => ({}));

const none: readonly AimRow[] = [];

/** What was aimed, read by another order of axes. */
export const rereadAims = (cameraId: string, map: AxisMap): void =>
  useAimStore.setState((store) => ({
    [cameraId]: (store[cameraId] ?? none).map((row) => ({
      ...row,
      tracker: rereadPlain(row.tracker, map),
    })),
  }));

/** The aims of a camera; `add` and `again` give the refusal in words, if there is one. */
export function useAims(cameraId: string, capture: () => Result<PlainPose>) {
  const rows = useAimStore((store) => store[cameraId] ?? none);
  const setRows = (next: (all: readonly AimRow[]) => readonly AimRow[]) =>
    useAimStore.setState((store) => ({ [cameraId]: next(store[cameraId] ?? none) }));
  const change = (id: number, part: Partial<AimRow>) =>
    setRows((all) => all.map((row) => (row.id === id ? { ...row, ...part } : row)));
  const withCapture = (use: (what: Captured) => void): string | undefined => {
    const what = captured(cameraId, capture);
    if (what.ok) use(what.value);
    return what.ok ? undefined : what.fault[0]?.message;
  };
  const add = (mark: WallMark, isLevel: boolean) =>
    withCapture((what) =>
      setRows((all) => [...all, { id: 1 + (all.at(-1)?.id ?? 0), mark, isLevel, ...what }]),
    );
  const again = (id: number) => withCapture((what) => change(id, what));
  const remove = (id: number) => setRows((all) => all.filter((row) => row.id !== id));
  return { rows, add, again, change, remove };
}

/** What the camera's samples are: as they are used now, or as the show says before the first. */
export const usePoseIs = ({ id, source }: Camera): PoseIs =>
  useShow(({ status }) => {
    const report = status?.cameras.find((each) => each.id === id);
    if (report?.source !== 'primary' || report.chain.length === 0)
      return source.poseIs ?? 'tracker';
    return poseIsOf(report.chain);
  });

/** The question to the solver, as soon as there are aims enough. */
export function useAimingQuestion(
  rows: readonly AimRow[],
  walls: readonly Wall[],
  { registration, mount }: Camera,
  poseIs: PoseIs,
  withScale: boolean,
): AimingQuestion | undefined {
  return useMemo(() => {
    const { aims, aimsWanted } = aimProgress(rows, poseIs);
    const lens = rows.at(-1)?.lens;
    if (!lens || aims < aimsWanted) return undefined;
    const camera = aimedCamera({ registration, mount }, poseIs, lens);
    const ids = rows.map(({ id }) => id);
    return { aims: aimsOf(rows, camera), ids, walls, camera, options: { withScale } };
  }, [rows, walls, registration, mount, poseIs, withScale]);
}
