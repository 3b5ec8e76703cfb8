import { lookAt } from '../../tests/browser/pixels/camera-poses.ts';
import type { Vector } from '../../tests/support/silhouette.ts';
import { against, type Bench, type BenchContext, type BenchResult, median } from './bench.ts';
import { randomFrom } from './motion/random.ts';
import {
  ballThrough,
  between,
  distancePx,
  type PlacedBall,
  type Random,
  wallPoint,
} from './render/balls.ts';
import type { BenchWall } from './render/calls.ts';
import { openRenderPage, type RenderPage } from './render/open-page.ts';

const pixels: [number, number] = [640, 360];
const [columns, rows] = [5, 4];
const posesPerRound = 2;

interface WallCase {
  name: string;
  wall: BenchWall;
  density: number;
  /** Against the picture drawn straight from the pupil, or against the ray alone. */
  by: 'direct' | 'ray';
  medianGoalPx: number;
  worstGoalPx: number;
}

const wall = (surface: BenchWall['surface'], position: Vector): BenchWall => ({
  surface,
  pixels,
  position,
  rotationDeg: [0, 0, 0],
});
const flat = wall({ kind: 'flat', width: 4, height: 2.25 }, [0, 0, -3]);
const arc = { kind: 'arc', radius: 3.2, sweepDeg: 75, height: 2.3 } as const;
const smooth = wall(arc, [0, 0, 0]);
const facets = wall({ ...arc, facets: 12 }, [0, 0, 0]);

const flatGoal = { medianGoalPx: 0.15, worstGoalPx: 0.5 };
/** The target names one figure for curved walls: here no ball may be further off. */
const curvedGoal = { medianGoalPx: 0.15, worstGoalPx: 0.3 };

const cases: WallCase[] = [
  { name: 'flat', wall: flat, density: 1, by: 'direct', ...flatGoal },
  { name: 'flat, views of half the pixels', wall: flat, density: 0.5, by: 'direct', ...flatGoal },
  { name: 'smooth arc', wall: smooth, density: 1, by: 'ray', ...curvedGoal },
  { name: 'arc of 12 facets', wall: facets, density: 1, by: 'ray', ...curvedGoal },
];

export const bench: Bench = {
  id: 'T9',
  what: 'the wall pass: where it puts what the inner frustum’s view shows',
  run: async (context) => {
    const page = await openRenderPage();
    try {
      return (await measure(page, context)).flatMap(results);
    } finally {
      await page.close();
    }
  },
};

interface Measured extends WallCase {
  /** Pixels, a list for each round. */
  errors: number[][];
}

async function measure(page: RenderPage, { rounds, seed, say }: BenchContext): Promise<Measured[]> {
  const measured = cases.map((one): Measured => ({ ...one, errors: [] }));
  for (let round = 0; round < rounds; round++) {
    for (const one of measured) {
      const random = randomFrom(seed + round);
      const errors: number[] = [];
      for (let i = 0; i < posesPerRound; i++)
        errors.push(...(await measurePose(page, one, random)));
      one.errors.push(errors);
      say(
        `  ${one.name}: median ${median(errors).toFixed(3)}, worst ${Math.max(...errors).toFixed(3)} px`,
      );
    }
  }
  return measured;
}

async function measurePose(page: RenderPage, { wall, density, by }: WallCase, random: Random) {
  const position: Vector = [
    between(random, -0.4, 0.4),
    between(random, 0.9, 1.5),
    between(random, -0.5, 0.3),
  ];
  const target = wallPoint(wall, pixels[0] / 2, pixels[1] / 2);
  const { quaternion } = lookAt(position, target, between(random, -0.1, 0.1));
  const placed = someBalls(wall, position, random);
  const { composed, direct } = await page.call('wallPass', {
    wall,
    density,
    balls: placed.map(({ ball }) => ball),
    boxes: placed.map(({ box }) => box),
    eye: [0.2, 1.6, 0.4],
    pupil: { position, quaternion },
    // A view that holds the whole wall, so that its edge cuts no ball.
    edge: { x: 1.6, y: 1.1 },
  });
  return placed.map(({ expected }, i) =>
    distancePx(composed[i], by === 'direct' ? direct[i] : expected, pixels),
  );
}

/** A ball in every cell of a grid, as far as it lies wholly on the wall. */
function someBalls(wall: BenchWall, eye: Vector, random: Random): PlacedBall[] {
  const balls: PlacedBall[] = [];
  for (let cell = 0; cell < columns * rows; cell++) {
    const x = ((cell % columns) + between(random, 0.35, 0.65)) * (pixels[0] / columns);
    const y = (Math.floor(cell / columns) + between(random, 0.35, 0.65)) * (pixels[1] / rows);
    const placed = ballThrough(wall, eye, [x, y], random);
    if (placed) balls.push(placed);
  }
  return balls;
}

function results(
  { name, by, errors, medianGoalPx, worstGoalPx }: Measured,
  i: number,
): BenchResult[] {
  const [medianId, worstId] = [`T9${'aceg'[i]}`, `T9${'bdfh'[i]}`];
  const worst = errors.map((round) => Math.max(...round));
  const peer = by === 'direct' ? 'drawn straight from the pupil' : 'the ray';
  const unit = 'px';
  return [
    {
      ...against(
        {
          id: medianId,
          what: `${name}: median distance to ${peer}`,
          unit,
          ours: errors.map(median),
        },
        'atMost',
        medianGoalPx,
      ),
      note: `${errors.flat().length} balls`,
    },
    {
      ...against(
        { id: worstId, what: `${name}: worst distance to ${peer}`, unit, ours: worst },
        'atMost',
        worstGoalPx,
      ),
      holds: Math.max(...worst) <= worstGoalPx,
      note: 'holds only if no round was worse',
    },
  ];
}
