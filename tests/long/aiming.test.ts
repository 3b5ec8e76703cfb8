import { describe, expect, it } from 'vitest';
import { heldOut, six, two } from '../core/registration/aimed-places.ts';
import {
  aimingTrials,
  gaussian,
  type TrialSummary,
  uniform,
} from '../core/registration/aiming-trial.ts';
import { printedSeed } from '../support/random.ts';

const seeds = 1000;

function print(what: string, { aims95, seeds95, worstSeed }: TrialSummary): void {
  console.log(
    `${what}, ${seeds} seeds: 95 % of other aims within ${aims95.toFixed(2)} px, 95 % of the seeds' RMS within ${seeds95.toFixed(2)} px, worst seed ${worstSeed}`,
  );
}

describe(`registration and mount by aiming, over ${seeds} seeds`, () => {
  it('foretell 95 % of other aims to 1 px from six aims off by up to 1 px each way', () => {
    const trial = { places: two, noise: uniform(2), heldOut };
    const run = aimingTrials(printedSeed('six aims, up to 1 px'), seeds, trial);
    print('six aims, up to ±1 px each way', run);
    expect(run.aims95).toBeLessThanOrEqual(1);
    expect(run.seeds95).toBeLessThanOrEqual(1);
  });

  it('do so from eighteen aims with normal noise of σ 1 px, which six cannot', () => {
    const noise = gaussian(1);
    const few = aimingTrials(printedSeed('six aims, σ 1 px'), seeds, {
      places: two,
      noise,
      heldOut,
    });
    print('six aims, σ 1 px each way', few);
    console.log(
      'Ten unknowns from twelve equations: no method gets more out of six such aims. The error falls with the square root of their number.',
    );
    const many = aimingTrials(printedSeed('18 aims, σ 1 px'), seeds, {
      places: six,
      noise,
      heldOut,
    });
    print('eighteen aims, σ 1 px each way', many);
    expect(few.aims95).toBeLessThanOrEqual(2);
    expect(many.aims95).toBeLessThanOrEqual(1.05);
  });
});
