import { radFromDeg, vec3 } from '../math.ts';
import type { WallGeometry } from './wall-geometry.ts';

/** Where a line meets a wall: continuous pixel coordinates, and the distance along the line. */
export interface WallHit {
  x: number;
  y: number;
  /** In lengths of the line's direction vector. */
  t: number;
}

/**
 * Where the ray from `origin` along `direction` (stage space, metres) meets the wall, or `undefined`
 * where it misses the wall's pixels. On an arc the ray counts where it leaves the circle
 * (DESIGN section 2). Meshes are hit by their triangles, not here.
 */
export function wallHit(wall: WallGeometry, origin: vec3, direction: vec3): WallHit | undefined {
  const start = vec3.transformMat4(vec3.create(), origin, wall.wallFromStage);
  const end = vec3.add(vec3.create(), origin, direction);
  vec3.transformMat4(end, end, wall.wallFromStage);
  const along = vec3.subtract(vec3.create(), end, start);
  const hit =
    wall.surface.kind === 'flat' ? flatHit(wall, start, along) : arcHit(wall, start, along);
  if (!hit) return undefined;
  const inside = hit.x >= 0 && hit.x <= wall.width && hit.y >= 0 && hit.y <= wall.height;
  return inside ? hit : undefined;
}

function flatHit(
  { surface, width, height }: WallGeometry,
  start: vec3,
  along: vec3,
): WallHit | undefined {
  if (surface.kind !== 'flat' || along[2] === 0) return undefined;
  const t = -start[2] / along[2];
  if (t <= 0) return undefined;
  return {
    x: ((start[0] + t * along[0]) / surface.width + 0.5) * width,
    y: (1 - (start[1] + t * along[1]) / surface.height) * height,
    t,
  };
}

function arcHit(wall: WallGeometry, start: vec3, along: vec3): WallHit | undefined {
  const { surface, width, height } = wall;
  if (surface.kind !== 'arc') return undefined;
  const sweep = radFromDeg(surface.sweepDeg);
  const row = (t: number) => (1 - (start[1] + t * along[1]) / surface.height) * height;
  const t = circleExit(start, along, surface.radius);
  if (t === undefined) return undefined;
  const phi = Math.atan2(start[0] + t * along[0], -(start[2] + t * along[2]));
  if (!surface.facets) return { x: (phi / sweep + 0.5) * width, y: row(t), t };
  return facetHit(wall, start, along, Math.floor((phi / sweep + 0.5) * surface.facets), row);
}

/** The farther intersection with the circle, ahead of the start: a² t² + 2 b t + c = 0 in the floor plane. */
function circleExit(start: vec3, along: vec3, radius: number): number | undefined {
  const a = along[0] ** 2 + along[2] ** 2;
  const b = start[0] * along[0] + start[2] * along[2];
  const c = start[0] ** 2 + start[2] ** 2 - radius ** 2;
  const inner = b * b - a * c;
  if (a === 0 || inner < 0) return undefined;
  const t = (-b + Math.sqrt(inner)) / a;
  return t > 0 ? t : undefined;
}

/** The chord that the ray crosses: the one under the circle's exit point, or a neighbour near an edge. */
function facetHit(
  { surface, width }: WallGeometry,
  start: vec3,
  along: vec3,
  guess: number,
  row: (t: number) => number,
): WallHit | undefined {
  if (surface.kind !== 'arc' || !surface.facets) return undefined;
  const { facets, radius } = surface;
  const sweep = radFromDeg(surface.sweepDeg);
  for (const facet of [guess, guess - 1, guess + 1]) {
    if (facet < 0 || facet >= facets) continue;
    const [p0, p1] = [facet / facets - 0.5, (facet + 1) / facets - 0.5].map((f) => f * sweep);
    if (p0 === undefined || p1 === undefined) continue;
    const [ax, az] = [radius * Math.sin(p0), -radius * Math.cos(p0)];
    const [ex, ez] = [radius * Math.sin(p1) - ax, -radius * Math.cos(p1) - az];
    const cross = along[0] * ez - along[2] * ex;
    if (cross === 0) continue;
    const [dx, dz] = [ax - start[0], az - start[2]];
    const t = (dx * ez - dz * ex) / cross;
    const s = (dx * along[2] - dz * along[0]) / cross;
    if (t > 0 && s >= -1e-9 && s <= 1 + 1e-9)
      return { x: ((facet + s) / facets) * width, y: row(t), t };
  }
  return undefined;
}
