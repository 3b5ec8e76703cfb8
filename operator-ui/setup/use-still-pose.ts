import { useEffect, useRef } from 'react';
import type { Result } from '../../core/result.ts';
import type { PlainPose } from '../../core/wire/status.ts';
import { localNowMs } from '../link/messages.ts';
import { useShow } from '../link/show-store.ts';
import { type PoseReading, stillPose, withReading } from './still-pose.ts';

/** Listens to a camera's reports; the function gives its tracker's mean pose while that is still. */
export function useStillPose(cameraId: string): () => Result<PlainPose> {
  const readings = useRef<PoseReading[]>([]);
  useEffect(() => {
    readings.current = [];
    return useShow.subscribe(({ status }, { status: before }) => {
      const report = status?.cameras.find(({ id }) => id === cameraId);
      if (status === before || report?.status !== 'ok' || !report.raw) return;
      const { position, orientation } = report.raw;
      readings.current = withReading(readings.current, {
        atMs: localNowMs(),
        position,
        orientation,
      });
    });
  }, [cameraId]);
  return () => stillPose(readings.current, localNowMs());
}
