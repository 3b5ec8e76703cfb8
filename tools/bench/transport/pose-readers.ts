import { io } from 'socket.io-client';
import { WebSocket } from 'ws';
import { ackBytes, encodeAck } from '../../../core/wire/clock-messages.ts';
import type { Contender } from './contenders.ts';
import { sentMsOf } from './pose-message.ts';

type OnPose = (sentMs: number) => void;

/** Opens one client of a contender; resolves when it is connected. */
export function openPoseReader(
  contender: Contender,
  port: number,
  onPose: OnPose,
): Promise<void> {
  if (contender === 'ours') return openOurs(port, onPose);
  if (contender.startsWith('ws')) return openWs(port, onPose);
  return openSocketIo(port, onPose);
}

async function openOurs(port: number, onPose: OnPose): Promise<void> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/pose`);
  const ack = new DataView(new ArrayBuffer(ackBytes));
  let since = 0;
  socket.on('message', (data: Buffer) => {
    if (data[0] !== 1) return;
    onPose(sentMsOf(data));
    if (++since < 4) return;
    since = 0;
    encodeAck(ack, data.readUInt32LE(8));
    socket.send(ack);
  });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
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
