import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChange, applyPatch, diff, sameJson, valueAt } from '../../../core/show/patch.ts';
import { printedSeed } from '../../support/random.ts';

const names = fc.constantFrom('a', 'b', 'c', '0', 'länge');
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, 0, 1, -0.5, '', 'x', true, false),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(names, tie('tree'), { maxKeys: 3 }),
  ),
}));
const seed = printedSeed('patches');

describe('a patch', () => {
  it('turns any document into any other', () => {
    fc.assert(
      fc.property(tree, tree, (before, after) => {
        expect(applyPatch(before, diff(before, after))).toEqual(after);
      }),
      { seed, numRuns: 500 },
    );
  });

  it('survives JSON on its way to a client', () => {
    fc.assert(
      fc.property(tree, tree, (before, after) => {
        const ops = JSON.parse(JSON.stringify(diff(before, after)));
        expect(applyPatch(before, ops)).toEqual(after);
      }),
      { seed, numRuns: 300 },
    );
  });

  it('is empty between equal documents and leaves its input alone', () => {
    fc.assert(
      fc.property(tree, tree, (before, after) => {
        const copy = structuredClone(before);
        applyPatch(before, diff(before, after));
        expect(before).toEqual(copy);
        expect(sameJson(before, copy)).toBe(true);
      }),
      { seed, numRuns: 200 },
    );
  });

  it('shares everything that did not change', () => {
    const before = { a: { deep: [1, 2] }, b: 1 };
    const after = applyChange(before, { path: ['b'], after: 2 });
    expect(after.a).toBe(before.a);
  });

  it('never reaches a prototype', () => {
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      applyChange({}, { path: [key, 'polluted'], after: true });
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('finds nothing where nothing is', () => {
    expect(valueAt({ a: [1] }, ['a', 3, 'b'])).toBeUndefined();
  });
});
