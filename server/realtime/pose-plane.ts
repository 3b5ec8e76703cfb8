import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import { ackBytes, encodePong, pingBytes, pongBytes } from '../../core/wire/clock-messages.ts';
import { messageType, wireVersion } from '../../core/wire/message-type.ts';
import {
  createSamplePacket,
  encodeSamplePacket,
  samplePacketBytes,
} from '../../core/wire/sample-packet.ts';
import type { CameraTracker } from '../tracking/camera-tracker.ts';
import { BufferRing } from './buffer-ring.ts';
import { PoseClient } from './pose-client.ts';

export const posePath = '/pose';
const heartbeatMs = 500;
/** A client that was not heard for this long is gone, whatever its socket says. */
const silenceMs = 2000;
const mostClients = 256;
const smallMessageBytes = 64;

/**
 * The pose plane: raw WebSocket, binary, latest wins. Frame packets go to every client that keeps up,
 * sample packets to those that asked for them; clock pings are answered at once.
 */
export class PosePlane {
  readonly #nowMs: () => number;
  readonly #server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: smallMessageBytes,
    clientTracking: false,
  });
  readonly #clients = new Set<PoseClient>();
  readonly #pongs = new BufferRing(256, pongBytes);
  readonly #samples = new BufferRing(1024, samplePacketBytes);
  readonly #sample = createSamplePacket();
  #newest: Uint8Array | undefined;
  #newestSequence = 0;
  #heartbeat: NodeJS.Timeout | undefined;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
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
    this.#server.close();
  }

  /** Takes over a request to upgrade that was let in. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.#clients.size >= mostClients) {
      socket.destroy();
      return;
    }
    const wantsSamples = /[?&]samples=1(&|$)/.test(request.url ?? '');
    this.#server.handleUpgrade(request, socket, head, (webSocket) =>
      this.#connect(webSocket, wantsSamples),
    );
  }

  /** Sends frame packet `sequence` to everybody who keeps up. `bytes` must stay as it is for 2 s. */
  sendFrame(bytes: Uint8Array, sequence: number): void {
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
    packet.sequence = tracker.accepted >>> 0;
    packet.sourceTimeMs = sample.sourceTimeMs;
    packet.receivedMs = sample.receivedMs;
    packet.pose = tracker.newest;
    packet.focalLengthMm = tracker.lens.focalLengthMm;
    const { bytes, view } = this.#samples.next();
    encodeSamplePacket(view, packet);
    return bytes;
  }

  #connect(socket: WebSocket, wantsSamples: boolean): void {
    socket.binaryType = 'nodebuffer';
    const client = new PoseClient(socket, wantsSamples, this.#nowMs());
    this.#clients.add(client);
    socket.on('message', (data, isBinary) => this.#message(client, data, isBinary));
    socket.on('pong', () => {
      client.lastHeardMs = this.#nowMs();
    });
    socket.on('close', () => this.#clients.delete(client));
    // A broken or hostile peer ends its own connection and nothing else.
    socket.on('error', () => client.drop());
    if (this.#newest) client.sendFrame(this.#newest, this.#newestSequence);
  }

  #message(client: PoseClient, data: RawData, isBinary: boolean): void {
    const receivedMs = this.#nowMs();
    const known = isBinary && Buffer.isBuffer(data) && data[1] === wireVersion;
    if (known && data[0] === messageType.ping && data.length >= pingBytes) {
      const { bytes, view } = this.#pongs.next();
      encodePong(view, data.readDoubleLE(8), receivedMs, this.#nowMs());
      client.send(bytes);
    } else if (known && data[0] === messageType.ack && data.length >= ackBytes) {
      client.acknowledge(data.readUInt32LE(4), this.#newest, this.#newestSequence);
    } else {
      // Another version or another protocol: nothing it says can be understood.
      client.drop();
      return;
    }
    client.lastHeardMs = receivedMs;
  }

  #checkSilence(): void {
    const now = this.#nowMs();
    for (const client of this.#clients) {
      if (now - client.lastHeardMs > silenceMs) client.drop();
      else client.ping();
    }
  }
}
