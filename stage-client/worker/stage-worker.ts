import { io, type Socket } from 'socket.io-client';
import type { ClientEvents, Hello, ServerEvents } from '../../core/wire/events.ts';
import { PacketRing } from '../../core/wire/packet-ring.ts';
import { localNowMs, type ToPage, type ToWorker } from '../messages.ts';
import { PoseLink } from './pose-link.ts';
import { ReportRelay } from './report-relay.ts';

/** Owns both planes of a stage page, so that a long frame on the page delays no packet and no heartbeat. */
type Control = Socket<ServerEvents, ClientEvents>;

const scope = self as unknown as {
  postMessage: (message: ToPage, transfer?: Transferable[]) => void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
};

const reportMs = 500;

function connectControl(origin: string, hello: Hello): Control {
  const socket: Control = io(origin, {
    transports: ['websocket'],
    auth: hello,
    reconnectionDelay: 250,
    reconnectionDelayMax: 1000,
    randomizationFactor: 0.3,
    timeout: 2000,
  });
  socket.on('snapshot', (snapshot) => {
    hello.build ||= snapshot.build;
    scope.postMessage({ type: 'snapshot', snapshot });
  });
  socket.on('patch', (patch) => scope.postMessage({ type: 'patch', patch }));
  socket.on('claimed', ({ output, role }) => scope.postMessage({ type: 'claimed', output, role }));
  socket.on('capture', ({ token }) => scope.postMessage({ type: 'capture', token }));
  return socket;
}

function openPoseLink(
  origin: string,
  memory: SharedArrayBuffer | null,
  changed: () => void,
): PoseLink {
  const ring = memory ? new PacketRing(memory) : undefined;
  const url = `${origin.replace(/^http/, 'ws')}/pose`;
  const link = new PoseLink({
    connect: () => new WebSocket(url),
    localNowMs,
    sink: {
      frame(k, packet, receivedMs) {
        if (ring) ring.write(k, new Uint8Array(packet), receivedMs);
        else scope.postMessage({ type: 'packet', k, packet, receivedMs }, [packet]);
      },
      clock(line) {
        if (ring) ring.writeClock(line);
        else scope.postMessage({ type: 'clock', line });
      },
      changed,
    },
  });
  link.start();
  return link;
}

function start({ output, client, origin, memory }: Extract<ToWorker, { type: 'start' }>): void {
  const control = connectControl(origin, { page: 'stage', output, client, build: '' });
  const relay = new ReportRelay();
  const sendReport = () => {
    const report = relay.now(performance.now());
    if (report) control.emit('report', report);
  };
  const sendLink = () =>
    scope.postMessage({
      type: 'link',
      link: {
        control: control.connected,
        pose: link.isOpen,
        clockErrorMs: link.session.clock.errorBoundMs(localNowMs()),
        roundTripMs: link.session.clock.roundTripMs,
        skewPpm: link.session.clock.skew * 1e6,
      },
    });
  const link = openPoseLink(origin, memory, () => sendLink());
  control.on('connect', () => {
    control.emit('prepared', relay.prepared);
    sendReport();
    sendLink();
  });
  control.on('disconnect', sendLink);
  setInterval(() => {
    sendLink();
    if (control.connected) sendReport();
  }, reportMs);
  scope.onmessage = ({ data }: MessageEvent<ToWorker>) => {
    if (data.type === 'report') relay.takeReport(data.report, performance.now());
    if (data.type === 'latches') link.session.latchWaitMs = data.waitMs;
    if (data.type === 'prepared') {
      relay.takePrepared(data.keys);
      control.emit('prepared', data.keys);
    }
    if (data.type === 'switched') control.emit('switched', data.report);
    if (data.type === 'resync') control.disconnect().connect();
  };
}

scope.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === 'start') start(data);
};
