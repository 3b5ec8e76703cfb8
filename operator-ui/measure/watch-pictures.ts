import { type GreyPicture, greyFromRgba } from '../../core/latency/grey-picture.ts';

/** A picture of a video, and when it was taken or shown by `performance.now`, ms. */
export interface WatchedPicture {
  picture: GreyPicture;
  capturedMs: number;
  /** Whether that is the camera's own stamp, and not the time at which the browser got it. */
  isStamped: boolean;
  /** Time in the clip, ms. */
  mediaMs: number;
}

/** Longest side that is looked at: more shows no more of the patch and takes a phone too long. */
const longestPx = 1280;

/** Calls back for every picture that a video shows, as fast as they are dealt with. Returns the way out. */
export function watchPictures(
  video: HTMLVideoElement,
  onPicture: (watched: WatchedPicture) => void,
): () => void {
  const grabber = new Grabber();
  let handle = 0;
  const next = (_now: number, metadata: VideoFrameCallbackMetadata) => {
    handle = video.requestVideoFrameCallback(next);
    const picture = grabber.grab(video);
    if (!picture) return;
    const { captureTime, presentationTime, mediaTime } = metadata;
    onPicture({
      picture,
      capturedMs: captureTime ?? presentationTime,
      isStamped: captureTime !== undefined,
      mediaMs: mediaTime * 1000,
    });
  };
  handle = video.requestVideoFrameCallback(next);
  return () => video.cancelVideoFrameCallback(handle);
}

/** Reads a video's picture as grey, into memory that is kept between pictures. */
class Grabber {
  readonly #canvas = document.createElement('canvas');
  readonly #context = this.#canvas.getContext('2d', { willReadFrequently: true });
  #grey = new Uint8Array(0);

  grab(video: HTMLVideoElement): GreyPicture | undefined {
    const scale = Math.min(1, longestPx / Math.max(video.videoWidth, video.videoHeight, 1));
    const width = Math.round(video.videoWidth * scale);
    const height = Math.round(video.videoHeight * scale);
    if (!this.#context || width * height === 0) return undefined;
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      Object.assign(this.#canvas, { width, height });
      this.#grey = new Uint8Array(width * height);
    }
    this.#context.drawImage(video, 0, 0, width, height);
    greyFromRgba(this.#grey, this.#context.getImageData(0, 0, width, height).data);
    return { width, height, grey: this.#grey };
  }
}
