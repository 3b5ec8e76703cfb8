import { createSocket } from 'node:dgram';
import { isIPv6 } from 'node:net';

export interface UdpSender {
  send(bytes: Uint8Array): void;
  /** Datagrams that the system did not take, and why the last one was not. */
  failures(): { count: number; last: string };
  close(): Promise<void>;
}

export interface UdpTarget {
  host: string;
  port: number;
  /** Address of the interface that multicast leaves by. */
  multicastInterface?: string;
}

/** Hops a group may travel: as the OpenTrackIO reference sender does. */
const multicastTtl = 2;

/** Opens a socket that sends to one target, unicast or group. Rejects when it cannot be opened. */
export function openUdpSender({ host, port, multicastInterface }: UdpTarget): Promise<UdpSender> {
  const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
  const failed = { count: 0, last: '' };
  const note = (error: Error | null): void => {
    if (!error) return;
    failed.count += 1;
    failed.last = error.message;
  };
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(0, () => {
      socket.off('error', reject);
      socket.on('error', note);
      socket.setMulticastTTL(multicastTtl);
      if (multicastInterface !== undefined) socket.setMulticastInterface(multicastInterface);
      resolve({
        send: (bytes) => socket.send(bytes, port, host, note),
        failures: () => failed,
        close: () => new Promise((closed) => socket.close(() => closed())),
      });
    });
  });
}
