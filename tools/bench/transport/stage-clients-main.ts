import { WebSocket } from 'ws';
import { createFramePacket, decodeFramePacket } from '../../../core/wire/frame-packet.ts';
import { PoseLink } from '../../../stage-client/worker/pose-link.ts';
import { quantile } from '../bench.ts';
import { answerParent } from './child.ts';
import { monotonicMs } from './monotonic.ts';

export type ClientsQuestion = { ask: 'open'; port: number; count: number } | { ask: 'take' };

/** Of all poses that came to all clients since the last question, ms. */
export interface Ages {
  poses: number;
  /** From the newest sample that a pose was made of to its arrival here. */
  p50Ms: number;
  p99Ms: number;
  /** From the server's sending alone. */
  oneWayP50Ms: number;
  oneWayP99Ms: number;
}

const most = 1 << 18;
const packet = createFramePacket();
const ageMs = new Float64Array(most);
const oneWayMs = new Float64Array(most);
let count = 0;

/** One client with the code of a stage page's Worker; it measures on its own estimate of the server's clock. */
function openClient(port: number): Promise<void> {
  return new Promise((resolve) => {
    const link = new PoseLink({
      sink: {
        frame: (_k, bytes, receivedMs) => {
          const serverMs = receivedMs + link.session.clock.offsetMs(receivedMs);
          if (decodeFramePacket(new DataView(bytes), packet)) note(serverMs);
        },
        clock: () => {},
        changed: () => link.isOpen && resolve(),
      },
      connect: () => new WebSocket(`ws://127.0.0.1:${port}/pose`),
      localNowMs: monotonicMs,
    });
    link.start();
  });
}

function note(serverMs: number): void {
  const oneWay = serverMs - packet.sentServerMs;
  for (let i = 0; i < packet.cameraCount && count < most; i++) {
    const sampleAgeMs =
      (packet.cameras[i]?.ageMs ?? Number.NaN) - (packet.targetMs - packet.sentMs);
    oneWayMs[count] = oneWay;
    ageMs[count++] = sampleAgeMs + oneWay;
  }
}

function take(): Ages {
  const ages = ageMs.subarray(0, count);
  const oneWay = oneWayMs.subarray(0, count);
  const taken = {
    poses: count,
    p50Ms: quantile(ages, 0.5),
    p99Ms: quantile(ages, 0.99),
    oneWayP50Ms: quantile(oneWay, 0.5),
    oneWayP99Ms: quantile(oneWay, 0.99),
  };
  count = 0;
  return taken;
}

answerParent<ClientsQuestion>(async (question) => {
  if (question.ask === 'take') return take();
  for (let i = 0; i < question.count; i++) await openClient(question.port);
  return {};
});
