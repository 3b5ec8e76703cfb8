import { io } from 'socket.io-client';
import { WebSocket } from 'ws';
import { PoseLink } from '../../../stage-client/worker/pose-link.ts';
import type { Contender } from './contenders.ts';
import { monotonicMs } from './monotonic.ts';
import { sentMsOf } from './pose-message.ts';

type OnPose = (sentMs: number) => void;

/** Opens one client of a contender; resolves when it is connected. */
export function openPoseReader(contender: Contender, port: number, onPose: OnPose): Promise<void> {
  if (contender === 'ours') return openOurs(port, onPose);
  if (contender.startsWith('ws')) return openWs(port, onPose);
  return openSocketIo(port, onPose);
}

/** The code of a stage page's Worker, with its acknowledgements and its clock. */
function openOurs(port: number, onPose: OnPose): Promise<void> {
  return new Promise((resolve) => {
    const link = new PoseLink({
      sink: {
        frame: (_k, packet) => onPose(sentMsOf(new DataView(packet))),
        clock: () => {},
        changed: () => link.isOpen && resolve(),
      },
      connect: () => new WebSocket(`ws://127.0.0.1:${port}/pose`),
      localNowMs: monotonicMs,
    });
    link.start();
  });
}

async function openWs(port: number, onPose: OnPose): Promise<void> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/`);
  socket.on('message', (data: Buffer) => onPose(sentMsOf(data)));
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
}

async function openSocketIo(port: number, onPose: OnPose): Promise<void> {
  const socket = io(`http://127.0.0.1:${port}`, { transports: ['websocket'], forceNew: true });
  socket.on('pose', (pose: Buffer | number[]) =>
    onPose(Array.isArray(pose) ? (pose[0] ?? Number.NaN) : sentMsOf(pose)),
  );
  await new Promise<void>((resolve) => socket.once('connect', resolve));
}
