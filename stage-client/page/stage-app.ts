import type { ShowState } from '../../core/show/state.ts';
import type { Rate } from '../../core/time/rate.ts';
import type { Patch, Snapshot } from '../../core/wire/events.ts';
import { PacketRing, packetRingBytes } from '../../core/wire/packet-ring.ts';
import { type LinkState, localNowMs, type ToPage, type ToWorker } from '../messages.ts';
import { FrameAccount } from './frame-account.ts';
import { FrameLatch } from './frame-latch.ts';
import { OutputCanvas } from './output-canvas.ts';
import { outputReport } from './output-report.ts';
import { OutputView } from './output-view.ts';
import { sendCapture, sendThumbnail } from './returned-picture.ts';
import { StateHistory } from './state-history.ts';
import { SwitchLog } from './switch-log.ts';

const reportMs = 500;
const thumbnailMs = 1000;
/** A frame waits this long for the state that its packet names, as long as the control plane stands. */
const stateWaitMs = 1500;
const captureWaitMs = 3000;

/** A stage page: one output, drawn frame by frame from shared memory and numbered state. */
export class StageApp {
  readonly #outputId: string;
  readonly #parent: HTMLElement;
  readonly #notice: HTMLElement;
  readonly #worker: Worker;
  readonly #ring: PacketRing;
  readonly #latch: FrameLatch;
  readonly #history = new StateHistory();
  readonly #account = new FrameAccount();
  readonly #switches = new SwitchLog();
  readonly #sharedMemory: boolean;
  #link: LinkState = {
    control: false,
    pose: false,
    clockErrorMs: Infinity,
    roundTripMs: NaN,
    skewPpm: 0,
  };
  #canvas: OutputCanvas | undefined;
  #view: OutputView | undefined;
  #drawnK = -1;
  #drawnProgram: string | null = null;
  #waitingSinceMs = 0;
  #captures: string[] = [];
  #capturesSinceMs = 0;
  /** The first frame is kept at once: a context may be lost within the page's first second. */
  #thumbnailAtMs = Number.NEGATIVE_INFINITY;
  #isRedrawNeeded = false;

  constructor(outputId: string, parent: HTMLElement, notice: HTMLElement, worker: Worker) {
    this.#outputId = outputId;
    this.#parent = parent;
    this.#notice = notice;
    this.#worker = worker;
    this.#sharedMemory = globalThis.crossOriginIsolated === true;
    const memory = this.#sharedMemory ? new SharedArrayBuffer(packetRingBytes) : null;
    this.#ring = new PacketRing(memory ?? new ArrayBuffer(packetRingBytes));
    this.#latch = new FrameLatch(this.#ring);
    worker.onmessage = ({ data }: MessageEvent<ToPage>) => this.#receive(data);
    const client = `${outputId}-${Math.floor(performance.timeOrigin)}-${performance.now().toFixed(3)}`;
    this.#tell({ type: 'start', output: outputId, client, origin: location.origin, memory });
  }

  run(): void {
    const onFrame = (refreshMs: number) => {
      requestAnimationFrame(onFrame);
      this.#frame(refreshMs);
    };
    requestAnimationFrame(onFrame);
    setInterval(() => this.#report(), reportMs);
    window.addEventListener('resize', () => this.#canvas?.fit());
  }

  #tell(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  #receive(message: ToPage): void {
    switch (message.type) {
      case 'snapshot':
        this.#takeSnapshot(message.snapshot);
        break;
      case 'patch':
        this.#takePatch(message.patch);
        break;
      case 'capture':
        if (this.#captures.push(message.token) === 1) this.#capturesSinceMs = performance.now();
        this.#isRedrawNeeded = true;
        break;
      case 'link':
        this.#link = message.link;
        break;
      case 'packet':
        this.#ring.write(message.k, new Uint8Array(message.packet), message.receivedMs);
        break;
      case 'clock':
        this.#ring.writeClock(message.line);
        break;
      case 'claimed':
        document.title = `${message.output}${message.role === 'spare' ? ' (spare)' : ''} · Cyclorama`;
    }
  }

  #takeSnapshot(snapshot: Snapshot): void {
    if (!this.#history.takeSnapshot(snapshot)) return;
    this.#view?.store.retryFailed();
    this.#stateChanged(snapshot.state);
  }

  #takePatch(patch: Patch): void {
    const newest = this.#history.takePatch(patch) ? this.#history.newest : undefined;
    if (newest) this.#stateChanged(newest.state);
    else this.#tell({ type: 'resync' });
  }

  #stateChanged(state: ShowState): void {
    this.#isRedrawNeeded = true;
    this.#switches.heard(state);
    const output = state.show.stage.outputs.find((candidate) => candidate.id === this.#outputId);
    this.#notice.hidden = output !== undefined;
    if (!output) {
      this.#notice.textContent = `The show has no output "${this.#outputId}".`;
      this.#drop();
      return;
    }
    if (this.#view && !this.#view.fits(state)) this.#drop();
    if (!this.#canvas) {
      this.#canvas = new OutputCanvas(this.#parent, output.size, () => this.#rebuild());
      this.#makeView(state);
    }
    this.#view?.want(state);
  }

  #makeView(state: ShowState): void {
    const output = state.show.stage.outputs.find((candidate) => candidate.id === this.#outputId);
    if (!output || !this.#canvas) return;
    this.#view = new OutputView(this.#canvas.element, output, state, () => {
      this.#isRedrawNeeded = true;
      this.#tell({ type: 'prepared', keys: this.#view?.store.prepared() ?? [] });
    });
    this.#view.want(state);
  }

  #drop(): void {
    this.#view?.dispose();
    this.#canvas?.remove();
    this.#view = undefined;
    this.#canvas = undefined;
  }

  /** A lost context: the small copy shows through while a new canvas is prepared behind it. */
  #rebuild(): void {
    this.#view = undefined;
    this.#tell({ type: 'prepared', keys: [] });
    const state = this.#history.newest?.state;
    setTimeout(() => {
      try {
        this.#canvas?.replace();
        if (state) this.#makeView(state);
      } catch {
        // No context to be had: a fresh page gets a fresh GPU process.
        if (this.#link.control) location.reload();
        else setTimeout(() => this.#rebuild(), 1000);
      }
    }, 50);
  }

  /** One refresh of the display, at `refreshMs` on the page's clock. */
  #frame(refreshMs: number): void {
    const newest = this.#history.newest;
    if (!newest || !this.#view || !this.#canvas) return;
    const rate = newest.state.show.stage.rates.wall;
    const localMs = this.#account.refreshed(performance.timeOrigin + refreshMs);
    const showTimeMs = this.#latch.showTimeMs(localMs) + this.#account.leadMs;
    const k = this.#latch.latch(showTimeMs, rate);
    if (k >= 0 && (k !== this.#drawnK || this.#isRedrawNeeded)) this.#draw(k, rate);
    this.#account.shows(this.#drawnK);
  }

  #draw(k: number, rate: Rate): void {
    const state = this.#stateFor();
    if (!state || !this.#view) return;
    const latchedMs = localNowMs();
    this.#view.draw(state, k, this.#latch);
    if (k !== this.#drawnK) this.#account.submitted(k, rate, this.#latch, latchedMs);
    this.#drawn(state, k);
  }

  /**
   * The state that frame k names; nothing while it, or any packet at all, may still come: without one
   * nobody knows whether a take has switched at k, so the frame that stands stays up for a moment.
   */
  #stateFor(): ShowState | undefined {
    const newest = this.#history.newest;
    const { packet, isFresh } = this.#latch;
    if (!newest) return undefined;
    const isKnown = isFresh && packet.epoch === this.#history.epoch;
    if (isKnown && packet.stateRevision <= newest.revision) {
      this.#waitingSinceMs = 0;
      return this.#history.at(packet.stateRevision);
    }
    const nowMs = performance.now();
    this.#waitingSinceMs ||= nowMs;
    const mayCome = this.#link.control && this.#link.pose;
    const isPatient = this.#drawnK >= 0 && mayCome && nowMs - this.#waitingSinceMs < stateWaitMs;
    return isPatient ? undefined : newest.state;
  }

  #drawn(state: ShowState, k: number): void {
    const nowMs = performance.now();
    const canvas = this.#canvas;
    if (!canvas) return;
    this.#isRedrawNeeded = false;
    canvas.element.style.visibility = 'visible';
    this.#drawnK = k;
    this.#drawnProgram =
      this.#view?.source.look.second?.environment ??
      this.#view?.source.look.first.environment ??
      null;
    const report = this.#switches.drawn(state, k, nowMs);
    if (report) this.#tell({ type: 'switched', report });
    this.#sendCaptures(canvas.element, k, nowMs);
    if (nowMs - this.#thumbnailAtMs > thumbnailMs) {
      this.#thumbnailAtMs = nowMs;
      canvas.keep();
      if (this.#link.control) sendThumbnail(canvas.element, this.#outputId);
    }
  }

  /** A picture is returned from a frame that had its packet, so that it shows what the server sent; not for long. */
  #sendCaptures(canvas: HTMLCanvasElement, k: number, nowMs: number): void {
    const isPatient =
      !this.#latch.isFresh && this.#link.pose && nowMs - this.#capturesSinceMs < captureWaitMs;
    if (isPatient) return;
    for (const token of this.#captures.splice(0)) sendCapture(canvas, this.#outputId, token, k);
  }

  #report(): void {
    const { newest } = this.#history;
    if (!newest) return;
    const { wall } = newest.state.show.stage.rates;
    const report = outputReport({
      view: this.#view,
      meter: this.#account.meter,
      latch: this.#latch,
      display: this.#account.display(wall, this.#latch, this.#link.skewPpm),
      window: this.#account.window(),
      link: this.#link,
      drawnK: this.#drawnK,
      drawnProgram: this.#drawnProgram,
      sharedMemory: this.#sharedMemory,
      contextLost: this.#canvas !== undefined && this.#view === undefined,
    });
    this.#tell({ type: 'report', report });
    this.#tell({ type: 'latches', waitMs: this.#account.latchWaitMs });
  }
}
