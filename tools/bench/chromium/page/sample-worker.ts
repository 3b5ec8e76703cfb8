import { createSamplePacket, decodeSamplePacket } from '../../../../core/wire/sample-packet.ts';
import { localNowMs } from '../../../../stage-client/messages.ts';
import { PoseLink } from '../../../../stage-client/worker/pose-link.ts';
import { SampleCell } from './sample-cell.ts';

/** What the page sends to begin with: shared memory for the newest sample, or none. */
export interface SampleWorkerStart {
  origin: string;
  memory: SharedArrayBuffer | null;
}

const scope = self as unknown as {
  postMessage: (numbers: Float64Array) => void;
  onmessage: ((event: MessageEvent<SampleWorkerStart>) => void) | null;
};

scope.onmessage = ({ data: { origin, memory } }) => {
  const cell = memory && new SampleCell(memory);
  const sample = createSamplePacket();
  const numbers = new Float64Array(7);
  const url = `${origin.replace(/^http/, 'ws')}/pose?samples=1`;
  const take = (data: unknown): void => {
    if (!(data instanceof ArrayBuffer) || !decodeSamplePacket(new DataView(data), sample)) return;
    const { position, orientation } = sample.pose;
    for (let i = 0; i < 3; i++) numbers[i] = position[i] ?? 0;
    for (let i = 0; i < 4; i++) numbers[3 + i] = orientation[i] ?? 0;
    if (cell) cell.write(numbers);
    else scope.postMessage(numbers);
  };
  const link = new PoseLink({
    connect: () => {
      const socket = new WebSocket(url);
      socket.addEventListener('message', (event) => take(event.data));
      return socket;
    },
    localNowMs,
    sink: { frame: () => {}, clock: () => {}, changed: () => {} },
  });
  link.start();
};
