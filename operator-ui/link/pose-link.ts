import { PoseSession, type ShowLine } from '../../core/wire/pose-session.ts';
import { localNowMs } from './messages.ts';

export interface PoseSink {
  /** A frame packet; the bytes are the sink's. */
  frame(packet: ArrayBuffer): void;
  /** How show time lies on the local clock, and the least round trip, ms. */
  clock(line: ShowLine, roundTripMs: number): void;
  gone(): void;
}

const retryMs = 1000;
/** Every ping is answered; a cable that was pulled closes nothing, silence does. */
const silentMs = 3000;

/** Keeps a socket to the pose plane open, and the clock by four timestamps, for as long as its Worker lives. */
export function openPoseLink(url: string, sink: PoseSink): void {
  const session = new PoseSession({
    frame: (_k, packet) => sink.frame(packet),
    clock: (line) => sink.clock({ ...line }, session.clock.roundTripMs),
  });

  const connect = () => {
    const socket = new WebSocket(url);
    socket.binaryType = 'arraybuffer';
    let timer: ReturnType<typeof setTimeout> | undefined;
    let heardAtMs = localNowMs();
    let isGone = false;

    const leave = () => {
      if (isGone) return;
      isGone = true;
      clearTimeout(timer);
      socket.close();
      sink.gone();
      setTimeout(connect, retryMs);
    };
    const beat = () => {
      if (localNowMs() - heardAtMs > silentMs) return leave();
      socket.send(session.ping(localNowMs()));
      timer = setTimeout(beat, session.nextPingMs);
    };
    socket.onopen = () => {
      session.opened();
      beat();
    };
    socket.onclose = leave;
    socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (isGone || !(data instanceof ArrayBuffer)) return;
      heardAtMs = localNowMs();
      const answer = session.receive(data, heardAtMs);
      if (answer) socket.send(answer);
    };
  };
  connect();
}
