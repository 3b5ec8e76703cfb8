import { type Triple, vec3 } from '../../../core/math.ts';
import type { Aim } from '../../../core/registration/aim-inputs.ts';
import type { Mount, Registration } from '../../../core/registration/registration.ts';
import { stagePointAt } from '../../../core/stage/wall-geometry.ts';
import { chainOf, looking, markAt, type Place, sampleOf, wall } from './aiming-trial.ts';

/** Near the wall, a metre aside of that, and far. */
export const pupils: Triple[] = [
  [1, 1.4, -1.8],
  [0, 1.4, -1.8],
  [0, 1.4, 2],
];
/** The ground between them. */
export const heldOut = { low: [-1, 1.2, -0.8], high: [1, 1.6, 1.2] } as const;
export const placesFor = (marks: number[][], from = pupils): Place[] =>
  from.map((pupil, i) => ({ pupil, marks: marks[i] ?? [] }));

/** Two aims from each place, at marks far apart; and six from each. */
export const two = placesFor([
  [2, 8],
  [4, 9],
  [1, 3],
]);
export const sixEach = [
  [8, 2, 1, 3, 7, 9],
  [8, 2, 4, 9, 1, 6],
  [8, 2, 1, 3, 7, 9],
];
export const six = placesFor(sixEach);
/** From each place once more the middle mark at an edge or a corner of the picture. */
export const edges: Place[] = [
  { pupil: pupils[0] ?? [0, 0, 0], marks: [5, 4], at: [1, 0] },
  { pupil: pupils[1] ?? [0, 0, 0], marks: [5, 6], at: [-1, 0] },
  { pupil: pupils[2] ?? [0, 0, 0], marks: [5, 2], at: [0.9, 0.9] },
];

/** Aims without noise at marks of any wall, by a stage made up here. */
export function exactAims(
  geometry = wall,
  truth: { registration: Registration; mount: Mount } = {
    registration: { position: [1, 0.3, -0.5], rotationDeg: [1, 70, -1], scale: 1 },
    mount: { position: [0.05, -0.12, 0.03], rotationDeg: [3, -4, 0] },
  },
): { aims: Aim[]; chain: ReturnType<typeof chainOf> } {
  const chain = chainOf(truth, 'tracker');
  const aims = pupils.flatMap((pupil) =>
    [1, 3, 5, 7, 9].map((number): Aim => {
      const { x, y } = markAt(number);
      const mark = {
        wall: geometry.id,
        x: (x / wall.width) * geometry.width,
        y: (y / wall.height) * geometry.height,
      };
      const point = stagePointAt(vec3.create(), geometry, mark.x, mark.y) ?? vec3.create();
      return { tracker: sampleOf(chain, looking(pupil, point, [0, 0], 0.5)), mark };
    }),
  );
  return { aims, chain };
}
