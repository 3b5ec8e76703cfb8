import type { Triple } from '../../core/math.ts';
import type { Nudge } from '../../core/registration/nudge.ts';

export const nudgeAxes = ['x', 'y', 'z', 'tilt', 'pan', 'roll'] as const;
export type NudgeAxis = (typeof nudgeAxes)[number];

export const moveStepsM = [0.001, 0.01, 0.1] as const;
export const turnStepsDeg = [0.1, 1] as const;

/** What the pad and the arrow keys do; not part of the show. */
export interface NudgeChoices {
  axes: Nudge['axes'];
  moveM: number;
  turnDeg: number;
  /** What the arrow keys do. */
  keys: 'move' | 'turn';
}

export interface NudgePress {
  axis: NudgeAxis;
  /** Steps, with their direction. */
  steps: number;
}

/** One press as a nudge: metres along x, y, z, or degrees of tilt, pan, roll. */
export function nudgeFor({ axis, steps }: NudgePress, choices: NudgeChoices): Nudge {
  const index = nudgeAxes.indexOf(axis);
  const isMove = index < 3;
  const by: Triple = [0, 0, 0];
  by[index % 3] = steps * (isMove ? choices.moveM : choices.turnDeg);
  return { axes: choices.axes, ...(isMove ? { move: by } : { turnDeg: by }) };
}

/** Forward is −z; pan is positive to the left and tilt upwards, as the house axes have it. */
const pressesByKey: Record<string, Record<NudgeChoices['keys'], NudgePress>> = {
  ArrowLeft: { move: { axis: 'x', steps: -1 }, turn: { axis: 'pan', steps: 1 } },
  ArrowRight: { move: { axis: 'x', steps: 1 }, turn: { axis: 'pan', steps: -1 } },
  ArrowUp: { move: { axis: 'z', steps: -1 }, turn: { axis: 'tilt', steps: 1 } },
  ArrowDown: { move: { axis: 'z', steps: 1 }, turn: { axis: 'tilt', steps: -1 } },
  PageUp: { move: { axis: 'y', steps: 1 }, turn: { axis: 'roll', steps: 1 } },
  PageDown: { move: { axis: 'y', steps: -1 }, turn: { axis: 'roll', steps: -1 } },
};

/** What a key nudges: Shift ten steps, Alt a tenth of one; `undefined` for any other key. */
export function nudgePressFor(
  { key, shiftKey, altKey }: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'altKey'>,
  keys: NudgeChoices['keys'],
): NudgePress | undefined {
  const press = Object.hasOwn(pressesByKey, key) ? pressesByKey[key]?.[keys] : undefined;
  return press && { ...press, steps: press.steps * (shiftKey ? 10 : 1) * (altKey ? 0.1 : 1) };
}
