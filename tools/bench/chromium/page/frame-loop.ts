import { localNowMs } from '../../../../stage-client/messages.ts';
import { type DrawnFrame, stampsPerMetre } from '../page-task.ts';
import { PixelStrip } from './pixel-strip.ts';
import { createWantedFrame, type PoseSource, poseHash } from './pose-source.ts';

/** Draws what a contender wants, reads it back, and keeps what was read. */
export class FrameLoop {
  readonly #strip: PixelStrip;
  readonly #source: PoseSource;
  readonly #slowMs: number;
  readonly #wanted = createWantedFrame();
  #drawn: DrawnFrame[] = [];

  constructor(canvas: HTMLCanvasElement, source: PoseSource, slowMs: number) {
    this.#strip = new PixelStrip(canvas);
    this.#source = source;
    this.#slowMs = slowMs;
  }

  start(): void {
    if (this.#source.drawWhenTold) this.#source.drawWhenTold(() => this.#draw(localNowMs()));
    else requestAnimationFrame(this.#refresh);
  }

  take(): DrawnFrame[] {
    const drawn = this.#drawn;
    this.#drawn = [];
    return drawn;
  }

  readonly #refresh = (refreshMs: number): void => {
    requestAnimationFrame(this.#refresh);
    this.#draw(performance.timeOrigin + refreshMs);
  };

  #draw(refreshMs: number): void {
    const wanted = this.#wanted;
    if (!this.#source.frameAt(refreshMs, wanted)) return;
    const { position, orientation } = wanted.pose;
    const stamp = Math.round(position[0] * stampsPerMetre);
    this.#strip.draw(wanted.k, poseHash(wanted.pose), stamp);
    const [k, hash, read] = this.#strip.read();
    const shownMs = localNowMs();
    const lateMs = this.#source.shown?.(k, shownMs) ?? null;
    const pose = [...position, ...orientation];
    this.#drawn.push({ k, hash, stamp: read, refreshMs, shownMs, lateMs, pose });
    beBusy(this.#slowMs);
  }
}

function beBusy(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}
