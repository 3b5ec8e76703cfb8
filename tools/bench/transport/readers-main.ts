import { answerParent } from './child.ts';
import { contenderOf } from './contenders.ts';
import { monotonicMs } from './monotonic.ts';
import { openPoseReader } from './pose-readers.ts';

export type ReaderQuestion = { ask: 'open'; port: number; count: number } | { ask: 'take' };

/** What came to all clients since the last question. */
export interface Arrivals {
  /** When each message came, on the machine's monotonic clock. */
  atMs: Float64Array;
  /** How old it then was. */
  ageMs: Float64Array;
}

const most = 1 << 18;
const contender = contenderOf(process.argv[2]);
const atMs = new Float64Array(most);
const ageMs = new Float64Array(most);
let count = 0;

function onPose(sentMs: number): void {
  if (count === most) return;
  const nowMs = monotonicMs();
  atMs[count] = nowMs;
  ageMs[count++] = nowMs - sentMs;
}

function take(): Arrivals {
  const taken = { atMs: atMs.slice(0, count), ageMs: ageMs.slice(0, count) };
  count = 0;
  return taken;
}

answerParent<ReaderQuestion>(async (question) => {
  if (question.ask === 'take') return take();
  for (let i = 0; i < question.count; i++) await openPoseReader(contender, question.port, onPose);
  return {};
});
