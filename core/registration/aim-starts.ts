import { createPose, type mat3, type Pose, quat, vec3 } from '../math.ts';
import { createSightLine, distanceAhead, type Sight, sightLine } from './aim-model.ts';
import { levelledRoll } from './aim-roll.ts';
import type { AimState } from './aim-state.ts';
import { axisMaps, isMirror, mapPoint } from './axis-map.ts';
import { choleskyFactor, choleskySolve } from './normal-equations.ts';

/** Solved from: more find no more in the tests. */
const mostStarts = 5;

interface Scored {
  state: AimState;
  score: number;
}

/**
 * Where to start solving, likeliest first: what was entered, and the best of 48 turns of the tracker (its axes on the
 * stage's in all 24 ways, each also turned by 45°) by six directions of the camera on its mount
 * (`freeMount`; otherwise the entered one), each at the position that suits it best. Those that have a
 * mark behind the camera are left out.
 */
export function aimStarts(
  sights: readonly Sight[],
  entered: AimState,
  freeMount: boolean,
): AimState[] {
  const cameras = freeMount
    ? cameraDirections.map((direction) => aimedCamera(entered.bodyFromPupil, direction))
    : [entered.bodyFromPupil];
  const scored = trackerTurns.flatMap((orientation) =>
    cameras.flatMap((bodyFromPupil) => {
      const registration = { position: vec3.create(), orientation };
      return bestPlaced(sights, { ...entered, registration, bodyFromPupil }) ?? [];
    }),
  );
  scored.sort((a, b) => a.score - b.score);
  const starts = scored.slice(0, mostStarts).map(({ state, score }) => ({
    state: freeMount ? levelledRoll(sights, state) : state,
    score,
  }));
  starts.push({ state: entered, score: scoreOf(sights, entered) ?? Number.POSITIVE_INFINITY });
  return starts.sort((a, b) => a.score - b.score).map(({ state }) => state);
}

const trackerTurns: readonly quat[] = axisMaps
  .filter((map) => !isMirror(map))
  .flatMap((map) => {
    const x = mapPoint(map, [1, 0, 0]);
    const y = mapPoint(map, [0, 1, 0]);
    const z = mapPoint(map, [0, 0, 1]);
    const matrix: mat3 = [x[0], x[1], x[2], y[0], y[1], y[2], z[0], z[1], z[2]];
    const turn = quat.normalize(quat.create(), quat.fromMat3(quat.create(), matrix));
    const yaw = quat.setAxisAngle(quat.create(), [0, 1, 0], Math.PI / 4);
    return [turn, quat.multiply(quat.create(), yaw, turn)];
  });

const cameraDirections: readonly vec3[] = [
  [0, 0, -1],
  [0, 0, 1],
  [-1, 0, 0],
  [1, 0, 0],
  [0, -1, 0],
  [0, 1, 0],
];

function aimedCamera(entered: Pose, direction: vec3): Pose {
  const camera = createPose();
  vec3.copy(camera.position, entered.position);
  quat.rotationTo(camera.orientation, [0, 0, -1], direction);
  return camera;
}

const line = createSightLine();
const normal = new Float64Array(9);
const right = new Float64Array(3);
const away = vec3.create();

/** The registration's position at which the lines come nearest to their marks: linear, 3 × 3. */
function bestPlaced(sights: readonly Sight[], state: AimState): Scored | undefined {
  normal.fill(0);
  right.fill(0);
  for (const sight of sights) {
    sightLine(line, state, sight);
    addLine(line.direction, vec3.subtract(away, sight.target.point, line.pupil));
  }
  const lower = choleskyFactor(normal, 3);
  if (!lower) return undefined;
  const [x = 0, y = 0, z = 0] = choleskySolve(lower, right);
  const { orientation, position } = state.registration;
  const moved = vec3.add(vec3.create(), position, [x, y, z]);
  const placed = { ...state, registration: { position: moved, orientation } };
  const score = scoreOf(sights, placed);
  return score === undefined ? undefined : { state: placed, score };
}

/** Adds a line's I − d·dᵀ to the normal matrix, and the same times the way to its mark to the right side. */
function addLine(d: vec3, way: vec3): void {
  const along = vec3.dot(d, way);
  addRow(0, d, d[0], way[0] - along * d[0]);
  addRow(1, d, d[1], way[1] - along * d[1]);
  addRow(2, d, d[2], way[2] - along * d[2]);
}

function addRow(i: number, d: vec3, di: number, value: number): void {
  const at = i * 3;
  normal[at] = (normal[at] ?? 0) - di * d[0];
  normal[at + 1] = (normal[at + 1] ?? 0) - di * d[1];
  normal[at + 2] = (normal[at + 2] ?? 0) - di * d[2];
  normal[at + i] = (normal[at + i] ?? 0) + 1;
  right[i] = (right[i] ?? 0) + value;
}

/** Sum of the squared distances of marks from lines, in pixels; none where a mark is behind. */
export function scoreOf(sights: readonly Sight[], state: AimState): number | undefined {
  let score = 0;
  for (const sight of sights) {
    sightLine(line, state, sight);
    const ahead = distanceAhead(line, sight);
    if (!(ahead > 0)) return undefined;
    const distance = vec3.squaredDistance(sight.target.point, line.pupil) - ahead * ahead;
    score += distance / sight.target.pitch ** 2;
  }
  return score;
}
