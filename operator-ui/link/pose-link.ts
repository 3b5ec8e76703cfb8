import { ClockEstimate } from '../../core/time/clock-estimate.ts';
import {
  ackBytes,
  encodeAck,
  encodePing,
  pingBytes,
  pongBytes,
} from '../../core/wire/clock-messages.ts';
import { messageType, wireVersion } from '../../core/wire/message-type.ts';
import { localNowMs } from './messages.ts';

export interface PoseSink {
  /** A frame packet; the bytes are the sink's. */
  frame(packet: ArrayBuffer): void;
  clock(offsetMs: number, roundTripMs: number): void;
  gone(): void;
}

const retryMs = 1000;
/** Every ping is answered; a cable that was pulled closes nothing, silence does. */
const silentMs = 3000;
const frameHeaderBytes = 40;
/** Quick at first, so that the clock is known within a second. */
const pingMs = (sent: number): number => (sent < 8 ? 100 : 1000);

/** Keeps a socket to the pose plane open, and the clock by four timestamps, for as long as its Worker lives. */
export function openPoseLink(url: string, sink: PoseSink): void {
  const ping = new DataView(new ArrayBuffer(pingBytes));
  const ack = new DataView(new ArrayBuffer(ackBytes));
  const clock = new ClockEstimate();

  const connect = () => {
    const socket = new WebSocket(url);
    socket.binaryType = 'arraybuffer';
    let timer: ReturnType<typeof setTimeout> | undefined;
    let sent = 0;
    let heardAtMs = localNowMs();
    let isGone = false;

    const leave = () => {
      if (isGone) return;
      isGone = true;
      clearTimeout(timer);
      socket.close();
      // A restarted server may stand on another clock; its first answers decide.
      clock.forget();
      sink.gone();
      setTimeout(connect, retryMs);
    };
    const beat = () => {
      if (localNowMs() - heardAtMs > silentMs) return leave();
      encodePing(ping, localNowMs());
      socket.send(ping);
      timer = setTimeout(beat, pingMs(sent++));
    };
    socket.onopen = beat;
    socket.onclose = leave;
    socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (isGone || !(data instanceof ArrayBuffer) || data.byteLength < 8) return;
      heardAtMs = localNowMs();
      const view = new DataView(data);
      if (view.getUint8(1) !== wireVersion) return;
      if (view.getUint8(0) === messageType.pong) takePong(clock, view, heardAtMs, sink);
      if (view.getUint8(0) !== messageType.frame || data.byteLength < frameHeaderBytes) return;
      const sequence = view.getUint32(8, true);
      // The server keeps a window of unacknowledged packets; every second one keeps it open.
      if (sequence % 2 === 0) {
        encodeAck(ack, sequence);
        socket.send(ack);
      }
      sink.frame(data);
    };
  };
  connect();
}

function takePong(
  clock: ClockEstimate,
  view: DataView,
  clientReceivedMs: number,
  sink: PoseSink,
): void {
  if (view.byteLength < pongBytes) return;
  clock.add({
    clientSentMs: view.getFloat64(8, true),
    serverReceivedMs: view.getFloat64(16, true),
    serverSentMs: view.getFloat64(24, true),
    clientReceivedMs,
  });
  if (!clock.isKnown) return;
  sink.clock(clock.showTimeMs(clientReceivedMs) - clientReceivedMs, clock.roundTripMs);
}
