import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import {
  ackBytes,
  encodePong,
  type Pong,
  pingBytes,
  pongBytes,
} from '../../core/wire/clock-messages.ts';
import { messageType, wireVersion } from '../../core/wire/message-type.ts';
import {
  createSamplePacket,
  encodeSamplePacket,
  samplePacketBytes,
} from '../../core/wire/sample-packet.ts';
import type { ShowClock } from '../time/show-clock.ts';
import type { CameraTracker } from '../tracking/camera-tracker.ts';
import { ClientFrames, opcode } from './client-frames.ts';
import { MessageRing, wireBytes } from './message-ring.ts';
import { PoseClient } from './pose-client.ts';
import { answerUpgrade } from './websocket-handshake.ts';

export const posePath = '/pose';
const heartbeatMs = 500;
/** A client that was not heard, or has not read, for this long is gone, whatever its socket says. */
const silenceMs = 2000;
const mostClients = 256;
/** What a page is late by for so long after it has connected says nothing about the way to it. */
const loadingMs = 1000;
/** The server's own clock, and show time on it. */
export type PlaneClock = Pick<ShowClock, 'serverMs' | 'showTimeMs' | 'rateOffset'>;
/** Told how long before its time a frame must be sent for a stage client, ms, and when it was said. */
export type NeededLead = (ms: number, nowMs: number) => void;
/** More than four seconds, at 240 Hz: longer than any client may leave a message waiting. */
const frameRingLength = 1024;
/** As long for the samples of 16 cameras. */
const sampleRingLength = 16_384;
const pongRingLength = 1024;

/**
 * The pose plane: raw WebSocket, binary, latest wins. Frame packets go to every client that keeps up,
 * sample packets to those that asked for them; clock pings are answered at once.
 */
export class PosePlane {
  readonly #clock: PlaneClock;
  readonly #needed: NeededLead;
  readonly #pong = {
    clientSentMs: 0,
    serverReceivedMs: 0,
    serverSentMs: 0,
    showMs: 0,
    rateOffset: 0,
  };
  readonly #clients = new Set<PoseClient>();
  readonly #frames = new MessageRing(frameRingLength);
  readonly #samples = new MessageRing(sampleRingLength);
  readonly #pongs = new MessageRing(pongRingLength);
  readonly #sample = createSamplePacket();
  #newest: Uint8Array | undefined;
  #newestSequence = 0;
  #heartbeat: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(clock: PlaneClock, needed: NeededLead = () => {}) {
    this.#clock = clock;
    this.#needed = needed;
  }

  get clientCount(): number {
    return this.#clients.size;
  }

  start(): void {
    this.#heartbeat ??= setInterval(() => this.#checkSilence(), heartbeatMs).unref();
  }

  stop(): void {
    clearInterval(this.#heartbeat);
    this.#heartbeat = undefined;
    for (const client of this.#clients) client.drop();
    this.#isStopped = true;
  }

  /** Takes over a request to upgrade that was let in. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.#isStopped || this.#clients.size >= mostClients) {
      socket.destroy();
      return;
    }
    const wantsSamples = /[?&]samples=1(&|$)/.test(request.url ?? '');
    if (answerUpgrade(request, socket)) this.#connect(socket, head, wantsSamples);
  }

  /** Sends frame packet `sequence` to everybody who keeps up. `packet` is copied. */
  sendFrame(packet: Uint8Array, sequence: number): void {
    const { bytes, payload } = this.#frames.next(packet.length);
    payload.set(packet);
    this.#newest = bytes;
    this.#newestSequence = sequence;
    for (const client of this.#clients) client.sendFrame(bytes, sequence);
  }

  /** Sends a camera's newest accepted sample to the clients that asked for samples. */
  readonly sendSample = (tracker: CameraTracker, sample: TrackingSample): void => {
    let bytes: Uint8Array | undefined;
    for (const client of this.#clients) {
      if (!client.wantsSamples) continue;
      bytes ??= this.#encodeSample(tracker, sample);
      client.sendSample(bytes);
    }
  };

  #encodeSample(tracker: CameraTracker, sample: TrackingSample): Uint8Array {
    const packet = this.#sample;
    packet.idHash = tracker.idHash;
    packet.sequence = tracker.track.accepted >>> 0;
    packet.sourceTimeMs = sample.sourceTimeMs;
    packet.receivedMs = sample.receivedMs;
    packet.pose = tracker.newest;
    packet.focalLengthMm = tracker.lens.focalLengthMm;
    const { bytes, view } = this.#samples.next(samplePacketBytes);
    encodeSamplePacket(view, packet);
    return bytes;
  }

  #connect(socket: Duplex, head: Buffer, wantsSamples: boolean): void {
    const client = new PoseClient(socket, wantsSamples, this.#clock.serverMs());
    this.#clients.add(client);
    const frames = new ClientFrames((code, payload) => this.#receive(client, code, payload));
    const take = (chunk: Buffer) => {
      if (!frames.take(chunk)) client.drop();
    };
    socket.on('data', take);
    socket.on('end', () => socket.end());
    socket.on('close', () => this.#clients.delete(client));
    // A broken or hostile peer ends its own connection and nothing else.
    socket.on('error', () => client.drop());
    if (head.length > 0) take(head);
    if (this.#newest) client.sendFrame(this.#newest, this.#newestSequence);
  }

  /** `false` for what is of another version or another protocol: nothing it says can be understood. */
  #receive(client: PoseClient, code: number, payload: Buffer): boolean {
    const receivedMs = this.#clock.serverMs();
    if (code === opcode.binary) {
      if (!this.#message(client, payload, receivedMs)) return false;
    } else if (code === opcode.ping) client.send(wireBytes(opcode.pong, payload));
    else if (code === opcode.close) client.close(payload);
    else if (code !== opcode.pong) return false;
    client.lastHeardMs = receivedMs;
    return true;
  }

  #message(client: PoseClient, data: Buffer, receivedMs: number): boolean {
    if (data[1] !== wireVersion) return false;
    if (data[0] === messageType.ack && data.length >= ackBytes) {
      client.acknowledge(data.readUInt32LE(4), this.#newest, this.#newestSequence);
      if (tellsOfLead(client, receivedMs)) this.#needed(data.readFloatLE(8), receivedMs);
      return true;
    }
    if (data[0] !== messageType.ping || data.length < pingBytes) return false;
    const { bytes, view } = this.#pongs.next(pongBytes);
    encodePong(view, this.#answer(data.readDoubleLE(8), receivedMs));
    client.send(bytes);
    return true;
  }

  /** The exchange on the server's clock, and how show time lies on it now. */
  #answer(clientSentMs: number, serverReceivedMs: number): Readonly<Pong> {
    const pong = this.#pong;
    pong.clientSentMs = clientSentMs;
    pong.serverReceivedMs = serverReceivedMs;
    pong.serverSentMs = this.#clock.serverMs();
    pong.showMs = this.#clock.showTimeMs(pong.serverSentMs);
    pong.rateOffset = this.#clock.rateOffset;
    return pong;
  }

  #checkSilence(): void {
    const now = this.#clock.serverMs();
    for (const client of this.#clients) {
      const isSilent = now - client.lastHeardMs > silenceMs;
      if (isSilent || client.waitedMs(now) > silenceMs) client.drop();
      else client.ping();
    }
  }
}

/** A desk is no wall, and may stand on a slow network; a page that has only just opened is still loading. */
const tellsOfLead = (client: PoseClient, nowMs: number): boolean =>
  !client.wantsSamples && nowMs - client.connectedMs >= loadingMs;
