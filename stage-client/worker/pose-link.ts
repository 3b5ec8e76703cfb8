import { ClockEstimate } from '../../core/time/clock-estimate.ts';
import {
  ackBytes,
  encodeAck,
  encodePing,
  pingBytes,
  pongBytes,
} from '../../core/wire/clock-messages.ts';
import { messageType, wireVersion } from '../../core/wire/message-type.ts';
import { localNowMs } from '../messages.ts';

export interface PoseLinkSink {
  /** A whole frame packet; the bytes are the sink's. */
  packet(k: number, bytes: Uint8Array): void;
  clock(offsetMs: number): void;
  changed(): void;
}

const burst = { count: 20, everyMs: 25 };
const steadyMs = 300;
/** Half of the server's credit window of 8. */
const ackEvery = 4;
const silentMs = 2000;
const backoffMs = [250, 500, 1000];

/** The pose plane: newest packets in, acknowledgements out, and the clock by four timestamps. */
export class PoseLink {
  readonly #url: string;
  readonly #sink: PoseLinkSink;
  readonly #clock = new ClockEstimate();
  readonly #ping = new DataView(new ArrayBuffer(pingBytes));
  readonly #ack = new DataView(new ArrayBuffer(ackBytes));
  #socket: WebSocket | undefined;
  #attempt = 0;
  #pings = 0;
  #sinceAck = 0;
  #heardAtMs = 0;
  /** Epoch and k of the newest packet: older ones are dropped. */
  #epoch = 0;

  constructor(url: string, sink: PoseLinkSink) {
    this.#url = url;
    this.#sink = sink;
  }

  get isOpen(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  get clock(): ClockEstimate {
    return this.#clock;
  }

  start(): void {
    this.#connect();
    setInterval(() => this.#watch(), 500);
  }

  #connect(): void {
    const socket = new WebSocket(this.#url);
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    socket.onopen = () => {
      this.#attempt = 0;
      this.#pings = 0;
      this.#heardAtMs = localNowMs();
      // A restarted server may stand on another clock; its first answers decide.
      this.#clock.forget();
      this.#sendPing(socket);
      this.#sink.changed();
    };
    socket.onmessage = (event: MessageEvent<ArrayBuffer>) => this.#receive(socket, event.data);
    socket.onclose = () => this.#reconnect(socket);
    socket.onerror = () => socket.close();
  }

  #reconnect(socket: WebSocket): void {
    if (this.#socket !== socket) return;
    this.#socket = undefined;
    this.#sink.changed();
    const wait = backoffMs[Math.min(this.#attempt++, backoffMs.length - 1)] ?? 1000;
    setTimeout(() => this.#connect(), wait);
  }

  /** A cable that was pulled closes nothing: silence does. */
  #watch(): void {
    if (this.isOpen && localNowMs() - this.#heardAtMs > silentMs) {
      const socket = this.#socket;
      if (!socket) return;
      socket.close();
      this.#reconnect(socket);
    }
  }

  #sendPing(socket: WebSocket): void {
    if (socket.readyState !== WebSocket.OPEN) return;
    encodePing(this.#ping, localNowMs());
    socket.send(this.#ping);
    const wait = this.#pings++ < burst.count ? burst.everyMs : steadyMs;
    setTimeout(() => this.#sendPing(socket), wait);
  }

  #receive(socket: WebSocket, data: ArrayBuffer): void {
    const receivedMs = localNowMs();
    this.#heardAtMs = receivedMs;
    const view = new DataView(data);
    if (view.byteLength < 8 || view.getUint8(1) !== wireVersion) return;
    const type = view.getUint8(0);
    if (type === messageType.pong && view.byteLength >= pongBytes) this.#pong(view, receivedMs);
    if (type === messageType.frame && view.byteLength >= 40) this.#frame(socket, view, data);
  }

  #pong(view: DataView, clientReceivedMs: number): void {
    this.#clock.add({
      clientSentMs: view.getFloat64(8, true),
      serverReceivedMs: view.getFloat64(16, true),
      serverSentMs: view.getFloat64(24, true),
      clientReceivedMs,
    });
    this.#sink.clock(this.#clock.showTimeMs(clientReceivedMs) - clientReceivedMs);
  }

  #frame(socket: WebSocket, view: DataView, data: ArrayBuffer): void {
    const epoch = view.getUint32(4, true);
    if (epoch < this.#epoch) return;
    this.#epoch = epoch;
    // Read first: the sink may hand the bytes over for good, and nothing can be read from them then.
    const sequence = view.getUint32(8, true);
    this.#sink.packet(view.getFloat64(16, true), new Uint8Array(data));
    if (++this.#sinceAck < ackEvery) return;
    this.#sinceAck = 0;
    encodeAck(this.#ack, sequence);
    if (socket.readyState === WebSocket.OPEN) socket.send(this.#ack);
  }
}
