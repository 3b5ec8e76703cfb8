import { WebSocket } from 'ws';
import { ackBytes, encodeAck } from '../../core/wire/clock-messages.ts';
import { createFramePacket, decodeFramePacket } from '../../core/wire/frame-packet.ts';
import { createSamplePacket, decodeSamplePacket } from '../../core/wire/sample-packet.ts';

interface Bounds {
  min: readonly number[];
  max: readonly number[];
}

/** Listens on the pose plane, samples included, and keeps every pose that must never be there. */
export class PoseListener {
  frames = 0;
  samples = 0;
  /** What was wrong with a pose, the first few. */
  readonly violations: string[] = [];
  readonly #socket: WebSocket;
  readonly #bounds: Bounds;
  readonly #frame = createFramePacket();
  readonly #sample = createSamplePacket();
  readonly #ack = new DataView(new ArrayBuffer(ackBytes));

  private constructor(socket: WebSocket, bounds: Bounds) {
    this.#socket = socket;
    this.#bounds = bounds;
    socket.on('message', (data: Buffer) => this.#take(data));
  }

  static async open(url: string, bounds: Bounds): Promise<PoseListener> {
    const socket = new WebSocket(new URL('/pose?samples=1', url.replace(/^http/, 'ws')));
    const listener = new PoseListener(socket, bounds);
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    return listener;
  }

  close(): void {
    this.#socket.terminate();
  }

  #take(data: Buffer): void {
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    if (decodeSamplePacket(view, this.#sample)) {
      this.samples++;
      this.#judge('sample', this.#sample.pose);
    } else if (decodeFramePacket(view, this.#frame)) {
      this.frames++;
      encodeAck(this.#ack, this.#frame.sequence, Number.NaN);
      this.#socket.send(this.#ack);
      for (let i = 0; i < this.#frame.cameraCount; i++) {
        const camera = this.#frame.cameras[i];
        if (camera) this.#judge(`frame ${this.#frame.k}`, camera.pose);
      }
    }
  }

  #judge(where: string, pose: { position: ArrayLike<number>; orientation: ArrayLike<number> }) {
    const [position, orientation] = [Array.from(pose.position), Array.from(pose.orientation)];
    const { min, max } = this.#bounds;
    const areNumbers = [...position, ...orientation].every(Number.isFinite);
    const isInside = position.every((v, axis) => v >= (min[axis] ?? 0) && v <= (max[axis] ?? 0));
    const isUnit = Math.abs(Math.hypot(...orientation) - 1) <= 0.01;
    if (areNumbers && isInside && isUnit) return;
    if (this.violations.length < 10) this.violations.push(`${where}: ${position} ${orientation}`);
  }
}
