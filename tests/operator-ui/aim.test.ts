import { describe, expect, test } from 'vitest';
import type { Triple } from '../../core/math.ts';
import { solveAiming } from '../../core/registration/aiming.ts';
import { wall as wallSchema } from '../../core/show/stage-schema.ts';
import { wallGeometry } from '../../core/stage/wall-geometry.ts';
import { wallMarks } from '../../core/stage/wall-marks.ts';
import { createLensState } from '../../core/tracking/lens.ts';
import {
  aimFindings,
  aimJudgements,
  figuresInWords,
  keptAsEntered,
  suspectIndex,
} from '../../operator-ui/setup/aim/aim-findings.ts';
import {
  type AimRow,
  aimedCamera,
  aimProgress,
  aimsOf,
  nextMark,
  poseIsOf,
} from '../../operator-ui/setup/aim/aim-rows.ts';
import { aimedMarks } from '../../operator-ui/setup/aim/aimed-marks.ts';
import { exactAims } from '../core/registration/aimed-places.ts';
import { entered, wall } from '../core/registration/aiming-trial.ts';

const walls = ['main', 'side'].map((id) =>
  wallSchema.parse({
    id,
    surface: { kind: 'flat', width: 6, height: 3 },
    pixels: [2304, 1152],
    pose: { position: [0, 0, -3] },
  }),
);
const marks = wallMarks(walls);

function row(id: number, number: number, position: Triple = [0, 0, 0]): AimRow {
  const mark = marks.find((each) => each.number === number);
  if (!mark) throw new Error(`no mark ${number}`);
  const tracker = { position, orientation: [0, 0, 0, 1] as [number, number, number, number] };
  return { id, mark, isLevel: false, tracker, lens: createLensState() };
}

describe('the mark to aim at next', () => {
  test('is far from the last, on its wall, and one that was aimed at least', () => {
    expect(nextMark(marks, [])?.number).toBe(1);
    expect(nextMark(marks, [row(1, 1)])?.number).toBe(12);
    expect(nextMark(marks, [row(1, 1), row(2, 12)])?.number).toBe(5);
    expect(nextMark(marks, [row(1, 13)])?.wall).toBe('side');
    const all = Array.from({ length: 12 }, (_, i) => row(i, i + 1));
    expect(nextMark(marks, all)?.number).toBe(1);
    expect(nextMark([], [])).toBeUndefined();
  });
});

describe('the progress of aiming', () => {
  test('counts aims and the places, half a metre apart, that they are from', () => {
    const rows = [row(1, 1, [0, 1, 0]), row(2, 12, [0.1, 1, 0]), row(3, 1, [1, 1, 0])];
    expect(aimProgress(rows, 'tracker')).toEqual({
      aims: 3,
      aimsWanted: 6,
      places: 2,
      placesWanted: 3,
    });
    expect(aimProgress(rows, 'pupil').aimsWanted).toBe(4);
  });
});

describe('the aims for the solver', () => {
  test('are held at the middle of the picture, which a shifted sensor has beside the axis', () => {
    const plain = row(1, 1);
    const lens = { ...plain.lens, projectionOffsetXMm: 0.7 };
    const camera = aimedCamera(entered, 'tracker', lens);
    // 0.7 mm to the right at 35 mm: the middle of the picture looks 0.02 to the left.
    const [aim] = aimsOf([{ ...plain, lens }], camera);
    expect((aim?.at?.[0] ?? 0) * camera.halfTangents.x).toBeCloseTo(-0.02, 9);
    expect(Math.abs(aimsOf([plain], camera)[0]?.at?.[0] ?? 1)).toBe(0);
  });

  test('are of what the newest pose was taken for', () => {
    const pose = {
      position: [0, 0, 0] as Triple,
      orientation: [0, 0, 0, 1] as [number, number, number, number],
    };
    const chain = (mount: boolean, pupil: boolean) => [
      { step: 'mount' as const, applied: mount, pose },
      { step: 'pupil' as const, applied: pupil, pose },
    ];
    expect(poseIsOf(chain(true, true))).toBe('tracker');
    expect(poseIsOf(chain(false, true))).toBe('sensor');
    expect(poseIsOf(chain(false, false))).toBe('pupil');
  });
});

describe('what is said of a solution', () => {
  const { aims } = exactAims();
  const ids = aims.map((_, i) => i + 10);

  test('are its figures, what it kept, and how far each aim misses', () => {
    const solved = solveAiming(aims, [wall], entered);
    if (!solved.ok) throw new Error(solved.fault[0]?.message);
    expect(figuresInWords(solved.value)).toMatch(/^0\.0 px RMS · 95 % of further aims within/);
    expect(keptAsEntered(solved.value, 'tracker')).toMatch(
      /^Kept as entered: roll, the pupil’s place on the axis\. Aims taken level/,
    );
    expect(keptAsEntered(solved.value, 'sensor')).toBeUndefined();
    const judgements = aimJudgements(solved, ids);
    expect(judgements.get(10)?.residual?.distancePx).toBeLessThan(0.1);
    expect(judgements.get(10)?.isSuspect).toBe(false);
  });

  test('names the suspect alone, as every other figure is spoilt by it', () => {
    const mistaken = aims.map((aim, i) => (i === 2 ? { ...aim, mark: aims[3]?.mark } : aim));
    const solved = solveAiming(mistaken as typeof aims, [wall], entered);
    expect(suspectIndex(solved)).toBe(2);
    expect(aimFindings(solved)).toEqual([
      'Aim 3 does not belong to the others: another mark, or the camera moved. Take it again.',
    ]);
    expect(aimJudgements(solved, ids).get(12)?.isSuspect).toBe(true);
  });
});

describe('the marks in the picture of the stage', () => {
  test('are all of them, those aimed at with where the solution has them', () => {
    const rows = [row(7, 2)];
    const residual = { xPx: 3, yPx: 0, distancePx: 3, distanceM: 2 };
    const judgements = new Map([[7, { residual, isSuspect: true }]]);
    const shown = aimedMarks(marks, walls.map(wallGeometry), rows, judgements);
    expect(shown).toHaveLength(marks.length);
    const [aimed] = shown.filter(({ solved }) => solved);
    expect(aimed).toMatchObject({ label: '2', isOdd: true });
    expect((aimed?.solved?.[0] ?? 0) - (aimed?.at[0] ?? 0)).toBeCloseTo((3 * 6) / 2304, 9);
  });
});
