import { copyPose } from '../../../../core/math.ts';
import { frameTimeMs, type Rate } from '../../../../core/time/rate.ts';
import { PacketRing, packetRingBytes } from '../../../../core/wire/packet-ring.ts';
import {
  type LinkState,
  localNowMs,
  type ToPage,
  type ToWorker,
} from '../../../../stage-client/messages.ts';
import { FrameAccount } from '../../../../stage-client/page/frame-account.ts';
import { FrameLatch } from '../../../../stage-client/page/frame-latch.ts';
import { outputReport } from '../../../../stage-client/page/output-report.ts';
import type { PoseSource, WantedFrame } from './pose-source.ts';

const reportMs = 500;

/**
 * Cyclorama as a stage page has it: its own Worker, packet ring, latch and reports, and what frame packets say.
 * Its frames count as handed over when they have been read back.
 */
export class FrameSource implements PoseSource {
  readonly #ring: PacketRing;
  readonly #latch: FrameLatch;
  readonly #account = new FrameAccount();
  readonly #worker: Worker;
  #link: LinkState | undefined;
  #rate: Rate | undefined;
  #latchedMs = 0;

  constructor(output: string) {
    const memory = globalThis.crossOriginIsolated ? new SharedArrayBuffer(packetRingBytes) : null;
    this.#ring = new PacketRing(memory ?? new ArrayBuffer(packetRingBytes));
    this.#latch = new FrameLatch(this.#ring);
    this.#worker = new Worker(
      new URL('../../../../stage-client/worker/stage-worker.ts', import.meta.url),
      { type: 'module' },
    );
    this.#worker.onmessage = ({ data }: MessageEvent<ToPage>) => this.#receive(data);
    const client = crypto.getRandomValues(new Uint32Array(2)).join('-');
    this.#tell({ type: 'start', output, client, origin: location.origin, memory });
    setInterval(() => this.#report(), reportMs);
  }

  frameAt(refreshMs: number, out: WantedFrame): boolean {
    if (!this.#rate) return false;
    const localMs = this.#account.refreshed(refreshMs);
    const showMs = this.#latch.showTimeMs(localMs) + this.#account.leadMs;
    const last = this.#latch.k;
    const k = this.#latch.latch(showMs, this.#rate);
    const camera = this.#latch.packet.cameras[0];
    this.#account.shows(k);
    if (k === last || !camera || this.#latch.packet.cameraCount === 0) return false;
    this.#latchedMs = localNowMs();
    out.k = k;
    copyPose(out.pose, camera.pose);
    return true;
  }

  shown(k: number, localMs: number): number {
    if (!this.#rate) return Number.NaN;
    this.#account.submitted(k, this.#rate, this.#latch, this.#latchedMs);
    return this.#latch.showTimeAt(localMs) - frameTimeMs(k, this.#rate);
  }

  #tell(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  #report(): void {
    const link = this.#link;
    if (!link || !this.#rate) return;
    const report = outputReport({
      view: undefined,
      meter: this.#account.meter,
      latch: this.#latch,
      display: this.#account.display(this.#rate, this.#latch, link.skewPpm),
      window: this.#account.window(),
      link,
      drawnK: this.#latch.k,
      drawnProgram: null,
      sharedMemory: globalThis.crossOriginIsolated,
      contextLost: false,
    });
    this.#tell({ type: 'report', report });
    this.#tell({ type: 'latches', waitMs: this.#account.latchWaitMs });
  }

  #receive(message: ToPage): void {
    if (message.type === 'snapshot') this.#rate = message.snapshot.state.show.stage.rates.wall;
    if (message.type === 'link') this.#link = message.link;
    if (message.type === 'packet') {
      this.#ring.write(message.k, new Uint8Array(message.packet), message.receivedMs);
    }
    if (message.type === 'clock') this.#ring.writeClock(message.line);
  }
}
