import { mat3, mat4, quat, quatFromRotationDeg, vec3 } from '../math.ts';
import type { Layer } from './layer.ts';

type Placed = Pick<Layer, 'shape' | 'sizeM' | 'offsetM' | 'distanceM' | 'rotationDeg'>;

const turn = quat.create();
const turned = mat4.create();

/**
 * Where a layer stands as seen from the eye point. Of a plate: the matrix M with M·(a, b, 1) = the point, in
 * metres, of picture place a = u − ½, b = ½ − v (u to the right, v down, 0 to 1); its inverse takes a ray
 * to the picture. Of one that goes all the way round: its rotation.
 */
export function placeOfLayer(out: mat3, layer: Placed): mat3 {
  const { sizeM, offsetM, distanceM, rotationDeg } = layer;
  mat3.fromMat4(out, mat4.fromQuat(turned, quatFromRotationDeg(turn, rotationDeg)));
  if (layer.shape === 'around') return out;
  const [w, h] = sizeM;
  for (let i = 0; i < 3; i++) {
    out[i] = (out[i] ?? 0) * w;
    out[3 + i] = (out[3 + i] ?? 0) * h;
  }
  [out[6], out[7], out[8]] = [offsetM[0], offsetM[1], -distanceM];
  return out;
}

const place = vec3.create();

/**
 * The ray of picture place (u, v): of length such that times a depth it is the point at that depth. For a
 * plate depth is along −Z, as depth maps of a camera have it; all the way round it is the distance.
 */
export function rayOfPlace(
  out: vec3,
  shape: Layer['shape'],
  placed: mat3,
  u: number,
  v: number,
): vec3 {
  if (shape === 'around') {
    const azimuth = (u - 0.5) * 2 * Math.PI;
    const polar = v * Math.PI;
    const flat = Math.sin(polar);
    vec3.set(place, flat * Math.sin(azimuth), Math.cos(polar), -flat * Math.cos(azimuth));
    return vec3.transformMat3(out, place, placed);
  }
  vec3.set(place, u - 0.5, 0.5 - v, 1);
  vec3.transformMat3(out, place, placed);
  return vec3.scale(out, out, 1 / Math.max(1e-6, -(out[2] ?? 0)));
}

/** 1/m of what a depth map's value (0 black, far; 1 white, near) stands for: inverse depth is linear in it. */
export const inverseDepth = ({ nearM, farM }: Pick<Layer, 'nearM' | 'farM'>, value: number) =>
  1 / farM + value * (1 / nearM - 1 / farM);

/** Value of a depth map that stands for a depth: the inverse of `inverseDepth`, 0 to 1. */
export const depthValue = (layer: Pick<Layer, 'nearM' | 'farM'>, depthM: number): number =>
  Math.min(1, Math.max(0, (1 / depthM - 1 / layer.farM) / (1 / layer.nearM - 1 / layer.farM)));
