import { createSocket } from 'node:dgram';
import { createPose } from '../../../core/math.ts';
import { startTicker, type Ticker } from '../../../devices/simulated/ticker.ts';
import { oscFloats } from '../../../tests/support/pose-sender.ts';
import { createMove, type MoveName } from '../motion/moves.ts';
import { randomFrom } from '../motion/random.ts';
import { answerParent } from '../transport/child.ts';
import { stampsPerMetre } from './page-task.ts';
import { sharedMs } from './shared-clock.ts';

export type TrackerQuestion =
  /** Sends poses: numbered packets, or a move's true poses at the moment of sending. */
  | {
      ask: 'start';
      host: string;
      port: number;
      hz: number;
      move?: { name: MoveName; seed: number };
    }
  | { ask: 'stop' };

/** When each packet was sent, by its number: ms since 1970. */
export interface Sent {
  sentMs: number[];
}

const socket = createSocket('udp4');
let ticker: Ticker | undefined;
let sentMs: number[] = [];

function start({ host, port, hz, move }: Extract<TrackerQuestion, { ask: 'start' }>): void {
  sentMs = [];
  const pose = createPose();
  const truth = move && createMove(move.name, randomFrom(move.seed));
  ticker = startTicker(hz, sharedMs, () => {
    const nowMs = sharedMs();
    const stamp = sentMs.push(nowMs) - 1;
    if (truth) truth(pose, nowMs);
    else pose.position[0] = stamp / stampsPerMetre;
    const numbers = [...pose.position, ...pose.orientation];
    socket.send(oscFloats('/cyc/camera/1/pose', numbers), port, host);
  });
}

answerParent<TrackerQuestion>(async (question) => {
  ticker?.stop();
  if (question.ask === 'start') start(question);
  return { sentMs };
});
