import { create } from 'zustand';
import type { Triple } from '../../../core/math.ts';
import { type AxisMap, mapPoint } from '../../../core/registration/axis-map.ts';
import type { FloorMark } from './floor-marks.ts';
import type { PointRow } from './point-rows.ts';

/** What was measured to align a camera. */
interface Measured {
  points: readonly PointRow[] | undefined;
  floor: readonly FloorMark[] | undefined;
}

const nothing: Measured = { points: undefined, floor: undefined };

/** By camera: what took minutes to walk stays when the sheet is closed. */
const useMeasured = create<Record<string, Measured>>()(() => ({}));

const change = (cameraId: string, part: Partial<Measured>): void =>
  useMeasured.setState((store) => ({ [cameraId]: { ...nothing, ...store[cameraId], ...part } }));

export const usePoints = (cameraId: string): readonly PointRow[] | undefined =>
  useMeasured((store) => store[cameraId]?.points);

export const setPoints = (cameraId: string, points: readonly PointRow[]): void =>
  change(cameraId, { points });

export const useFloorMarks = (cameraId: string): readonly FloorMark[] | undefined =>
  useMeasured((store) => store[cameraId]?.floor);

export const setFloorMarks = (cameraId: string, floor: readonly FloorMark[]): void =>
  change(cameraId, { floor });

/** What was measured, read by another order of axes. */
export function rereadMeasured(cameraId: string, map: AxisMap): void {
  const { points, floor } = useMeasured.getState()[cameraId] ?? nothing;
  const reread = <Row extends { tracker: Triple | null }>(row: Row): Row => ({
    ...row,
    tracker: row.tracker && mapPoint(map, row.tracker),
  });
  change(cameraId, { points: points?.map(reread), floor: floor?.map(reread) });
}
