import { describe, expect, it } from 'vitest';
import { type PageTask, queryOf, taskOf } from '../../../../tools/bench/chromium/page-task.ts';

describe('the task of a bench page', () => {
  it.each<PageTask>([
    { measures: 'clock', peers: 'wss://10.77.0.1:8443' },
    { measures: 'frames', draws: 'barrier', output: 'o 1', slowMs: 30 },
  ])('comes back from the address of its page: %j', (task) => {
    expect(taskOf(`?${queryOf(task)}`)).toEqual(task);
  });

  it('is refused for a contender that does not exist', () => {
    expect(() => taskOf('?measures=frames&draws=fastest')).toThrow('fastest');
  });
});
