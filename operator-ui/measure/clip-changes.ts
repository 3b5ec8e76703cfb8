import type { GreyPicture } from '../../core/latency/grey-picture.ts';
import type { RegionChanges } from '../../core/latency/motion-onset.ts';
import { watchPictures } from './watch-pictures.ts';

/** A rectangle in a clip's picture, as shares of its width and height. */
export interface Region {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Slower than life, so that a phone looks at every picture of a fast clip. */
const playbackRate = 0.25;

/** Plays a clip from its beginning and measures how much each region changes from picture to picture. */
export async function clipChanges(
  video: HTMLVideoElement,
  regions: readonly Region[],
  onProgress: (pictures: number) => void,
): Promise<RegionChanges[]> {
  const meters = regions.map((region) => new RegionMeter(region));
  await rewind(video);
  video.playbackRate = playbackRate;
  const ended = new Promise<void>((resolve) => {
    video.onended = () => resolve();
  });
  const stop = watchPictures(video, ({ picture, mediaMs }) => {
    for (const meter of meters) meter.take(picture, mediaMs);
    onProgress(meters[0]?.timesMs.length ?? 0);
  });
  try {
    await video.play();
    await ended;
  } finally {
    stop();
    video.playbackRate = 1;
  }
  return meters.map(({ timesMs, changes }) => ({ timesMs, changes }));
}

/** Back to the first picture. */
export function rewind(video: HTMLVideoElement): Promise<void> {
  video.pause();
  return new Promise((resolve) => {
    video.onseeked = () => resolve();
    video.currentTime = 0;
  });
}

class RegionMeter implements RegionChanges {
  readonly timesMs: number[] = [];
  readonly changes: number[] = [];
  readonly #region: Region;
  #before = new Uint8Array(0);

  constructor(region: Region) {
    this.#region = region;
  }

  take(picture: GreyPicture, mediaMs: number): void {
    // A picture may be shown twice.
    if (mediaMs <= (this.timesMs.at(-1) ?? -1)) return;
    const part = cut(picture, this.#region);
    const change = part.reduce(
      (sum, grey, i) => sum + Math.abs(grey - (this.#before[i] ?? grey)),
      0,
    );
    this.timesMs.push(mediaMs);
    this.changes.push(part.length > 0 ? change / part.length : 0);
    this.#before = part;
  }
}

/** The pixels of a region. */
function cut({ width, height, grey }: GreyPicture, region: Region): Uint8Array<ArrayBuffer> {
  const left = Math.floor(region.x * width);
  const top = Math.floor(region.y * height);
  const columns = Math.floor(region.width * width);
  const rows = Math.floor(region.height * height);
  const part = new Uint8Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    const from = (top + row) * width + left;
    part.set(grey.subarray(from, from + columns), row * columns);
  }
  return part;
}
