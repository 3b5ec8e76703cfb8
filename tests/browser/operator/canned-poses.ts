import type { Server as HttpServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { encodePong, pongBytes } from '../../../core/wire/clock-messages.ts';
import {
  createFramePacket,
  encodeFramePacket,
  maxFramePacketBytes,
} from '../../../core/wire/frame-packet.ts';
import { messageType } from '../../../core/wire/message-type.ts';
import type { CannedEngine } from './canned-engine.ts';
import { fillFrame } from './canned-status.ts';

/** The pose plane: answers the clock, sends canned frames. Returns how to stop it. */
export function servePoses(http: HttpServer, engine: CannedEngine): () => void {
  const plane = new WebSocketServer({ noServer: true });
  http.on('upgrade', (request, socket, head) => {
    if (!request.url?.startsWith('/pose')) return;
    plane.handleUpgrade(request, socket, head, (client) => {
      client.on('message', (data: Buffer) => {
        const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
        if (view.getUint8(0) !== messageType.ping) return;
        const pong = new DataView(new ArrayBuffer(pongBytes));
        const showMs = engine.showTimeMs();
        encodePong(pong, {
          clientSentMs: view.getFloat64(8, true),
          serverReceivedMs: showMs,
          serverSentMs: showMs,
          showMs,
          rateOffset: 0,
        });
        client.send(pong);
      });
    });
  });
  const packet = createFramePacket();
  const view = new DataView(new ArrayBuffer(maxFramePacketBytes));
  const timer = setInterval(() => {
    fillFrame(packet, engine.state, engine.k(), engine.showTimeMs());
    const length = encodeFramePacket(view, packet);
    for (const client of plane.clients) client.send(view.buffer.slice(0, length));
  }, 33);
  return () => {
    clearInterval(timer);
    for (const client of plane.clients) client.terminate();
  };
}
