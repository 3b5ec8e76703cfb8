import { describe, expect, test } from 'vitest';
import type { Triple } from '../../core/math.ts';
import { showSchema } from '../../core/show/show-schema.ts';
import {
  type PointRow,
  pointStageMarks,
  solveRows,
  wallCorners,
} from '../../operator-ui/setup/align/point-rows.ts';
import { nudgeFor, nudgePressFor } from '../../operator-ui/setup/nudge-keys.ts';
import { presentPupil } from '../../operator-ui/setup/present-pupil.ts';
import { type PoseReading, stillPose, withReading } from '../../operator-ui/setup/still-pose.ts';

const reading = (atMs: number, x: number, w = 1): PoseReading => ({
  atMs,
  position: [x, 1, 0],
  orientation: [0, 0, 0, w],
});

describe('a captured tracker pose', () => {
  test('is the mean of the last moments, with either sign of a quaternion', () => {
    const still = stillPose([reading(0, 9), reading(1000, 2), reading(1250, 2.002, -1)], 1400);
    expect(still.ok && still.value.position[0]).toBeCloseTo(2.001, 9);
    expect(still.ok && Math.abs(still.value.orientation[3])).toBeCloseTo(1, 9);
  });

  test('is refused while the tracker moves or turns, and when it is not heard', () => {
    const moving = stillPose([reading(0, 2), reading(250, 2.02)], 300);
    expect(!moving.ok && moving.fault[0]?.message).toContain('10 mm');
    const turned = {
      ...reading(250, 2),
      orientation: [0, 0.01, 0, 0.99995] as PoseReading['orientation'],
    };
    expect(stillPose([reading(0, 2), turned], 300).ok).toBe(false);
    expect(stillPose([reading(0, 2), reading(250, 2)], 1500).ok).toBe(false);
    expect(stillPose([reading(0, 2)], 0).ok).toBe(false);
  });

  test('forgets what is older than the mean needs', () => {
    const kept = withReading([reading(0, 1), reading(500, 1)], reading(1000, 1));
    expect(kept.map(({ atMs }) => atMs)).toEqual([500, 1000]);
  });
});

describe('nudge keys', () => {
  const key = (name: string, shiftKey = false, altKey = false) => ({ key: name, shiftKey, altKey });

  test('move forward along −z, ten steps with Shift and a tenth with Alt', () => {
    expect(nudgePressFor(key('ArrowUp'), 'move')).toEqual({ axis: 'z', steps: -1 });
    expect(nudgePressFor(key('ArrowRight', true), 'move')).toEqual({ axis: 'x', steps: 10 });
    expect(nudgePressFor(key('PageUp', false, true), 'move')).toEqual({ axis: 'y', steps: 0.1 });
    expect(nudgePressFor(key('ArrowLeft'), 'turn')).toEqual({ axis: 'pan', steps: 1 });
    expect(nudgePressFor(key('t'), 'move')).toBeUndefined();
    expect(nudgePressFor(key('toString'), 'move')).toBeUndefined();
  });

  test('become metres or degrees along the chosen axes', () => {
    const choices = { axes: 'camera', moveM: 0.01, turnDeg: 0.1, keys: 'move' } as const;
    expect(nudgeFor({ axis: 'y', steps: -1 }, choices)).toEqual({
      axes: 'camera',
      move: [0, -0.01, 0],
    });
    expect(nudgeFor({ axis: 'roll', steps: 10 }, choices)).toEqual({
      axes: 'camera',
      turnDeg: [0, 0, 1],
    });
  });
});

test('the camera stands where the newest registration puts it, not where an older report says', () => {
  const plain = (position: Triple) => ({
    position,
    orientation: [0, 0, 0, 1] as [number, number, number, number],
  });
  const report = {
    raw: { ...plain([1, 0, 0]), zoomEncoder: null, focusEncoder: null, irisEncoder: null },
    chain: [{ step: 'registration' as const, applied: true, pose: plain([1, 0, 0]) }],
    pose: plain([1, 0, -0.1]),
  };
  const turned = { position: [0, 1, 0] as Triple, rotationDeg: [0, 90, 0] as Triple, scale: 2 };
  const at = presentPupil(turned, report);
  // Yaw by 90° takes +x to −z and −z to −x: body at 2 m towards −z, the pupil 0.1 m to the left of it.
  const expected = [-0.1, 1, -2];
  expected.forEach((value, i) => {
    expect(at?.pupil.position[i]).toBeCloseTo(value, 9);
  });
  expect(presentPupil(turned, { ...report, raw: null })).toBeUndefined();
});

describe('points', () => {
  const known: Triple[] = [
    [0, 0, 0],
    [3, 0, 0],
    [0, 0, 3],
    [0, 2, 0],
    [3, 2, 3],
  ];
  const rows = (seen: (p: Triple) => Triple): PointRow[] =>
    known.map((stage, id) => ({ id, stage, tracker: seen(stage) }));

  test('give the registration that undoes the tracker’s own place', () => {
    const { solved, findings } = solveRows(
      rows(([x, y, z]) => [x - 1, y, z + 2]),
      {},
    );
    const position = solved.ok ? solved.value.registration.position : [];
    [1, 0, -2].forEach((value, i) => {
      expect(position[i]).toBeCloseTo(value, 9);
    });
    expect(findings).toEqual([]);
  });

  test('name the one that does not belong, by its place in the list', () => {
    const bad = rows((p) => p).map((row) =>
      row.id === 3 ? { ...row, tracker: [0.3, 2, 0] as Triple } : row,
    );
    const { outliers, findings } = solveRows(
      [{ id: 9, stage: [0, 0, 0], tracker: null }, ...bad],
      {},
    );
    expect(outliers).toEqual([3]);
    expect(findings.join(' ')).toContain('Point 5 does not belong');
  });

  test('of a mirrored tracker name the order of axes by which they fit, from the one in use', () => {
    const mirrored = rows(([x, y, z]) => [x, y, -z]);
    expect(solveRows(mirrored, {}).axisFault?.axes).toEqual(['x', 'y', '-z']);
    // The same points, that were read with x and z exchanged before.
    const present = ['z', 'y', 'x'] as const;
    const exchanged = mirrored.map((row) => {
      const [x, y, z] = row.tracker ?? [0, 0, 0];
      return { ...row, tracker: [z, y, x] as Triple };
    });
    const { axisFault } = solveRows(exchanged, { present });
    // Mirrored and exchanged is a turn: the fit is as it should be.
    expect(axisFault).toBeUndefined();
  });

  test('stand on the stage’s picture, each with where the solution has it', () => {
    const seen = rows(([x, y, z]) => [x - 1, y, z + 2]).map((row) =>
      row.id === 4 ? { ...row, tracker: null } : row,
    );
    const marks = pointStageMarks(seen, solveRows(seen, {}));
    expect(marks.map(({ label }) => label)).toEqual(['1', '2', '3', '4', '5']);
    expect(marks[1]?.at).toEqual([3, 0, 0]);
    [3, 0, 0].forEach((value, i) => {
      expect(marks[1]?.solved?.[i]).toBeCloseTo(value, 9);
    });
    expect(marks[4]?.solved).toBeUndefined();
  });

  test('are refused in words while there are too few', () => {
    expect(solveRows([], {}).findings[0]).toContain('Three points are needed');
  });

  test('may be the corners of a wall', () => {
    const wall = {
      id: 'w',
      surface: { kind: 'flat', width: 4, height: 3 },
      pixels: [400, 300],
      pose: { position: [0, 0, -2] },
    };
    const show = showSchema.parse({ stage: { walls: [wall], outputs: [] } });
    const marks = wallCorners(show.stage.walls);
    const expected = [
      [-2, 0],
      [2, 0],
      [2, 3],
      [-2, 3],
      [0, 1.5],
    ];
    expected.forEach(([x, y], i) => {
      const [a = NaN, b = NaN, c = NaN] = marks[i]?.stage ?? [];
      expect(a).toBeCloseTo(x ?? NaN, 9);
      expect(b).toBeCloseTo(y ?? NaN, 9);
      expect(c).toBeCloseTo(-2, 9);
    });
  });
});
