import { io } from 'socket.io-client';
import { type PoseSource, setPose, type WantedFrame } from './pose-source.ts';

/** The newest pose that a message brought, drawn at the next refresh: how one begins. */
class NewestSource implements PoseSource {
  newest: ArrayLike<number> | undefined;

  frameAt(_refreshMs: number, { pose }: WantedFrame): boolean {
    if (!this.newest) return false;
    setPose(pose, this.newest);
    return true;
  }
}

/** As people write it: socket.io on the page's own thread. */
export function naiveSource(): PoseSource {
  const source = new NewestSource();
  io().on('pose', (pose: number[]) => {
    source.newest = pose;
  });
  return source;
}

/** With more care: a plain WebSocket and binary messages. */
export function carefulSource(): PoseSource {
  const source = new NewestSource();
  const socket = new WebSocket(location.origin.replace(/^http/, 'ws'));
  socket.binaryType = 'arraybuffer';
  socket.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer>) => {
    source.newest = new Float64Array(data);
  });
  return source;
}
