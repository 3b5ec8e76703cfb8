/**
 * Where a sphere's outline, seen from an eye, falls on a wall: worked out here from DESIGN section 2
 * alone, so that the product's geometry is checked against an independent one.
 */
export type Vector = readonly [number, number, number];

export interface TestWall {
  surface: {
    kind: string;
    width?: number;
    height: number;
    radius?: number;
    sweepDeg?: number;
    facets?: number;
  };
  pixels: readonly [number, number];
  position: Vector;
  /** Only turns about one axis at a time are used: [x, y, z] degrees, Ry·Rx·Rz. */
  rotationDeg: Vector;
}

const add = (a: Vector, b: Vector, s = 1): Vector => [
  a[0] + s * b[0],
  a[1] + s * b[1],
  a[2] + s * b[2],
];
const dot = (a: Vector, b: Vector) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
const unit = (a: Vector): Vector => {
  const l = Math.sqrt(dot(a, a));
  return [a[0] / l, a[1] / l, a[2] / l];
};

/** Rows of Ry(y)·Rx(x)·Rz(z), multiplied out. */
function rotation([xd, yd, zd]: Vector): [Vector, Vector, Vector] {
  const r = Math.PI / 180;
  const [cx, sx, cy, sy, cz, sz] = [
    Math.cos(xd * r),
    Math.sin(xd * r),
    Math.cos(yd * r),
    Math.sin(yd * r),
    Math.cos(zd * r),
    Math.sin(zd * r),
  ];
  return [
    [cy * cz + sy * sx * sz, -cy * sz + sy * sx * cz, sy * cx],
    [cx * sz, cx * cz, -sx],
    [-sy * cz + cy * sx * sz, sy * sz + cy * sx * cz, cy * cx],
  ];
}

export const stageFromWall = (wall: TestWall, p: Vector): Vector => {
  const rows = rotation(wall.rotationDeg);
  return add([dot(rows[0], p), dot(rows[1], p), dot(rows[2], p)], wall.position);
};

export function wallFromStage(wall: TestWall, p: Vector, isDirection = false): Vector {
  const [a, b, c] = rotation(wall.rotationDeg);
  const d = isDirection ? p : add(p, wall.position, -1);
  return [
    a[0] * d[0] + b[0] * d[1] + c[0] * d[2],
    a[1] * d[0] + b[1] * d[1] + c[1] * d[2],
    a[2] * d[0] + b[2] * d[1] + c[2] * d[2],
  ];
}

/** Wall pixel (continuous) where the ray meets the wall's surface, also beyond the wall's edges. */
export function rayPixel(
  wall: TestWall,
  eye: Vector,
  direction: Vector,
): [number, number] | undefined {
  const [e, d] = [wallFromStage(wall, eye), wallFromStage(wall, direction, true)];
  const { surface, pixels } = wall;
  const row = (t: number) => (1 - (e[1] + t * d[1]) / surface.height) * pixels[1];
  if (surface.kind === 'flat') {
    const t = -e[2] / d[2];
    if (!(t > 0)) return undefined;
    return [((e[0] + t * d[0]) / (surface.width ?? 1) + 0.5) * pixels[0], row(t)];
  }
  const radius = surface.radius ?? 1;
  const sweep = ((surface.sweepDeg ?? 90) * Math.PI) / 180;
  const [a, b, c] = [
    d[0] ** 2 + d[2] ** 2,
    e[0] * d[0] + e[2] * d[2],
    e[0] ** 2 + e[2] ** 2 - radius ** 2,
  ];
  const t = (-b + Math.sqrt(b * b - a * c)) / a;
  const phi = Math.atan2(e[0] + t * d[0], -(e[2] + t * d[2]));
  if (!surface.facets) return [(phi / sweep + 0.5) * pixels[0], row(t)];
  for (let i = 0; i < surface.facets; i++) {
    const [p0, p1] = [(i / surface.facets - 0.5) * sweep, ((i + 1) / surface.facets - 0.5) * sweep];
    const [ax, az, bx, bz] = [
      radius * Math.sin(p0),
      -radius * Math.cos(p0),
      radius * Math.sin(p1),
      -radius * Math.cos(p1),
    ];
    // Solve e + t·d = a + s·(b − a) in the floor plane by Cramer's rule.
    const det = d[0] * -(bz - az) + d[2] * (bx - ax);
    const chordT = ((ax - e[0]) * -(bz - az) + (az - e[2]) * (bx - ax)) / det;
    const s = (d[0] * (az - e[2]) - d[2] * (ax - e[0])) / det;
    if (chordT > 0 && s >= 0 && s < 1) return [((i + s) / surface.facets) * pixels[0], row(chordT)];
  }
  return undefined;
}

/** Outline of a sphere from an eye as wall pixels, or undefined when part of it misses the surface. */
export function silhouette(
  wall: TestWall,
  eye: Vector,
  centre: Vector,
  radius: number,
  points = 720,
): [number, number][] | undefined {
  const toCentre = add(centre, eye, -1);
  const distance = Math.sqrt(dot(toCentre, toCentre));
  const axis = unit(toCentre);
  const side = unit(cross(axis, Math.abs(axis[1]) < 0.9 ? [0, 1, 0] : [1, 0, 0]));
  const other = cross(axis, side);
  const sine = radius / distance;
  const cosine = Math.sqrt(1 - sine * sine);
  const outline: [number, number][] = [];
  for (let i = 0; i < points; i++) {
    const angle = (i / points) * 2 * Math.PI;
    const around = add(
      [side[0] * Math.cos(angle), side[1] * Math.cos(angle), side[2] * Math.cos(angle)],
      other,
      Math.sin(angle),
    );
    const direction: Vector = [
      axis[0] * cosine + around[0] * sine,
      axis[1] * cosine + around[1] * sine,
      axis[2] * cosine + around[2] * sine,
    ];
    const pixel = rayPixel(wall, eye, direction);
    if (!pixel) return undefined;
    outline.push(pixel);
  }
  return outline;
}

/** Centroid and area of a polygon by the shoelace formula. */
export function polygonCentroid(polygon: readonly [number, number][]): {
  x: number;
  y: number;
  area: number;
} {
  let [area, x, y] = [0, 0, 0];
  polygon.forEach(([x0, y0], i) => {
    const [x1, y1] = polygon[(i + 1) % polygon.length] ?? [0, 0];
    const w = x0 * y1 - x1 * y0;
    area += w / 2;
    x += ((x0 + x1) * w) / 6;
    y += ((y0 + y1) * w) / 6;
  });
  return { x: x / area, y: y / area, area: Math.abs(area) };
}

/** Rectangle that holds a polygon. */
export const boundsOf = (polygon: readonly [number, number][]) => ({
  x0: Math.min(...polygon.map((p) => p[0])),
  x1: Math.max(...polygon.map((p) => p[0])),
  y0: Math.min(...polygon.map((p) => p[1])),
  y1: Math.max(...polygon.map((p) => p[1])),
});
