import { describe, expect, it } from 'vitest';
import { type Pose, quatFromRotationDeg } from '../../../core/math.ts';
import { JumpGate } from '../../../core/tracking/jump-gate.ts';

const limits = { metresPerSecond: 10, degreesPerSecond: 720 };
const periodMs = 1000 / 60;
const at = (x: number, pan = 0): Pose => ({
  position: [x, 1.6, 2],
  orientation: quatFromRotationDeg([0, 0, 0, 1], [0, pan, 0]),
});
const judged = (gate: JumpGate, poses: readonly Pose[]) =>
  poses.map((pose, i) => gate.judge(pose, i * periodMs, periodMs, limits));

describe('the gate for jumps', () => {
  it('lets a camera pass as fast as cameras are', () => {
    const poses = Array.from({ length: 30 }, (_, i) => at(i * 0.16, i * 11));
    expect(judged(new JumpGate(), poses).every((verdict) => verdict === 'pass')).toBe(true);
  });

  it('holds back one wrong pose, in place or in direction, and goes on after it', () => {
    expect(judged(new JumpGate(), [at(0), at(0.01), at(4), at(0.02)])).toEqual([
      'pass',
      'pass',
      'held',
      'pass',
    ]);
    expect(judged(new JumpGate(), [at(0), at(0, 90), at(0.01, 1)])).toEqual([
      'pass',
      'held',
      'pass',
    ]);
  });

  it('follows to a new place after five poses that agree', () => {
    const poses = [at(0), ...Array.from({ length: 7 }, (_, i) => at(4 + i * 0.01))];
    expect(judged(new JumpGate(), poses)).toEqual([
      'pass',
      ...Array(5).fill('held'),
      'moved',
      'pass',
    ]);
  });

  it('does not add up wrong poses that contradict each other', () => {
    const poses = [at(0), ...Array.from({ length: 20 }, (_, i) => at(i % 2 ? 4 : -4))];
    expect(judged(new JumpGate(), poses).slice(1)).toEqual(Array(20).fill('held'));
  });

  it('takes a single jump that nothing contradicts', () => {
    const gate = new JumpGate();
    judged(gate, [at(0), at(3)]);
    expect(gate.isUncontradicted(periodMs + 40)).toBe(false);
    expect(gate.isUncontradicted(periodMs + 60)).toBe(true);
    expect(gate.judge(at(3), 200, periodMs, limits)).toBe('pass');
  });
});
