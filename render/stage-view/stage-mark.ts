import type { Triple } from '../../core/math.ts';

/** A numbered place that the stage's 3D picture shows while a camera is set up. Stage space, metres. */
export interface StageMark {
  label: string;
  at: Triple;
  /** Where the solution has it instead: drawn as a line from `at`, a hundred times its length. */
  solved?: Triple;
  isOdd?: boolean;
}

/** Millimetres would not be seen beside walls of metres. */
const exaggeration = 100;

/** Where the line of a mark that was solved for ends; `undefined` where it has none. */
export function residualEnd({ at, solved }: StageMark): Triple | undefined {
  if (!solved?.every(Number.isFinite)) return undefined;
  const [x, y, z] = at;
  return [
    x + exaggeration * (solved[0] - x),
    y + exaggeration * (solved[1] - y),
    z + exaggeration * (solved[2] - z),
  ];
}
