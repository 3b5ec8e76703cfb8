import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contentFrom } from '../../../core/models/content-scores.ts';
import { gateInput } from './gate-input.ts';
import { modelsRig } from './rig.ts';
import { fixture, shippedModel } from './shipped-model.ts';

const cases = z
  .array(z.object({ seed: z.int(), probabilities: z.array(z.number()).length(5) }))
  .parse(JSON.parse(fixture('content-gate-tfjs.json').toString()));

describe('the content gate', () => {
  it('gives the probabilities that TensorFlow.js gives with the same weights', async () => {
    const model = await shippedModel('content-gate');
    for (const { seed, probabilities } of cases) {
      const { values } = await model.run(gateInput(seed), [1, 224, 224, 3]);
      expect(values).toHaveLength(5);
      values.forEach((value, index) => {
        expect(value).toBeCloseTo(probabilities[index] ?? Number.NaN, 2.5);
      });
    }
  });

  it('takes a flower for nothing of concern', async () => {
    const { models } = modelsRig();
    const scores = await models.contentOf(fixture('esrgan-slim-input.png'));
    expect(scores?.neutral).toBeGreaterThan(0.95);
  });

  it('names no numbers that are no probabilities', () => {
    expect(contentFrom([0.1, 0.2, 0.3, 0.2, 0.2])).toMatchObject({ drawing: 0.1, sexy: 0.2 });
    expect(contentFrom([0.1, 0.2, Number.NaN, 0.2, 0.2])).toBeUndefined();
    expect(contentFrom([0.1, 0.2])).toBeUndefined();
    expect(contentFrom([9, 0, 0, 0, 0])).toBeUndefined();
  });
});
