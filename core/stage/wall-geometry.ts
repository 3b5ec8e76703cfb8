import { mat4, type Pose, quatFromRotationDeg, radFromDeg, type Triple, vec3 } from '../math.ts';
import type { Surface, Wall } from '../show/stage-schema.ts';

/** A wall ready for computing: its pose as a matrix, its surface as it stands in the show file. */
export interface WallGeometry {
  id: string;
  /** Width and height in pixels. */
  width: number;
  height: number;
  surface: Surface;
  stageFromWall: mat4;
  wallFromStage: mat4;
}

export function wallGeometry(wall: Pick<Wall, 'id' | 'surface' | 'pixels' | 'pose'>): WallGeometry {
  const pose: Pose = {
    position: vec3.clone(wall.pose.position),
    orientation: quatFromRotationDeg([0, 0, 0, 1], wall.pose.rotationDeg),
  };
  const stageFromWall = mat4.fromRotationTranslation(
    mat4.create(),
    pose.orientation,
    pose.position,
  );
  const wallFromStage = mat4.invert(mat4.create(), stageFromWall) ?? mat4.create();
  const [width, height] = wall.pixels;
  return { id: wall.id, width, height, surface: wall.surface, stageFromWall, wallFromStage };
}

/** Angle of a wall column on an arc: φ = (X/W − ½)·sweep (DESIGN section 2). X in pixels. */
export const arcAngle = (x: number, width: number, sweepRad: number): number =>
  (x / width - 0.5) * sweepRad;

/**
 * Point of a flat or arc wall in wall space (metres) at continuous pixel coordinates (x, y), whose
 * centres are at half-integers. Facets run linearly along each chord. Meshes have no closed form:
 * `undefined`.
 */
export function wallPointAt(out: vec3, wall: WallGeometry, x: number, y: number): vec3 | undefined {
  const { surface, width, height } = wall;
  const v = 1 - y / height;
  switch (surface.kind) {
    case 'flat':
      return vec3.set(out, (x / width - 0.5) * surface.width, v * surface.height, 0);
    case 'arc': {
      const sweep = radFromDeg(surface.sweepDeg);
      if (!surface.facets)
        return onCircle(out, surface.radius, arcAngle(x, width, sweep), v * surface.height);
      const column = (x / width) * surface.facets;
      const facet = Math.min(surface.facets - 1, Math.max(0, Math.floor(column)));
      const left = onCircle(
        edgeLeft,
        surface.radius,
        (facet / surface.facets - 0.5) * sweep,
        v * surface.height,
      );
      const right = onCircle(
        edgeRight,
        surface.radius,
        ((facet + 1) / surface.facets - 0.5) * sweep,
        v * surface.height,
      );
      return vec3.lerp(out, left, right, column - facet);
    }
    case 'mesh':
      return undefined;
  }
}
const edgeLeft = vec3.create();
const edgeRight = vec3.create();

const onCircle = (out: vec3, radius: number, phi: number, y: number): vec3 =>
  vec3.set(out, radius * Math.sin(phi), y, -radius * Math.cos(phi));

/** The same in stage space. */
export function stagePointAt(
  out: vec3,
  wall: WallGeometry,
  x: number,
  y: number,
): vec3 | undefined {
  const point = wallPointAt(out, wall, x, y);
  return point && vec3.transformMat4(out, point, wall.stageFromWall);
}

/** The same as three numbers, for what is kept or shown. Allocates. */
export function plainStagePointAt(wall: WallGeometry, x: number, y: number): Triple | undefined {
  const point = stagePointAt(vec3.create(), wall, x, y);
  return point && [point[0], point[1], point[2]];
}
