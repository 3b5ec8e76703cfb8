import { frameTimeMs } from '../../core/time/rate.ts';
import { encodePong, pongBytes } from '../../core/wire/clock-messages.ts';
import {
  createFramePacket,
  encodeFramePacket,
  framePacketBytes,
} from '../../core/wire/frame-packet.ts';
import { PacketRing, packetRingBytes } from '../../core/wire/packet-ring.ts';
import { PoseSession } from '../../core/wire/pose-session.ts';
import { usualLeadMs } from '../../server/tracking/frame-lead.ts';
import { newestDue } from '../../server/tracking/frame-schedule.ts';
import { FrameLatch } from '../../stage-client/page/frame-latch.ts';
import type { Latched } from '../support/node-client.ts';

const rate = { num: 60, den: 1 };
/** One way over the network, ms: slower than a stage should have. */
const wayMs = 2;
/** How often a page's link looks after itself, as PoseLink does. */
const watchMs = 500;

/** A server's clocks and frames at true time; one camera, whose position is its frame number. */
export class SimulatedServer {
  epoch = 1;
  /** True time at which its own clock stood at zero, and the line from true time to show time. */
  bornMs = -3_600_000;
  rateOffset = 0;
  /** What a new connection gets at once. */
  newest: ArrayBuffer | undefined;
  #showAtMs = 0;
  #showMs = 1000;
  #lastK = -1;
  #sequence = 0;

  serverMs(trueMs: number): number {
    return trueMs - this.bornMs;
  }

  showMs(trueMs: number): number {
    return this.#showMs + (trueMs - this.#showAtMs) * (1 + this.rateOffset);
  }

  /** Ends and comes back at once: its own clock begins anew, show time goes on, the frame lock learns anew. */
  restart(trueMs: number): void {
    this.#showMs = this.showMs(trueMs);
    this.#showAtMs = trueMs;
    this.rateOffset = 0;
    this.bornMs = trueMs;
    this.epoch += 1;
    this.#lastK = -1;
    this.plan(trueMs);
  }

  /** The packet that is due, if one is. */
  plan(trueMs: number): ArrayBuffer | undefined {
    const k = newestDue(this.showMs(trueMs), rate, usualLeadMs(rate));
    if (k <= this.#lastK) return undefined;
    this.#lastK = k;
    const packet = createFramePacket();
    packet.epoch = this.epoch;
    packet.sequence = ++this.#sequence;
    packet.k = k;
    packet.targetMs = frameTimeMs(k, rate);
    packet.sentMs = this.showMs(trueMs);
    packet.sentServerMs = this.serverMs(trueMs);
    packet.rateOffset = this.rateOffset;
    packet.cameraCount = 1;
    const [camera] = packet.cameras;
    if (camera) camera.pose.position[0] = k;
    const bytes = new ArrayBuffer(framePacketBytes(1, 0));
    encodeFramePacket(new DataView(bytes), packet);
    this.newest = bytes;
    return bytes;
  }

  answer(ping: ArrayBuffer, trueMs: number): ArrayBuffer {
    const serverMs = this.serverMs(trueMs);
    const bytes = new ArrayBuffer(pongBytes);
    encodePong(new DataView(bytes), {
      clientSentMs: new DataView(ping).getFloat64(8, true),
      serverReceivedMs: serverMs,
      serverSentMs: serverMs,
      showMs: this.showMs(trueMs),
      rateOffset: this.rateOffset,
    });
    return bytes;
  }
}

/** Messages on their way; a stalled cable keeps them. */
class Cable {
  isStalled = false;
  #messages: { dueMs: number; bytes: ArrayBuffer }[] = [];

  send(bytes: ArrayBuffer, trueMs: number): void {
    this.#messages.push({ dueMs: trueMs + wayMs, bytes });
  }

  clear(): void {
    this.#messages = [];
  }

  arrived(trueMs: number): ArrayBuffer[] {
    if (this.isStalled) return [];
    const due = this.#messages.filter(({ dueMs }) => dueMs <= trueMs);
    this.#messages = this.#messages.filter(({ dueMs }) => dueMs > trueMs);
    return due.map(({ bytes }) => bytes);
  }
}

/** A client's session, ring and latch on a cable of its own, with a clock that may run off. */
export class SimulatedClient {
  readonly latched: Latched[] = [];
  readonly #server: SimulatedServer;
  readonly #skew: number;
  readonly #down = new Cable();
  readonly #up = new Cable();
  readonly #ring = new PacketRing(new ArrayBuffer(packetRingBytes));
  readonly #latch = new FrameLatch(this.#ring);
  readonly #session = new PoseSession({
    frame: (k, packet, receivedMs) => this.#ring.write(k, new Uint8Array(packet), receivedMs),
    clock: (line) => this.#ring.writeClock(line),
  });
  #isStopped = false;
  #pingAtMs = 0;
  #watchAtMs = 0;
  #latchAtMs: number;

  constructor(server: SimulatedServer, skewPpm = 0, phaseMs = 0) {
    this.#server = server;
    this.#skew = skewPpm * 1e-6;
    this.#latchAtMs = phaseMs;
    this.#session.opened();
  }

  /** Holds all messages back, or lets them go on. */
  stall(isStalled: boolean): void {
    this.#down.isStalled = this.#up.isStalled = isStalled;
  }

  /** The process is stopped, or goes on; its clock runs in any case. */
  stop(isStopped: boolean): void {
    this.#isStopped = isStopped;
  }

  /** A new connection: what was under way is lost. */
  reconnect(trueMs: number): void {
    this.#down.clear();
    this.#up.clear();
    this.#session.opened();
    this.#pingAtMs = trueMs;
    if (this.#server.newest) this.receive(this.#server.newest, trueMs);
  }

  receive(packet: ArrayBuffer, trueMs: number): void {
    this.#down.send(packet.slice(0), trueMs);
  }

  run(trueMs: number): void {
    for (const ping of this.#up.arrived(trueMs)) {
      this.#down.send(this.#server.answer(ping, trueMs), trueMs);
    }
    if (this.#isStopped) return;
    const localMs = this.#localMs(trueMs);
    for (const bytes of this.#down.arrived(trueMs)) this.#session.receive(bytes, localMs);
    if (trueMs >= this.#pingAtMs) {
      this.#up.send(this.#session.ping(localMs).buffer.slice(0), trueMs);
      this.#pingAtMs = trueMs + this.#session.nextPingMs;
    }
    if (trueMs >= this.#watchAtMs) {
      this.#session.refresh(localMs);
      this.#watchAtMs = trueMs + watchMs;
    }
    if (trueMs >= this.#latchAtMs) this.#refresh(trueMs, localMs);
  }

  #refresh(trueMs: number, localMs: number): void {
    while (this.#latchAtMs <= trueMs) this.#latchAtMs += frameTimeMs(1, rate);
    const showMs = this.#latch.showTimeMs(localMs);
    const before = this.#latch.k;
    const k = this.#latch.latch(showMs, rate);
    if (k < 0 || k === before) return;
    const { packet, isFresh } = this.#latch;
    const { epoch, targetMs } = packet;
    const poses = packet.cameras[0]?.pose.position[0] ?? Number.NaN;
    const own = { epoch, packetK: packet.k, targetMs, isFresh, poses };
    this.latched.push({ atMs: trueMs, showMs, k, ...own });
  }

  /** As in a page: milliseconds since 1970. */
  #localMs(trueMs: number): number {
    return 1_800_000_000_000 + trueMs * (1 + this.#skew);
  }
}

/** Of true time. */
export const stepMs = 0.25;

/** Lets a server and its clients run from one true time to another. */
export function runStage(
  server: SimulatedServer,
  clients: readonly SimulatedClient[],
  fromMs: number,
  toMs: number,
): void {
  for (let trueMs = fromMs; trueMs < toMs; trueMs += stepMs) {
    const packet = server.plan(trueMs);
    for (const client of clients) {
      if (packet) client.receive(packet, trueMs);
      client.run(trueMs);
    }
  }
}
