import { useEffect, useState } from 'react';
import type { LensSettings } from '../../../core/show/camera-schema.ts';
import { useShow } from '../../link/show-store.ts';
import { countsOf, type RackedRings, type RingCounts, unrackedRings, withCounts } from './rings.ts';

const heard = (cameraId: string): RingCounts =>
  countsOf(useShow.getState().status?.cameras.find(({ id }) => id === cameraId)?.raw);

/** The counts of a camera's rings with every report, four times a second. */
export function useRingCounts(cameraId: string): RingCounts {
  useShow(({ status }) => status);
  return heard(cameraId);
}

/** What is seen of the rings while `isOn`; begins anew each time it is switched on. */
export function useRackedRings(
  cameraId: string,
  encoders: LensSettings['encoders'],
  isOn: boolean,
): RackedRings {
  const [racked, setRacked] = useState(unrackedRings);
  useEffect(() => {
    if (!isOn) return;
    // Where a ring stands already is a part of its travel.
    setRacked(withCounts(unrackedRings(), heard(cameraId), encoders));
    return useShow.subscribe(({ status }, { status: before }) => {
      if (status !== before) setRacked((seen) => withCounts(seen, heard(cameraId), encoders));
    });
  }, [cameraId, encoders, isOn]);
  return racked;
}
