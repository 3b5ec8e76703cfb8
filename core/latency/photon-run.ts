import type { Rate } from '../time/rate.ts';
import type { GreyPicture } from './grey-picture.ts';
import {
  litFrames,
  type PhotonDelay,
  photonDelay,
  type StampPrecision,
  sightedDelayMs,
} from './photon-delay.ts';
import { FrameCodeReader, type PatchSight } from './read-frame-codes.ts';

/** Sightings kept of each output: the newest ones, so that a change is seen. */
const most = 400;

/** One measurement of server to photon: pictures go in, a figure for each output comes out. */
export class PhotonRun {
  /** What was seen in the newest picture. */
  sights: PatchSight[] = [];
  pictures = 0;
  readonly #reader = new FrameCodeReader();
  readonly #delaysMs = new Map<number, number[]>();
  readonly #intervalsMs: number[] = [];
  #capturedMs = Number.NaN;

  /** Takes a picture of this show time (ms) in. */
  take(picture: GreyPicture, capturedMs: number, wall: Rate): void {
    this.pictures += 1;
    this.#measureInterval(capturedMs);
    this.sights = this.#reader.read(picture, ...litFrames(capturedMs, wall));
    for (const { reading } of this.sights) {
      if (!reading) continue;
      const delays = this.#delaysMs.get(reading.output) ?? [];
      delays.push(sightedDelayMs(capturedMs, reading.frame, wall));
      if (delays.length > most) delays.shift();
      this.#delaysMs.set(reading.output, delays);
    }
  }

  /** Median time between pictures, ms; NaN before the second. */
  get cameraFrameMs(): number {
    const sorted = this.#intervalsMs.toSorted((a, b) => a - b);
    return sorted[sorted.length >> 1] ?? Number.NaN;
  }

  /** Figure of each output that was seen, by the output's number. */
  figures(precision: Omit<StampPrecision, 'cameraFrameMs'>, wall: Rate): Map<number, PhotonDelay> {
    const { cameraFrameMs } = this;
    const figures = new Map<number, PhotonDelay>();
    for (const [output, delays] of this.#delaysMs) {
      const figure = photonDelay(delays, { ...precision, cameraFrameMs }, wall);
      if (figure) figures.set(output, figure);
    }
    return figures;
  }

  #measureInterval(capturedMs: number): void {
    const interval = capturedMs - this.#capturedMs;
    this.#capturedMs = capturedMs;
    if (!(interval > 0)) return;
    this.#intervalsMs.push(interval);
    if (this.#intervalsMs.length > most) this.#intervalsMs.shift();
  }
}
