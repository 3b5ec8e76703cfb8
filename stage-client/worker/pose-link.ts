import { PoseSession, type PoseSink } from '../../core/wire/pose-session.ts';

/** As much of a WebSocket as the link needs; a browser's has it, and so has that of `ws`. */
export interface PoseSocket {
  binaryType: string;
  readonly readyState: number;
  addEventListener(type: 'open' | 'close' | 'error', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  send(data: DataView<ArrayBuffer>): void;
  close(): void;
}

export interface PoseLinkOptions {
  sink: PoseSink & { changed(): void };
  connect: () => PoseSocket;
  /** The local clock that the pages of this machine share, ms. */
  localNowMs: () => number;
}

const isConnecting = 0;
const isOpen = 1;
const silentMs = 2000;
const watchMs = 500;
const backoffMs = [250, 500];
/** A connection that takes longer was lost on its way: TCP itself would try again only after seconds. */
const connectingMs = 1500;

/** Keeps a socket to the pose plane, pings through it, and hands what comes to the session. */
export class PoseLink {
  readonly session: PoseSession;
  readonly #options: PoseLinkOptions;
  #socket: PoseSocket | undefined;
  #attempt = 0;
  #heardAtMs = 0;
  #timers: ReturnType<typeof setTimeout>[] = [];

  constructor(options: PoseLinkOptions) {
    this.#options = options;
    this.session = new PoseSession(options.sink);
  }

  get isOpen(): boolean {
    return this.#socket?.readyState === isOpen;
  }

  start(): void {
    this.#connect();
    this.#timers.push(setInterval(() => this.#watch(), watchMs));
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
  }

  #connect(): void {
    const socket = this.#options.connect();
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    this.#heardAtMs = this.#options.localNowMs();
    socket.addEventListener('open', () => {
      this.#attempt = 0;
      this.#heardAtMs = this.#options.localNowMs();
      this.session.opened();
      this.#sendPing(socket);
      this.#options.sink.changed();
    });
    socket.addEventListener('message', ({ data }) => {
      if (!(data instanceof ArrayBuffer)) return;
      this.#heardAtMs = this.#options.localNowMs();
      const answer = this.session.receive(data, this.#heardAtMs);
      if (answer && socket.readyState === isOpen) socket.send(answer);
    });
    socket.addEventListener('close', () => this.#reconnect(socket));
    socket.addEventListener('error', () => socket.close());
  }

  #reconnect(socket: PoseSocket): void {
    if (this.#socket !== socket) return;
    this.#socket = undefined;
    this.#options.sink.changed();
    const wait = backoffMs[Math.min(this.#attempt++, backoffMs.length - 1)] ?? 500;
    setTimeout(() => this.#connect(), wait);
  }

  /** A cable that was pulled closes nothing: silence does. */
  #watch(): void {
    const nowMs = this.#options.localNowMs();
    this.session.refresh(nowMs);
    const socket = this.#socket;
    const patienceMs = socket?.readyState === isConnecting ? connectingMs : silentMs;
    if (!socket || nowMs - this.#heardAtMs <= patienceMs) return;
    socket.close();
    this.#reconnect(socket);
  }

  #sendPing(socket: PoseSocket): void {
    if (this.#socket !== socket || socket.readyState !== isOpen) return;
    socket.send(this.session.ping(this.#options.localNowMs()));
    setTimeout(() => this.#sendPing(socket), this.session.nextPingMs);
  }
}
