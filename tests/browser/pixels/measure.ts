import { lightCentroid, type Picture } from '../../support/png.ts';
import { boundsOf, polygonCentroid, silhouette, type Vector } from '../../support/silhouette.ts';
import { type Placed, placedWalls, walls } from './pixel-stage.ts';

/** Output pixel of a wall pixel, written out from DESIGN section 2 for the turns used here. */
const inOutput = (
  { from: [x, y, , h], at, turn }: Placed,
  [wx, wy]: readonly [number, number],
): [number, number] =>
  turn === 0 ? [at[0] + wx - x, at[1] + wy - y] : [at[0] + h - (wy - y), at[1] + wx - x];

/** A sphere and where it is seen from, stage space, metres. */
export interface Seen {
  eye: Vector;
  centre: Vector;
  radius: number;
}

/** Its outline in wall pixels, and the slice of the wall on one of these outputs that holds all of it. */
function wholeOutline(
  wallId: string,
  outputs: readonly string[],
  { eye, centre, radius }: Seen,
  points = 720,
) {
  const wall = walls[wallId];
  const outline = wall && silhouette(wall, eye, centre, radius, points);
  if (!outline) return undefined;
  const bounds = boundsOf(outline);
  const margin = 2;
  const place = placedWalls[wallId]?.find(
    ({ output, from: [x, y, w, h] }) =>
      outputs.includes(output) &&
      bounds.x0 > x + margin &&
      bounds.x1 < x + w - margin &&
      bounds.y0 > y + margin &&
      bounds.y1 < y + h - margin,
  );
  return place && { outline, place };
}

/** Whether the sphere's whole silhouette falls on one slice of the wall on these outputs. */
export const isWhole = (wallId: string, outputs: readonly string[], seen: Seen): boolean =>
  wholeOutline(wallId, outputs, seen, 24) !== undefined;

/**
 * Distance in pixels between the light on an output and the centroid of the sphere's silhouette, on
 * the slice of a wall that holds the whole silhouette; undefined when none does.
 */
export function sphereError(
  wallId: string,
  pictures: Record<string, Picture>,
  seen: Seen,
): number | undefined {
  const whole = wholeOutline(wallId, Object.keys(pictures), seen);
  if (!whole) return undefined;
  const { outline, place } = whole;
  const polygon = outline.map((pixel) => inOutput(place, pixel));
  const expected = polygonCentroid(polygon);
  const box = boundsOf(polygon);
  const picture = pictures[place.output];
  if (!picture) throw new Error(`no picture of ${place.output}`);
  const [, , w, h] = place.from;
  const [pw, ph] = place.turn === 0 ? [w, h] : [h, w];
  const found = lightCentroid(picture, 1, [
    Math.max(place.at[0], Math.floor(box.x0) - 12),
    Math.max(place.at[1], Math.floor(box.y0) - 12),
    Math.min(place.at[0] + pw, Math.ceil(box.x1) + 12),
    Math.min(place.at[1] + ph, Math.ceil(box.y1) + 12),
  ]);
  if (!found) return Number.POSITIVE_INFINITY;
  return Math.hypot(found.x - expected.x, found.y - expected.y);
}

export interface Errors {
  count: number;
  median: number;
  worst: number;
}

export function summary(errors: readonly number[]): Errors {
  const sorted = [...errors].sort((a, b) => a - b);
  return {
    count: sorted.length,
    median: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
    worst: sorted.at(-1) ?? Number.NaN,
  };
}
