import { expect, test } from 'vitest';
import { residualEnd } from '../../render/stage-view/stage-mark.ts';

test('the line of a mark goes where the solution has it, a hundred times as far', () => {
  const end = residualEnd({ label: '1', at: [1, 2, -3], solved: [1.002, 1.999, -3] });
  [1.2, 1.9, -3].forEach((value, i) => {
    expect(end?.[i]).toBeCloseTo(value, 9);
  });
});

test('a mark that nothing was solved for, or that is missed without end, has no line', () => {
  expect(residualEnd({ label: '1', at: [1, 2, -3] })).toBeUndefined();
  expect(residualEnd({ label: '1', at: [1, 2, -3], solved: [Number.NaN, 0, 0] })).toBeUndefined();
});
