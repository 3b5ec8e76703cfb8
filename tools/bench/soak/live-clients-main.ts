import { type Latched, NodeClient } from '../../../tests/support/node-client.ts';
import { answerParent } from '../transport/child.ts';
import { wallHz } from './soak-show.ts';

export type LiveClientsQuestion = { ask: 'open'; url: string; count: number } | { ask: 'take' };

/** What the outputs latched since this was last asked. */
export interface LiveClientsAnswer {
  frames: number;
  /** Drawn without their own packet: moved on from an earlier one, or held. */
  extrapolated: number;
  held: number;
  /** Drawn from the frame's own packet, and yet not like the first that drew that frame. */
  unlike: number;
  /** Frames whose show time or k went back. */
  backwards: number;
}

const fresh = (): LiveClientsAnswer => ({
  frames: 0,
  extrapolated: 0,
  held: 0,
  unlike: 0,
  backwards: 0,
});
/** The poses with which the last frames were first drawn. */
const firstDrawn = new Map<number, number>();
const keptFrames = 600;
let seen = fresh();

function open(url: string): void {
  let last: Latched | undefined;
  const onLatch = (latched: Latched) => {
    seen.frames += 1;
    if (last && (latched.k < last.k || latched.showMs < last.showMs)) seen.backwards += 1;
    last = latched;
    if (!latched.isFresh) seen.held += 1;
    else if (latched.packetK !== latched.k) seen.extrapolated += 1;
    else compare(latched);
  };
  new NodeClient({ url, rate: { num: wallHz, den: 1 }, onLatch });
}

function compare({ k, poses }: Latched): void {
  const first = firstDrawn.get(k);
  if (first === undefined) firstDrawn.set(k, poses);
  else if (first !== poses) seen.unlike += 1;
  firstDrawn.delete(k - keptFrames);
}

function take(): LiveClientsAnswer {
  const taken = seen;
  seen = fresh();
  return taken;
}

answerParent<LiveClientsQuestion>(async (question) => {
  if (question.ask === 'take') return take();
  for (let i = 0; i < question.count; i++) open(question.url);
  return {};
});
