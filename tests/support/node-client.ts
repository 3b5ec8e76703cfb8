import { WebSocket } from 'ws';
import type { Rate } from '../../core/time/rate.ts';
import { hertz } from '../../core/time/rate.ts';
import type { FramePacket } from '../../core/wire/frame-packet.ts';
import { PacketRing, packetRingBytes } from '../../core/wire/packet-ring.ts';
import { startTicker, type Ticker } from '../../devices/simulated/ticker.ts';
import { FrameLatch } from '../../stage-client/page/frame-latch.ts';
import { PoseLink } from '../../stage-client/worker/pose-link.ts';

/** Milliseconds on the machine's monotonic clock, which all of its processes share. */
export const machineMs = (): number => Number(process.hrtime.bigint()) / 1e6;

/** What one refresh of a client would have drawn. */
export interface Latched {
  /** On the machine's clock, whatever the client's own says. */
  atMs: number;
  showMs: number;
  k: number;
  /** Of the packet that the picture is made of. */
  epoch: number;
  packetK: number;
  targetMs: number;
  isFresh: boolean;
  /** Names the cameras' poses as they are drawn. */
  poses: number;
}

export interface NodeClientOptions {
  /** Of the server, or of a proxy before it. */
  url: string;
  rate: Rate;
  /** How much faster the client's own clock runs than the machine's. */
  skewPpm?: number;
  onLatch: (latched: Latched) => void;
}

/** A stage page without its pictures: the Worker's link, the shared ring, and a latch at every refresh. */
export class NodeClient {
  readonly latch: FrameLatch;
  readonly #link: PoseLink;
  readonly #ticker: Ticker;
  readonly #localNowMs: () => number;
  readonly #options: NodeClientOptions;

  constructor(options: NodeClientOptions) {
    const { url, rate, skewPpm = 0 } = options;
    this.#options = options;
    this.#localNowMs = () => machineMs() * (1 + skewPpm * 1e-6);
    const ring = new PacketRing(new SharedArrayBuffer(packetRingBytes));
    this.latch = new FrameLatch(ring);
    this.#link = new PoseLink({
      connect: () => new WebSocket(new URL('/pose', url.replace(/^http/, 'ws'))),
      localNowMs: this.#localNowMs,
      sink: {
        frame: (k, packet, receivedMs) => ring.write(k, new Uint8Array(packet), receivedMs),
        clock: (line) => ring.writeClock(line),
        changed: () => {},
      },
    });
    this.#link.start();
    this.#ticker = startTicker(hertz(rate), machineMs, () => this.#refresh());
  }

  close(): void {
    this.#ticker.stop();
    this.#link.stop();
  }

  #refresh(): void {
    const atMs = machineMs();
    const showMs = this.latch.showTimeMs(this.#localNowMs());
    const before = this.latch.k;
    const k = this.latch.latch(showMs, this.#options.rate);
    if (k < 0 || k === before) return;
    const { packet, isFresh } = this.latch;
    const { epoch, targetMs } = packet;
    const poses = posesOf(packet);
    this.#options.onLatch({ atMs, showMs, k, epoch, packetK: packet.k, targetMs, isFresh, poses });
  }
}

const words = new Float64Array(7);
const bytes = new Uint8Array(words.buffer);

/** 32-bit FNV-1a of every camera's position and orientation. */
function posesOf({ cameras, cameraCount }: FramePacket): number {
  let hash = 0x811c9dc5;
  for (const { pose } of cameras.slice(0, cameraCount)) {
    words.set([...pose.position, ...pose.orientation]);
    for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return hash >>> 0;
}
