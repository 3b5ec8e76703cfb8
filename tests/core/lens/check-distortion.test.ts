import { describe, expect, it } from 'vitest';
import { checkDistortion } from '../../../core/lens/check-distortion.ts';
import { rootsWithin } from '../../../core/lens/polynomial-roots.ts';
import { caseDistortion, distortionCases, distortionWith } from './distortion-fixture.ts';

const sensorMm = [36, 24] as const;

describe('the check of a distortion', () => {
  it.each(distortionCases)('lets a real lens pass in both directions: $model', (known) => {
    for (const model of ['brown-conrady-d-u', 'brown-conrady-u-d'] as const) {
      expect(checkDistortion(caseDistortion(known, model), known.sensorMm).ok).toBe(true);
    }
  });

  it('finds the radius at which a denominator is 0', () => {
    const checked = checkDistortion(
      distortionWith({ radial: [0, -0.01, 0, 0, 0, 0] }),
      sensorMm,
      '/lens/distortion',
    );
    expect(checked).toMatchObject({
      ok: false,
      fault: [{ path: '/lens/distortion/radial', code: 'distortion-pole' }],
    });
    if (!checked.ok) expect(checked.fault[0]?.message).toContain('radius of 10.00 mm');
  });

  it('finds a denominator that only touches 0', () => {
    // (1 − r²/100)².
    const touching = distortionWith({ radial: [0, -0.02, 0, 1e-4, 0, 0] });
    const checked = checkDistortion(touching, sensorMm);
    expect(checked).toMatchObject({
      ok: false,
      fault: [{ code: expect.stringMatching(/^distortion-/) }],
    });
  });

  it('finds the radius at which the picture folds over', () => {
    const checked = checkDistortion(
      distortionWith({ radial: [-1 / 432, 0, 0, 0, 0, 0] }),
      sensorMm,
    );
    expect(checked).toMatchObject({ ok: false, fault: [{ code: 'distortion-folds' }] });
    if (!checked.ok) expect(checked.fault[0]?.message).toContain('radius of 12.00 mm');
  });

  it('says how far a U-D model reaches when that is less than the sensor', () => {
    const folding = distortionWith({
      model: 'brown-conrady-u-d',
      radial: [-1 / 432, 0, 0, 0, 0, 0],
    });
    const checked = checkDistortion(folding, sensorMm);
    expect(checked).toMatchObject({ ok: false, fault: [{ code: 'distortion-folds' }] });
    if (!checked.ok) expect(checked.fault[0]?.message).toContain('radius of 8.00 mm');
    expect(checkDistortion(folding, [12, 9]).ok).toBe(true);
  });

  it('does not mind what happens outside the sensor', () => {
    // The corner is at 21.63 mm, the fold at 25 mm.
    const beyond = distortionWith({ radial: [-1 / (3 * 625), 0, 0, 0, 0, 0] });
    expect(checkDistortion(beyond, sensorMm).ok).toBe(true);
    expect(checkDistortion({ ...beyond, distortionOffsetMm: [4, 3] }, sensorMm).ok).toBe(false);
  });

  it('finds where tangential coefficients fold the picture', () => {
    const folded = distortionWith({ tangential: [0, 0.02] });
    const checked = checkDistortion(folded, sensorMm);
    expect(checked).toMatchObject({ ok: false, fault: [{ code: 'distortion-folds' }] });
    if (!checked.ok) expect(checked.fault[0]?.message).toContain('(-18.00, ');
  });
});

describe('roots of a polynomial', () => {
  it('are all found, in order, where they are wanted', () => {
    const roots = rootsWithin([-6, 11, -6, 1], 10);
    expect(roots).toHaveLength(3);
    [1, 2, 3].forEach((root, i) => {
      expect(roots[i]).toBeCloseTo(root, 9);
    });
    expect(rootsWithin([-6, 11, -6, 1], 2.5)).toHaveLength(2);
    expect(rootsWithin([1, 0, 1], 100)).toEqual([]);
    expect(rootsWithin([5], 100)).toEqual([]);
  });
});
