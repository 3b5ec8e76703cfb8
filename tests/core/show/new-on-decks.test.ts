import { describe, expect, it } from 'vitest';
import { reduce } from '../../../core/commands/reduce.ts';
import { withdrawBackdrops } from '../../../core/commands/reduce-backdrop.ts';
import { newOnDecks } from '../../../core/show/new-on-decks.ts';
import { initialState, type ShowState } from '../../../core/show/state.ts';
import { sceneIds, twoWalls } from './two-walls.ts';

/** Desert on program, city on preview. */
const begun = (): ShowState => initialState(twoWalls(), 0);
const context = { showTimeMs: 5000, k: 300, sceneIds };
const changed = (state: ShowState, change: Parameters<typeof reduce>[1]): ShowState => {
  const next = reduce(state, change, context);
  if (!next.ok) throw new Error(next.fault[0]?.message);
  return next.value;
};
const preview = (id: string) => ({ type: 'environment.preview', id }) as const;
const take = {
  type: 'environment.take',
  transition: { kind: 'fade', frames: 24 },
  timeoutMs: 1,
  force: true,
} as const;

describe('what a change puts on a deck', () => {
  it('is what comes to preview, and what a take brings to program', () => {
    const state = begun();
    expect(newOnDecks(state, changed(state, preview('grid')))).toEqual(['grid']);
    expect(newOnDecks(state, changed(state, take))).toEqual(['city']);
  });

  it('is not what a take puts down, nor what stands where it stood', () => {
    const state = changed(begun(), preview('grid'));
    expect(newOnDecks(state, changed(state, take))).not.toContain('desert');
    const params = { type: 'environment.params', id: 'grid', deck: 'preview', params: {} } as const;
    expect(newOnDecks(state, changed(state, params))).toEqual([]);
    expect(
      newOnDecks(state, {
        ...state,
        show: { ...state.show, environments: [...state.show.environments] },
      }),
    ).toEqual([]);
  });

  it.each(['program', 'preview'] as const)('is what becomes another on %s', (deck) => {
    const state = begun();
    const id = state[deck].environment;
    const fresh = (change: object) => {
      const environments = state.show.environments.map((e) =>
        e.id === id ? { ...e, ...change } : e,
      );
      return newOnDecks(state, { ...state, show: { ...state.show, environments } });
    };
    expect(fresh({ source: 'grid' })).toEqual([id]);
    expect(fresh({ backdrop: { id: 'bd-1' } })).toEqual([id]);
    expect(fresh({ name: 'renamed', params: { hour: 3 } })).toEqual([]);
    const source = state.show.environments.find((e) => e.id === id)?.source ?? '';
    expect(newOnDecks(state, { ...state, assets: { [source]: 'f'.repeat(64) } })).toEqual([id]);
  });

  it('is what a fade comes from, when that becomes another', () => {
    const state = changed(changed(changed(begun(), take), preview('grid')), {
      type: 'stage.freeze',
      on: false,
    });
    expect(state.transition?.from.environment).toBe('desert');
    const environments = state.show.environments.map((e) =>
      e.id === 'desert' ? { ...e, source: 'grid' } : e,
    );
    expect(newOnDecks(state, { ...state, show: { ...state.show, environments } })).toEqual([
      'desert',
    ]);
  });
});

describe('what is withdrawn', () => {
  it('gives its place to the show’s first other environment, and to nothing where there is none', () => {
    const state = begun();
    const decksAfter = (gone: string[]) => {
      const next = withdrawBackdrops(state, gone, 5000);
      return next.ok && [next.value.program.environment, next.value.preview.environment];
    };
    expect(decksAfter(['desert'])).toEqual(['city', 'city']);
    expect(decksAfter(['city'])).toEqual(['desert', 'desert']);
    expect(decksAfter(['desert', 'city'])).toEqual(['grid', 'grid']);
    expect(decksAfter(['desert', 'city', 'grid'])).toEqual([null, null]);
    expect(decksAfter([])).toEqual(['desert', 'city']);
  });
});
