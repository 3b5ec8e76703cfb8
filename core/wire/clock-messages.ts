import { messageType, wireVersion } from './message-type.ts';

export const pingBytes = 16;
export const pongBytes = 32;
export const ackBytes = 8;

/** Client → server: type, version, 6 spare, client time t0 f64 @8. */
export function encodePing(view: DataView, clientSentMs: number): number {
  view.setUint8(0, messageType.ping);
  view.setUint8(1, wireVersion);
  view.setFloat64(8, clientSentMs, true);
  return pingBytes;
}

/** Server → client: t0 f64 @8, receive show time t1 f64 @16, send show time t2 f64 @24. */
export function encodePong(view: DataView, t0: number, t1: number, t2: number): number {
  view.setUint8(0, messageType.pong);
  view.setUint8(1, wireVersion);
  view.setFloat64(8, t0, true);
  view.setFloat64(16, t1, true);
  view.setFloat64(24, t2, true);
  return pongBytes;
}

/** Client → server: the newest frame packet sequence seen, u32 @4. */
export function encodeAck(view: DataView, sequence: number): number {
  view.setUint8(0, messageType.ack);
  view.setUint8(1, wireVersion);
  view.setUint32(4, sequence, true);
  return ackBytes;
}
