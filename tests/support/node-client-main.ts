import type { Rate } from '../../core/time/rate.ts';
import { type Latched, NodeClient } from './node-client.ts';

export type NodeClientQuestion =
  | { ask: 'open'; url: string; rate: Rate; skewPpm: number }
  | { ask: 'take' };

let latched: Latched[] = [];

process.on('message', (question: NodeClientQuestion) => {
  if (question.ask === 'open') {
    new NodeClient({ ...question, onLatch: (each) => latched.push(each) });
    return;
  }
  process.send?.(latched);
  latched = [];
});
process.on('disconnect', () => process.exit(0));
