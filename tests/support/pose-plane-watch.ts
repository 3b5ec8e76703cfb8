import { WebSocket } from 'ws';
import { ackBytes, encodeAck } from '../../core/wire/clock-messages.ts';
import { createFramePacket, decodeFramePacket } from '../../core/wire/frame-packet.ts';
import { until } from './until.ts';

const sameWithin = 1e-6;

/** Listens to frame packets to tell when the first camera stands: no movement, no eased return goes on. */
export class PosePlaneWatch {
  readonly #socket: WebSocket;
  readonly #frame = createFramePacket();
  readonly #ack = new DataView(new ArrayBuffer(ackBytes));
  #standing: number[] = [];
  #standsSinceK = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data: Buffer) => this.#take(data));
  }

  static async open(url: string): Promise<PosePlaneWatch> {
    const socket = new WebSocket(new URL('/pose', url.replace(/^http/, 'ws')));
    const watch = new PosePlaneWatch(socket);
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    return watch;
  }

  /** Waits until so many frames in a row have the same pose; returns the first of them. */
  async stands(frames = 4): Promise<number> {
    await until('the camera stands', async () => this.#frame.k - this.#standsSinceK >= frames);
    return this.#standsSinceK;
  }

  close(): void {
    this.#socket.terminate();
  }

  #take(data: Buffer): void {
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    if (!decodeFramePacket(view, this.#frame)) return;
    encodeAck(this.#ack, this.#frame.sequence, Number.NaN);
    this.#socket.send(this.#ack);
    const camera = this.#frame.cameraCount > 0 ? this.#frame.cameras[0] : undefined;
    const pose = camera ? [...camera.pose.position, ...camera.pose.orientation] : [];
    if (pose.every((value, i) => Math.abs(value - (this.#standing[i] ?? 0)) < sameWithin)) return;
    this.#standing = pose;
    this.#standsSinceK = this.#frame.k;
  }
}
