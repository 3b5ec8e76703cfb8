import { radFromDeg, vec3 } from '../math.ts';
import type { Placement } from '../show/scalars.ts';
import { outsideM, type TravelLimits, type TravelSample, travelDirections } from './safe-travel.ts';

/** Where a point of the stage lies as seen from the eye point of a placed environment: in its own metres and axes. */
export function offsetFromEye(
  out: vec3,
  inStage: Readonly<vec3>,
  placement: Placement,
  eye: readonly [number, number, number],
): vec3 {
  vec3.subtract(out, inStage, placement.position);
  vec3.rotateY(out, out, origin, -radFromDeg(placement.yawDeg));
  vec3.scale(out, out, 1 / placement.scale);
  return vec3.subtract(out, out, eye);
}
const origin = vec3.create();

/** Triangles between the ends of `travelDirections`: six faces of a cube of three by three points. */
export function travelTriangles(): number[] {
  const at = (x: number, y: number, z: number): number => {
    const place = 9 * (x + 1) + 3 * (y + 1) + (z + 1);
    return place < 13 ? place : place - 1;
  };
  const triangles: number[] = [];
  for (const side of [-1, 1]) {
    for (const u of [-1, 0]) {
      for (const v of [-1, 0]) {
        const faces = [
          (a: number, b: number) => at(side, a, b),
          (a: number, b: number) => at(a, side, b),
          (a: number, b: number) => at(a, b, side),
        ];
        for (const corner of faces) {
          const [a, b, c, d] = [
            corner(u, v),
            corner(u + 1, v),
            corner(u, v + 1),
            corner(u + 1, v + 1),
          ];
          triangles.push(a, b, c, c, b, d);
        }
      }
    }
  }
  return triangles;
}

/** The ends of a volume's 26 reaches about its eye point, three numbers each. */
export const travelPoints = (
  eye: readonly [number, number, number],
  reachesM: readonly number[],
): Float32Array =>
  Float32Array.from(
    travelDirections.flatMap((direction, i) =>
      [0, 1, 2].map((c) => (eye[c] ?? 0) + (direction[c] ?? 0) * (reachesM[i] ?? 0)),
    ),
  );

/** Closer to the border than this nobody is warned of it: metres. */
const tolerance = 0.005;

/** What is said of a camera that has left the volume; `undefined` inside it. Offsets in the environment's metres, `scale` stage metres each. */
export function travelWarning(
  camera: string,
  offset: Readonly<vec3>,
  scale: number,
  { samples, limits }: { samples: readonly TravelSample[]; limits: TravelLimits },
): string | undefined {
  const outside = outsideM(samples, offset, limits) * scale;
  if (outside < tolerance) return undefined;
  const metres = outside < 1 ? outside.toFixed(2) : outside.toFixed(1);
  return `Camera ${camera} is ${metres} m outside of where this picture holds (${limits.limitPx} px). Move it back, or allow larger holes.`;
}
