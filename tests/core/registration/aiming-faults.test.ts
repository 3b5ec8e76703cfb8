import { describe, expect, it } from 'vitest';
import { rotationDegFromQuat, vec3 } from '../../../core/math.ts';
import type { Aim } from '../../../core/registration/aim-inputs.ts';
import { solveAiming } from '../../../core/registration/aiming.ts';
import { poseFromPlaced } from '../../../core/registration/registration.ts';
import { wall as wallSchema } from '../../../core/show/stage-schema.ts';
import { wallGeometry } from '../../../core/stage/wall-geometry.ts';
import { wallHit } from '../../../core/stage/wall-hit.ts';
import { exactAims } from './aimed-places.ts';
import { chainOf, entered, looking, markAt, pupilOf, sampleOf, wall } from './aiming-trial.ts';

describe('aims', () => {
  it('at a faceted arc foretell where the axis meets it, as wallHit has it', () => {
    const arc = wallGeometry(
      wallSchema.parse({
        id: 'bow',
        surface: { kind: 'arc', radius: 4, sweepDeg: 90, height: 3, facets: 13 },
        pixels: [2080, 976],
        pose: { position: [0, 0, 0.5] },
      }),
    );
    const { aims, chain } = exactAims(arc);
    const result = solveAiming(aims, [wall, arc], entered, {
      mountWithinM: 10,
      mountWithinDeg: 100,
    });
    if (!result.ok) throw new Error(result.fault[0]?.message);
    expect(result.value.rmsPx).toBeLessThan(0.01);
    const solved = chainOf(result.value, 'tracker');
    const sample = sampleOf(chain, looking([0.5, 1.3, 0.4], [1, 2, -3], [0, 0], 0));
    const [is, foretold] = [pupilOf(chain, sample), pupilOf(solved, sample)].map((pupil) =>
      wallHit(
        arc,
        pupil.position,
        vec3.transformQuat(vec3.create(), [0, 0, -1], pupil.orientation),
      ),
    );
    expect(
      Math.hypot((is?.x ?? 0) - (foretold?.x ?? 9), (is?.y ?? 0) - (foretold?.y ?? 9)),
    ).toBeLessThan(0.1);
  });

  it('keep the tracker upright, wherever it was: its up comes out of the aims', () => {
    const { aims } = exactAims();
    const result = solveAiming(aims, [wall], entered);
    const up = result.ok && poseFromPlaced(result.value.registration).orientation;
    const [tilt = 9, , roll = 9] = up ? rotationDegFromQuat(up) : [];
    expect(tilt).toBeCloseTo(1, 1);
    expect(roll).toBeCloseTo(-1, 1);
  });

  it('at a mistaken mark are named', () => {
    for (const wrong of [0, 7, 14]) {
      const { aims } = exactAims();
      const aim = aims[wrong];
      if (aim) aims[wrong] = { ...aim, mark: markAt(6) };
      const result = solveAiming(aims, [wall], entered);
      const problem = result.ok ? result.value.warnings[0] : result.fault[0];
      expect(problem).toMatchObject({ path: `/aims/${wrong}`, code: 'suspect-aim' });
      expect(problem?.message).toContain(`Aim ${wrong + 1} does not belong to the others`);
    }
  });

  it('that are too few, off the wall or not finite are refused with a reason', () => {
    const { aims } = exactAims();
    const refusal = (list: Aim[]) => {
      const result = solveAiming(list, [wall], entered);
      return result.ok ? undefined : result.fault[0];
    };
    expect(refusal(aims.slice(0, 5))).toMatchObject({ path: '/aims', code: 'too-few-aims' });
    expect(refusal(aims.slice(0, 5))?.message).toContain('6 aims are needed and there are 5');
    const [first] = aims;
    if (!first) throw new Error('no aims');
    const off = { ...first, mark: { wall: 'main', x: -5, y: 10 } };
    expect(refusal([...aims, off])).toMatchObject({ path: '/aims/15/mark', code: 'no-mark' });
    const elsewhere = { ...first, mark: { wall: 'side', x: 5, y: 10 } };
    expect(refusal([elsewhere])?.message).toContain('"side"');
    const broken: Aim = { ...first, tracker: { ...first.tracker, position: [0, Number.NaN, 0] } };
    expect(refusal([...aims, broken])).toMatchObject({ path: '/aims/15', code: 'not-finite' });
  });
});
