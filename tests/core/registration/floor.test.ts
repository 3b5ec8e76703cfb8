import { describe, expect, it } from 'vitest';
import { type Triple, vec3 } from '../../../core/math.ts';
import { registerFloor } from '../../../core/registration/floor.ts';
import { poseFromPlaced, registeredPoint } from '../../../core/registration/registration.ts';
import { printedSeed } from '../../support/random.ts';
import { anyPose, seeds, tripleFrom } from './noise.ts';

const marks = { origin: [0, 0, 0], towardsWall: [0, 0, -3], right: [2, 0, 0.7] } as const;
const seenBy = (tracker: ReturnType<typeof anyPose>, point: Readonly<Triple>): Triple => {
  const seen = vec3.transformQuat(vec3.create(), point, tracker.orientation);
  return tripleFrom(vec3.add(seen, seen, tracker.position));
};

describe('a survey of three marks on the floor', () => {
  it('finds the stage for a tracker anywhere, the third mark anywhere to the right', () => {
    for (const { random } of seeds(printedSeed('floor'), 100)) {
      const tracker = anyPose(random, 5);
      const survey = {
        origin: seenBy(tracker, marks.origin),
        towardsWall: seenBy(tracker, [0, 0, -1 - 4 * random()]),
        right: seenBy(tracker, [0.6 + 3 * random(), 0, 4 * random() - 2]),
      };
      const result = registerFloor(survey);
      if (!result.ok) throw new Error(result.fault[0]?.message);
      const lens: Triple = [0.3, 1.6, 0.8];
      const back = registeredPoint(result.value.registration, seenBy(tracker, lens));
      expect(vec3.distance(back, lens)).toBeLessThan(1e-9);
    }
  });

  it('puts +Y up, −Z to the wall, and the origin where its mark stands', () => {
    const result = registerFloor(
      { origin: [5, 1, 5], towardsWall: [8, 1, 5], right: [5, 1, 7] },
      { originAt: [0, 0, 2] },
    );
    if (!result.ok) throw new Error(result.fault[0]?.message);
    const { registration, forwardM, rightM, warnings } = result.value;
    const back = registeredPoint(registration, [5, 1, 5]);
    expect(vec3.distance(back, [0, 0, 2])).toBeLessThan(1e-12);
    const orientation = poseFromPlaced(registration).orientation;
    const up = vec3.transformQuat(vec3.create(), [0, 1, 0], orientation);
    const toWall = vec3.transformQuat(vec3.create(), [1, 0, 0], orientation);
    expect(vec3.distance(up, [0, 1, 0])).toBeLessThan(1e-12);
    expect(vec3.distance(toWall, [0, 0, -1])).toBeLessThan(1e-12);
    expect([forwardM, rightM]).toEqual([3, 2]);
    expect(warnings).toEqual([]);
  });

  it('is levelled by further marks, and says how far all of them are off one plane', () => {
    for (const { random } of seeds(printedSeed('more floor'), 50)) {
      const tracker = anyPose(random, 5);
      const at = (x: number, y: number, z: number) => seenBy(tracker, [x, y, z]);
      // 6 mm up and down in a pattern that no plane follows, and that tilts none.
      const survey = {
        origin: at(-2, 0.006, -2),
        towardsWall: at(-2, -0.006, -6),
        right: at(2, -0.006, -2),
        more: [at(2, 0.006, -6)],
      };
      const result = registerFloor(survey, { originAt: [-2, 0, -2] });
      if (!result.ok) throw new Error(result.fault[0]?.message);
      const { registration, offM, warnings } = result.value;
      expect(offM).toBeCloseTo(0.006, 9);
      expect(warnings.map(({ code }) => code)).not.toContain('uneven');
      const back = registeredPoint(registration, at(1, 1.6, 1));
      expect(vec3.distance(back, [1, 1.6, 1])).toBeLessThan(1e-9);
    }
  });

  it('warns of a mark that is not on the floor, and refuses one that was not measured', () => {
    const high = registerFloor({ ...marks, more: [[2, 0.2, -3]] });
    expect(high.ok && high.value.warnings.map(({ code }) => code)).toContain('uneven');
    const none = registerFloor({ ...marks, more: [[2, Number.NaN, -3]] });
    expect(none).toMatchObject({ ok: false, fault: [{ path: '/more/0', code: 'not-finite' }] });
  });

  it('warns when the stage comes out upside down, as by a third mark on the left', () => {
    const result = registerFloor({ ...marks, right: [-2, 0, 0] });
    const codes = result.ok ? result.value.warnings.map(({ code }) => code) : [];
    expect(codes).toEqual(['upside-down']);
  });

  it('refuses marks that are too near, in one line, or not measured, and says which', () => {
    const near = registerFloor({ ...marks, towardsWall: [0, 0, -0.2] });
    expect(near).toMatchObject({ ok: false, fault: [{ path: '/towardsWall', code: 'too-near' }] });
    const line = registerFloor({ ...marks, right: [0.1, 0, 4] });
    expect(line).toMatchObject({ ok: false, fault: [{ path: '/right', code: 'too-near' }] });
    const none = registerFloor({ ...marks, origin: [0, Number.NaN, 0] });
    expect(none).toMatchObject({ ok: false, fault: [{ path: '/origin', code: 'not-finite' }] });
    const one = registerFloor({ origin: [1, 1, 1], towardsWall: [1, 1, 1], right: [1, 1, 1] });
    expect(one.ok).toBe(false);
  });
});
