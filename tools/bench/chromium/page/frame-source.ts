import { copyPose } from '../../../../core/math.ts';
import { frameTimeMs, type Rate } from '../../../../core/time/rate.ts';
import { PacketRing, packetRingBytes } from '../../../../core/wire/packet-ring.ts';
import type { ToPage, ToWorker } from '../../../../stage-client/messages.ts';
import { DisplayTiming } from '../../../../stage-client/page/display-timing.ts';
import { FrameLatch } from '../../../../stage-client/page/frame-latch.ts';
import type { PoseSource, WantedFrame } from './pose-source.ts';

const reportMs = 500;

/** Cyclorama as a stage page has it: its own Worker, packet ring and latch, and what frame packets say. */
export class FrameSource implements PoseSource {
  readonly #ring: PacketRing;
  readonly #latch: FrameLatch;
  readonly #display = new DisplayTiming();
  #rate: Rate | undefined;
  #skew = 0;

  constructor(output: string) {
    const memory = globalThis.crossOriginIsolated ? new SharedArrayBuffer(packetRingBytes) : null;
    this.#ring = new PacketRing(memory ?? new ArrayBuffer(packetRingBytes));
    this.#latch = new FrameLatch(this.#ring);
    const worker = new Worker(
      new URL('../../../../stage-client/worker/stage-worker.ts', import.meta.url),
      { type: 'module' },
    );
    worker.onmessage = ({ data }: MessageEvent<ToPage>) => this.#receive(data);
    const { origin } = location;
    const start: ToWorker = {
      type: 'start',
      output,
      client: crypto.getRandomValues(new Uint32Array(2)).join('-'),
      origin,
      memory,
    };
    worker.postMessage(start);
    setInterval(() => {
      if (this.#rate) this.#display.report(this.#rate, this.#latch.showTimeAt, this.#skew);
    }, reportMs);
  }

  frameAt(refreshMs: number, out: WantedFrame): boolean {
    if (!this.#rate) return false;
    this.#display.refreshed(refreshMs);
    const showMs = this.#latch.showTimeMs(refreshMs) + this.#display.leadMs;
    const last = this.#latch.k;
    const k = this.#latch.latch(showMs, this.#rate);
    const camera = this.#latch.packet.cameras[0];
    if (k >= 0) this.#display.drew(k);
    if (k === last || !camera || this.#latch.packet.cameraCount === 0) return false;
    out.k = k;
    copyPose(out.pose, camera.pose);
    return true;
  }

  lateMs(k: number, localMs: number): number {
    return this.#rate ? this.#latch.showTimeAt(localMs) - frameTimeMs(k, this.#rate) : Number.NaN;
  }

  #receive(message: ToPage): void {
    if (message.type === 'snapshot') this.#rate = message.snapshot.state.show.stage.rates.wall;
    if (message.type === 'link') this.#skew = message.link.skewPpm / 1e6;
    if (message.type === 'packet') {
      this.#ring.write(message.k, new Uint8Array(message.packet), message.receivedMs);
    }
    if (message.type === 'clock') this.#ring.writeClock(message.line);
  }
}
