import { type mat4, vec3 } from '../math.ts';

/** A rectangle in stage space by three corners as seen from the front, metres. */
export interface Rectangle {
  lowerLeft: vec3;
  lowerRight: vec3;
  upperLeft: vec3;
}

/** An off-axis view: the basis of the rectangle and the frustum's extents on a plane at distance 1. */
export interface OffAxisView {
  /** Columns right, up, back (towards the viewer) and the eye: the camera's pose in the stage. */
  stageFromView: mat4;
  /** Tangents of the frustum's edges: multiply by a near distance for `frustum(l, r, b, t)`. */
  left: number;
  right: number;
  bottom: number;
  top: number;
  /** From the eye to the rectangle's plane, metres. */
  distance: number;
}

/** Nearer than this, or behind the plane, a wall cannot be drawn for the eye. */
const minDistance = 1e-4;

/**
 * Off-axis projection of a rectangle from an eye, after Kooima, "Generalized Perspective
 * Projection": vr, vu, vn from the corners, extents by dot products, over the distance
 * d = −(va·vn). Returns `undefined` where the eye is in or behind the rectangle's plane.
 */
export function offAxisView(eye: vec3, rectangle: Rectangle): OffAxisView | undefined {
  const { lowerLeft, lowerRight, upperLeft } = rectangle;
  const right = vec3.normalize(vec3.create(), vec3.subtract(vec3.create(), lowerRight, lowerLeft));
  const up = vec3.normalize(vec3.create(), vec3.subtract(vec3.create(), upperLeft, lowerLeft));
  const back = vec3.normalize(vec3.create(), vec3.cross(vec3.create(), right, up));
  const toLowerLeft = vec3.subtract(vec3.create(), lowerLeft, eye);
  const toLowerRight = vec3.subtract(vec3.create(), lowerRight, eye);
  const toUpperLeft = vec3.subtract(vec3.create(), upperLeft, eye);
  const distance = -vec3.dot(toLowerLeft, back);
  if (!(distance > minDistance)) return undefined;
  return {
    stageFromView: viewPose(right, up, back, eye),
    left: vec3.dot(right, toLowerLeft) / distance,
    right: vec3.dot(right, toLowerRight) / distance,
    bottom: vec3.dot(up, toLowerLeft) / distance,
    top: vec3.dot(up, toUpperLeft) / distance,
    distance,
  };
}

const viewPose = (right: vec3, up: vec3, back: vec3, eye: vec3): mat4 =>
  // biome-ignore format: columns of a matrix
  [
    right[0], right[1], right[2], 0,
    up[0], up[1], up[2], 0,
    back[0], back[1], back[2], 0,
    eye[0], eye[1], eye[2], 1,
  ];

/** The part of a view between fractions of its width and height, both measured from the upper left. */
export function cropView(
  view: OffAxisView,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
): OffAxisView {
  const [w, h] = [view.right - view.left, view.top - view.bottom];
  return {
    ...view,
    left: view.left + x0 * w,
    right: view.left + x1 * w,
    top: view.top - y0 * h,
    bottom: view.top - y1 * h,
  };
}
