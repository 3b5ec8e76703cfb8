import { describe, expect, it } from 'vitest';
import { environmentOfVariation } from '../../../core/backdrops/environment-of-variation.ts';
import { reduce } from '../../../core/commands/reduce.ts';
import { withCandidate } from '../../../core/show/candidate.ts';
import { showSchema } from '../../../core/show/show-schema.ts';
import { initialState } from '../../../core/show/state.ts';

const show = showSchema.parse({
  environments: [
    { id: 'a', kind: 'scene', source: 'desert' },
    { id: 'b', kind: 'scene', source: 'city' },
  ],
});
const state = initialState(show, 0);
const picture = { projection: 'plate', sha256: 'ab'.repeat(32), extension: 'png' } as const;
const environment = environmentOfVariation('bd-1-0', 'A street', { picture, seed: 3 });
if (!environment) throw new Error('a picture is an environment');
const candidate = { environment, sha256: picture.sha256, sinceMs: 5000 };

describe('the show with a candidate', () => {
  it('is what a push makes of it, for who looks alone', () => {
    const looked = withCandidate(state, candidate);
    const pushed = reduce(
      state,
      { type: 'backdrop.pushed', environment, sha256: picture.sha256 },
      { showTimeMs: 5000, k: 0, takeK: 0, sceneIds: [] },
    );
    expect(pushed).toEqual({ ok: true, value: looked });
  });

  it('leaves program and stage the same objects, so that nothing of them is loaded anew', () => {
    const looked = withCandidate(state, candidate);
    expect(looked.program).toBe(state.program);
    expect(looked.show.stage).toBe(state.show.stage);
    expect(state.preview.environment).toBe('b');
    expect(state.assets).toEqual({});
  });

  it('shows it as it was made where the show has it already, changed since', () => {
    const changed = { ...environment, params: { exposure: -3 } };
    const known = { ...state, show: { ...show, environments: [...show.environments, changed] } };
    const looked = withCandidate(known, candidate);
    expect(looked.show.environments.filter(({ id }) => id === 'bd-1-0')).toEqual([environment]);
    expect(looked.preview.params).toEqual({});
  });
});
