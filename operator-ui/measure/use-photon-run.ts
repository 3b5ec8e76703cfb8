import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { PhotonDelay } from '../../core/latency/photon-delay.ts';
import { PhotonRun } from '../../core/latency/photon-run.ts';
import type { Rate } from '../../core/time/rate.ts';
import { type Desk, useDesk } from '../link/desk.ts';
import { useShow } from '../link/show-store.ts';
import { useTicker } from '../link/use-ticker.ts';
import { drawSights } from './draw-sights.ts';
import { type WatchedPicture, watchPictures } from './watch-pictures.ts';

/** Where the camera stamps nothing, its pictures are older than they say by up to so much. */
const unstampedLateMs = 100;

/** What a run has found so far. */
export interface PhotonFindings {
  pictures: number;
  /** Patches in the newest picture, and how many of them could be read. */
  seen: number;
  read: number;
  isStamped: boolean;
  figures: ReadonlyMap<number, PhotonDelay>;
}

interface Elements {
  video: RefObject<HTMLVideoElement | null>;
  overlay: RefObject<HTMLCanvasElement | null>;
}

/** Measures as long as `isOn`: reads every picture of the video, and tells four times a second what it found. */
export function usePhotonRun(isOn: boolean, { video, overlay }: Elements): PhotonFindings | null {
  const desk = useDesk();
  const [findings, setFindings] = useState<PhotonFindings | null>(null);
  const run = useRef<PhotonRun | null>(null);
  const isStamped = useRef(true);

  const take = useCallback(
    ({ picture, capturedMs, ...watched }: WatchedPicture) => {
      const wall = wallRate();
      const showMs = showTimeOf(desk, capturedMs);
      if (!run.current || !wall || Number.isNaN(showMs)) return;
      isStamped.current = watched.isStamped;
      run.current.take(picture, showMs, wall);
      const { width, height } = picture;
      if (overlay.current) drawSights(overlay.current, run.current.sights, width, height);
    },
    [desk, overlay],
  );
  useEffect(() => {
    if (!isOn || !video.current) return;
    run.current = new PhotonRun();
    return watchPictures(video.current, take);
  }, [isOn, video, take]);
  useTicker(250, () => {
    const wall = wallRate();
    if (!isOn || !run.current || !wall) return;
    setFindings(findingsOf(run.current, wall, desk.clock.roundTripMs / 2, isStamped.current));
  });
  return findings;
}

function findingsOf(
  run: PhotonRun,
  wall: Rate,
  clockErrorMs: number,
  isStamped: boolean,
): PhotonFindings {
  // A driver may stamp a picture at the exposure's begin or when it has come in: one picture apart.
  const stampLateMs = isStamped ? run.cameraFrameMs : unstampedLateMs;
  return {
    pictures: run.pictures,
    seen: run.sights.length,
    read: run.sights.filter(({ reading }) => reading !== null).length,
    isStamped,
    figures: run.figures({ clockErrorMs, stampLateMs }, wall),
  };
}

const wallRate = (): Rate | undefined => useShow.getState().replica?.state.show.stage.rates.wall;

/** Show time of a moment given by `performance.now`; NaN before the clock is known. */
const showTimeOf = (desk: Desk, atMs: number): number =>
  desk.clock.showTimeMs() - (performance.now() - atMs);
