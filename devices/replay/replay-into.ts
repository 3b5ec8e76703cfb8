import type { Device, RemoteAddress } from '../device.ts';
import type { RecordedDatagram } from './recording.ts';

/**
 * Gives a whole recording to a device at once, each datagram as if it came from its recorded port on
 * loopback (so that two recorded senders stay two). `beforeEach` may set a clock to `tMs`.
 */
export function replayInto(
  device: Device,
  recording: readonly RecordedDatagram[],
  beforeEach: (tMs: number) => void = () => {},
): void {
  for (const datagram of recording) {
    beforeEach(datagram.tMs);
    device.receive(datagram.bytes, loopbackSender(datagram));
  }
}

/** The sender of a recorded datagram, moved to loopback: the recording stage's network is not ours. */
export function loopbackSender({ from }: RecordedDatagram): RemoteAddress {
  const port = Number(from?.slice(from.lastIndexOf(':') + 1));
  return { address: '127.0.0.1', port: Number.isInteger(port) ? port : 0 };
}
