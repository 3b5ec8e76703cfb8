import { frameAt, frameTimeMs, periodMs, type Rate } from '../time/rate.ts';

/** A wall whose light is later than this is not in use: frames further back are no reading. */
const latestMs = 1000;
/** How far ahead of its time a frame could seem to be lit, for the errors of the clock and the camera's stamp. */
const earliestMs = 100;
/** Sightings of one output before its figure counts. */
export const enoughSightings = 40;

/** What is known of the picture's time stamp. All in ms. */
export interface StampPrecision {
  /** Bound of the page's estimate of show time. */
  clockErrorMs: number;
  /** Period of the camera's pictures: the stamp lies somewhere in its exposure. */
  cameraFrameMs: number;
  /** How much later than the exposure the stamp may be; the figure then reads long. */
  stampLateMs: number;
}

/** Server to photon: from a frame's time k · P to the middle of its light. All in ms. */
export interface PhotonDelay {
  count: number;
  medianMs: number;
  /** Half of the range that holds the middle 80 % of the sightings. */
  spreadMs: number;
  /** The truth is not further from the median, but for what `readsLongMs` says. */
  boundMs: number;
  /** The truth may be less by so much more. */
  readsLongMs: number;
}

/** The frames, first and last, that can be lit in a picture of this show time (ms). */
export const litFrames = (capturedMs: number, rate: Rate): [fromK: number, toK: number] => [
  frameAt(capturedMs - latestMs, rate),
  frameAt(capturedMs + earliestMs, rate),
];

/**
 * Delay of one sighting, ms: `capturedMs` is the show time of the picture, `frame` the middle of its
 * exposure in frames, frame k being lit from k to k + 1.
 */
export const sightedDelayMs = (capturedMs: number, frame: number, rate: Rate): number =>
  capturedMs - frameTimeMs(frame - 0.5, rate);

/**
 * The figure of one output. The bound is the clock's error, half a picture of the camera and half a
 * wall frame: where camera and wall run in step, every picture may show the same part of a frame.
 */
export function photonDelay(
  delaysMs: readonly number[],
  precision: StampPrecision,
  wall: Rate,
): PhotonDelay | undefined {
  if (delaysMs.length === 0) return undefined;
  const sorted = delaysMs.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
  return {
    count: sorted.length,
    medianMs: at(0.5),
    spreadMs: (at(0.9) - at(0.1)) / 2,
    boundMs: precision.clockErrorMs + precision.cameraFrameMs / 2 + periodMs(wall) / 2,
    readsLongMs: precision.stampLateMs,
  };
}
