import { messageType, wireVersion } from './message-type.ts';

export const pingBytes = 16;
export const pongBytes = 48;
export const ackBytes = 12;

/** Client → server: type, version, 6 spare, client time t0 f64 @8. */
export function encodePing(view: DataView, clientSentMs: number): number {
  view.setUint8(0, messageType.ping);
  view.setUint8(1, wireVersion);
  view.setFloat64(8, clientSentMs, true);
  return pingBytes;
}

/** An answer to a ping: the exchange on the server's clock, and how show time lies on that clock. */
export interface Pong {
  clientSentMs: number;
  serverReceivedMs: number;
  serverSentMs: number;
  /** Show time at `serverSentMs`, and how much faster it runs than the server's clock. */
  showMs: number;
  rateOffset: number;
}

/**
 * Server → client: client sent f64 @8, server received f64 @16, server sent f64 @24 (both on the
 * server's own clock), show time at that moment f64 @32, rate offset f64 @40.
 */
export function encodePong(view: DataView, pong: Readonly<Pong>): number {
  view.setUint8(0, messageType.pong);
  view.setUint8(1, wireVersion);
  view.setFloat64(8, pong.clientSentMs, true);
  view.setFloat64(16, pong.serverReceivedMs, true);
  view.setFloat64(24, pong.serverSentMs, true);
  view.setFloat64(32, pong.showMs, true);
  view.setFloat64(40, pong.rateOffset, true);
  return pongBytes;
}

/** A pong's fields; nothing when it is cut short. */
export function decodePong(view: DataView): Pong | undefined {
  if (view.byteLength < pongBytes) return undefined;
  return {
    clientSentMs: view.getFloat64(8, true),
    serverReceivedMs: view.getFloat64(16, true),
    serverSentMs: view.getFloat64(24, true),
    showMs: view.getFloat64(32, true),
    rateOffset: view.getFloat64(40, true),
  };
}

/**
 * Client → server: the newest frame packet sequence seen, u32 @4, and how long before their frames' time the
 * packets since the last acknowledgement had to be sent to be there when they were latched, ms, the most of them,
 * f32 @8; negative where a frame is latched later than a packet comes, NaN where it is not known.
 */
export function encodeAck(view: DataView, sequence: number, neededLeadMs: number): number {
  view.setUint8(0, messageType.ack);
  view.setUint8(1, wireVersion);
  view.setUint32(4, sequence, true);
  view.setFloat32(8, neededLeadMs, true);
  return ackBytes;
}
