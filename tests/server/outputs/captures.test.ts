import { expect, test } from 'vitest';
import { Captures } from '../../../server/outputs/captures.ts';
import { OutputRegistry } from '../../../server/outputs/output-registry.ts';

test('a picture that comes after nobody waits for it any more is no fault of the page, one that nobody asked for is', async () => {
  const outputs = new OutputRegistry({
    nowMs: () => 0,
    rate: () => ({ num: 60, den: 1 }),
    outputs: () => [{ id: 'a', size: [16, 16], slices: [], photonDelayMs: 0 }],
  });
  let runOut = () => {};
  const captures = new Captures(outputs, (_ms, callback) => {
    runOut = callback;
    return () => {};
  });
  const asked: string[] = [];
  const capture = (token: string) => asked.push(token);
  outputs.claim('a', { client: 'page', sameBuild: true, claimed: () => {}, capture });
  const picture = captures.capture('a');
  runOut();
  expect(await picture).toBeUndefined();
  expect(captures.deliver('a', asked[0] ?? '', Buffer.alloc(1), 7)).toBe(true);
  expect(captures.deliver('a', 'another', Buffer.alloc(1), 7)).toBe(false);
});
