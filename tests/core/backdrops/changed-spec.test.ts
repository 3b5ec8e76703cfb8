import { describe, expect, it } from 'vitest';
import { changedSpec } from '../../../core/backdrops/changed-spec.ts';
import { nudgedSpec, specDifferences, specNudge } from '../../../core/backdrops/nudge.ts';
import { readSentence } from '../../../core/backdrops/read-sentence.ts';
import { sunAt } from '../../../core/backdrops/sun.ts';

const { spec } = readSentence('a street in Tokyo at noon, no trees', 7);

const changesOf = (sentence: string) => {
  const { spec: changed } = changedSpec(spec, sentence);
  return Object.fromEntries(
    Object.entries(changed).filter(([name, value]) => spec[name as keyof typeof spec] !== value),
  );
};

describe('a backdrop as a sentence changes it', () => {
  it('keeps all that the sentence does not say: the same street, wet, an hour before dawn', () => {
    const { spec: changed, fixed } = changedSpec(spec, 'the same street, wet, an hour before dawn');
    expect(changed).toMatchObject({ place: 'street', seed: spec.seed, wetness: 0.9, trees: 0 });
    expect(changed.latitudeDeg).toBe(spec.latitudeDeg);
    const { elevationDeg: elevation } = sunAt(spec.latitudeDeg, spec.dayOfYear, changed.hour);
    expect(elevation).toBeLessThan(-6);
    expect(elevation).toBeGreaterThan(-20);
    expect(fixed).toEqual(['wetness']);
  });

  it.each([
    ['foggier', { fog: 0.6 }],
    ['with neon', { neon: 1, windowLight: expect.any(Number) }],
    ['two moons', { moons: 2 }],
    ['the same again', {}],
    ['two hours later', { hour: 14, headingDeg: expect.any(Number) }],
    ['half an hour earlier', { hour: 11.5, headingDeg: expect.any(Number) }],
  ])('by "%s" changes %o and nothing else', (sentence, changes) => {
    expect(changesOf(sentence)).toEqual(changes);
  });

  it('is another place when the sentence names one, at the same hour and latitude', () => {
    const { spec: changed } = changedSpec({ ...spec, hour: 6.5 }, 'a beach instead');
    expect(changed).toMatchObject({ place: 'coast', hour: 6.5, latitudeDeg: spec.latitudeDeg });
    expect(changed.buildings).toBe(0);
  });

  it('says what it did not understand', () => {
    expect(changedSpec(spec, 'wet, with a zeppelin').notUnderstood).toEqual(['zeppelin']);
  });
});

describe('a nudge', () => {
  it('sets fields by name and turns the picture to its new light', () => {
    const nudged = nudgedSpec(spec, { hour: 20, fog: 0.4 });
    expect(nudged).toMatchObject({ hour: 20, fog: 0.4, place: spec.place, seed: spec.seed });
    expect(nudged.headingDeg).not.toBe(spec.headingDeg);
    expect(nudgedSpec(spec, { fog: 0.4 }).headingDeg).toBe(spec.headingDeg);
  });

  it.each([{ fog: 1.2 }, { hour: 24 }, { place: 'moonbase' }, { seed: 3 }, { fogg: 0.2 }])(
    'that is out of range or of an unknown name is refused: %o',
    (nudge) => expect(specNudge.safeParse(nudge).success).toBe(false),
  );

  it('is what another reading of the sentence comes to, field by field', () => {
    expect(specDifferences(spec, { ...spec })).toEqual([]);
    expect(specDifferences(spec, { hour: spec.hour + 0.0001, fog: 0.5, place: 'city' })).toEqual([
      { field: 'place', from: 'street', to: 'city' },
      { field: 'fog', from: spec.fog, to: 0.5 },
    ]);
  });
});
