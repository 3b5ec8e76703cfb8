import { type mat4, vec3 } from '../math.ts';
import type { HalfTangents } from './inner-frustum.ts';
import type { FlatStrip, PixelRectangle, WallPatch } from './wall-patch.ts';

/** A corner of a strip while it is clipped: camera space and wall pixel. */
interface ClipPoint {
  x: number;
  y: number;
  z: number;
  wallX: number;
  wallY: number;
}

const createPoints = () =>
  Array.from({ length: 16 }, (): ClipPoint => ({ x: 0, y: 0, z: 0, wallX: 0, wallY: 0 }));
let polygon = createPoints();
let clipped = createPoints();
const corner = vec3.create();

/** Room for the feather's taps and for what a smooth arc bulges beyond its strips. */
const marginPx = 3;
const nearMeters = 1e-3;

/**
 * The wall pixels of a patch inside a camera's (overscanned) view: the bounding rectangle of the
 * patch's strips clipped to the view's pyramid, grown by a few pixels and cut to whole pixels of the
 * patch. Returns `false` when the camera sees nothing of it. Allocates nothing.
 */
export function seenRectangle(
  out: PixelRectangle,
  patch: WallPatch,
  cameraFromStage: mat4,
  edge: HalfTangents,
  centre: HalfTangents,
): boolean {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let s = 0; s < patch.strips.length; s++) {
    const strip = patch.strips[s];
    if (!strip) continue;
    const count = clipStrip(strip, cameraFromStage, edge, centre);
    for (let i = 0; i < count; i++) {
      const p = polygon[i];
      if (!p) continue;
      x0 = Math.min(x0, p.wallX);
      x1 = Math.max(x1, p.wallX);
      y0 = Math.min(y0, p.wallY);
      y1 = Math.max(y1, p.wallY);
    }
  }
  if (!(x1 > x0 && y1 > y0)) return false;
  out.x0 = Math.max(patch.x0, Math.floor(x0) - marginPx);
  out.y0 = Math.max(patch.y0, Math.floor(y0) - marginPx);
  out.x1 = Math.min(patch.x1, Math.ceil(x1) + marginPx);
  out.y1 = Math.min(patch.y1, Math.ceil(y1) + marginPx);
  return true;
}

/** Sutherland-Hodgman against the pyramid's sides and a near plane; the result stands in `polygon`. */
function clipStrip(
  strip: FlatStrip,
  cameraFromStage: mat4,
  edge: HalfTangents,
  centre: HalfTangents,
): number {
  for (let i = 0; i < 4; i++) {
    const to = polygon[i];
    const from = strip.corners[i];
    if (!to || !from) return 0;
    vec3.transformMat4(corner, from, cameraFromStage);
    to.x = corner[0];
    to.y = corner[1];
    to.z = corner[2];
    to.wallX = i === 0 || i === 3 ? strip.x0 : strip.x1;
    to.wallY = i < 2 ? strip.y0 : strip.y1;
  }
  let count = clipPlane(4, 0, 0, -1, -nearMeters);
  count = clipPlane(count, -1, 0, -(edge.x + centre.x), 0);
  count = clipPlane(count, 1, 0, -(edge.x - centre.x), 0);
  count = clipPlane(count, 0, -1, -(edge.y + centre.y), 0);
  return clipPlane(count, 0, 1, -(edge.y - centre.y), 0);
}

/** Keeps what lies at a·x + b·y + c·z + d ≥ 0. */
function clipPlane(count: number, a: number, b: number, c: number, d: number): number {
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const from = polygon[i];
    const to = polygon[(i + 1) % count];
    if (!from || !to) continue;
    const here = a * from.x + b * from.y + c * from.z + d;
    const there = a * to.x + b * to.y + c * to.z + d;
    if (here >= 0) between(kept++, from, to, 0);
    if (here >= 0 !== there >= 0) between(kept++, from, to, here / (here - there));
  }
  const swap = polygon;
  polygon = clipped;
  clipped = swap;
  return kept;
}

function between(index: number, from: ClipPoint, to: ClipPoint, t: number): void {
  const out = clipped[index];
  if (!out) return;
  out.x = from.x + t * (to.x - from.x);
  out.y = from.y + t * (to.y - from.y);
  out.z = from.z + t * (to.z - from.z);
  out.wallX = from.wallX + t * (to.wallX - from.wallX);
  out.wallY = from.wallY + t * (to.wallY - from.wallY);
}
