import {
  BufferAttribute,
  BufferGeometry,
  InterleavedBuffer,
  InterleavedBufferAttribute,
  Sphere,
  Vector3,
} from 'three';
import { breathe } from '../breathe.ts';
import { horizonAzimuths, horizonOf, horizonWalk } from './horizon.ts';
import { ringRadiusM, rings, segmentAngle, segments } from './polar-grid.ts';

const sectors = 16;
const bands = 4;
/** Farther out shadows are lost in the haze. */
const horizonReachM = 6000;
/** Rings inside the polar grid, outermost first. */
const innerRings = [
  { radiusM: 7.4, count: segments / 4 },
  { radiusM: 4.2, count: segments / 16 },
] as const;
const innerVertices = segments / 4 + segments / 16 + 1;

/** Heights on the polar grid, ring by ring, of land that is flat within 9 m of the origin. */
export async function createHeights(
  heightM: (x: number, z: number) => number,
): Promise<Float32Array> {
  const heights = new Float32Array(rings * segments);
  for (let ring = 0; ring < rings; ring++) {
    if (ring % 6 === 0) await breathe();
    const r = ringRadiusM(ring);
    for (let segment = 0; segment < segments; segment++) {
      const angle = segmentAngle(segment);
      heights[ring * segments + segment] = heightM(r * Math.cos(angle), r * Math.sin(angle));
    }
  }
  return heights;
}

interface Attributes {
  position: Float32Array;
  normal: Float32Array;
  horizon: Uint8Array;
}

function writeNormal(
  out: Float32Array,
  at: number,
  heights: Float32Array,
  ring: number,
  segment: number,
): void {
  const angle = segmentAngle(segment);
  const inner = Math.max(0, ring - 1);
  const outer = Math.min(rings - 1, ring + 1);
  const left = ring * segments + ((segment + segments - 1) % segments);
  const right = ring * segments + ((segment + 1) % segments);
  const radial =
    ((heights[outer * segments + segment] ?? 0) - (heights[inner * segments + segment] ?? 0)) /
    (ringRadiusM(outer) - ringRadiusM(inner));
  const around =
    ((heights[right] ?? 0) - (heights[left] ?? 0)) /
    (2 * ringRadiusM(ring) * ((2 * Math.PI) / segments));
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const dx = radial * cos - around * sin;
  const dz = radial * sin + around * cos;
  const length = Math.hypot(dx, 1, dz);
  out[at] = -dx / length;
  out[at + 1] = 1 / length;
  out[at + 2] = -dz / length;
}

async function createAttributes(heights: Float32Array, casting: Float32Array): Promise<Attributes> {
  const count = rings * segments + innerVertices;
  const attributes: Attributes = {
    position: new Float32Array(3 * count),
    normal: new Float32Array(3 * count),
    horizon: new Uint8Array(horizonAzimuths * count),
  };
  const walk = horizonWalk();
  for (let ring = 0; ring < rings; ring++) {
    await breathe();
    const r = ringRadiusM(ring);
    for (let segment = 0; segment < segments; segment++) {
      const angle = segmentAngle(segment);
      const at = ring * segments + segment;
      attributes.position[3 * at] = r * Math.cos(angle);
      attributes.position[3 * at + 1] = heights[at] ?? 0;
      attributes.position[3 * at + 2] = r * Math.sin(angle);
      writeNormal(attributes.normal, 3 * at, heights, ring, segment);
      if (r < horizonReachM) {
        horizonOf(attributes.horizon, horizonAzimuths * at, casting, ring, segment, walk);
      }
    }
  }
  writeCentre(attributes, rings * segments);
  return attributes;
}

/** Triangles of one piece of the grid, a pie slice between two rings. */
function pieceIndices(sector: number, firstRing: number, lastRing: number): Uint32Array {
  const width = segments / sectors;
  const indices: number[] = [];
  for (let ring = firstRing; ring < lastRing; ring++) {
    for (let step = 0; step < width; step++) {
      const a = sector * width + step;
      const b = (a + 1) % segments;
      const [p, q] = [ring * segments, (ring + 1) * segments];
      indices.push(p + a, p + b, q + a, p + b, q + b, q + a);
    }
  }
  return Uint32Array.from(indices);
}

/**
 * Closes the innermost ring over the stage: ever coarser rings, each with a quarter of the segments of
 * the one around it, so that no triangle is a sliver. `first` is the index of the first inner vertex.
 */
function centreIndices(first: number): Uint32Array {
  const indices: number[] = [];
  let outer = { at: 0, count: segments };
  for (const { count } of innerRings) {
    const inner = { at: outer.at === 0 ? first : outer.at + outer.count, count };
    const ratio = outer.count / count;
    for (let i = 0; i < count; i++) {
      const [a, b] = [inner.at + i, inner.at + ((i + 1) % count)];
      for (let k = 0; k < ratio; k++) {
        const from = outer.at + i * ratio + k;
        const to = outer.at + ((i * ratio + k + 1) % outer.count);
        indices.push(k < ratio / 2 ? a : b, to, from);
        if (k === ratio / 2 - 1) indices.push(a, b, to);
      }
    }
    outer = inner;
  }
  const centre = outer.at + outer.count;
  for (let i = 0; i < outer.count; i++) {
    indices.push(centre, outer.at + ((i + 1) % outer.count), outer.at + i);
  }
  return Uint32Array.from(indices);
}

/** Adds the flat vertices inside the grid; each has the horizon of the grid's vertex at its angle. */
function writeCentre(attributes: Attributes, first: number): void {
  let at = first;
  const write = (radiusM: number, segment: number): void => {
    const angle = segmentAngle(segment);
    attributes.position.set([radiusM * Math.cos(angle), 0, radiusM * Math.sin(angle)], 3 * at);
    attributes.normal.set([0, 1, 0], 3 * at);
    const of = horizonAzimuths * Math.floor(segment);
    const horizon = attributes.horizon.subarray(of, of + horizonAzimuths);
    attributes.horizon.set(horizon, horizonAzimuths * at);
    at++;
  };
  for (const { radiusM, count } of innerRings) {
    for (let i = 0; i < count; i++) write(radiusM, (i * segments) / count);
  }
  // Not in the middle: a camera often stands exactly there, and a vertex in the plane of its lens has
  // no perspective (w = 0), which not every rasteriser survives.
  write(0.57, 0.4);
}

function allPieces(): Uint32Array[] {
  const pieces = [centreIndices(rings * segments)];
  for (let band = 0; band < bands; band++) {
    const first = Math.round(((rings - 1) * band) / bands);
    const last = Math.round(((rings - 1) * (band + 1)) / bands);
    for (let sector = 0; sector < sectors; sector++) {
      pieces.push(pieceIndices(sector, first, last));
    }
  }
  return pieces;
}

function boundingSphereOf(index: Uint32Array, position: Float32Array): Sphere {
  const points: Vector3[] = [];
  // Every 25th corner: not a multiple of the three of a triangle, so no corner of it is passed over.
  for (let i = 0; i < index.length; i += 25) {
    points.push(new Vector3().fromArray(position, 3 * (index[i] ?? 0)));
  }
  const sphere = new Sphere().setFromPoints(points);
  sphere.radius *= 1.02;
  return sphere;
}

/**
 * The land in pieces, so that a view draws only what is before it. `casting` is how high what casts shadows
 * stands, on the same grid: the land itself where nothing else does.
 */
export async function createLandGeometries(
  heights: Float32Array,
  casting: Float32Array = heights,
): Promise<BufferGeometry[]> {
  const attributes = await createAttributes(heights, casting);
  const position = new BufferAttribute(attributes.position, 3);
  const normal = new BufferAttribute(attributes.normal, 3);
  const horizon = new InterleavedBuffer(attributes.horizon, horizonAzimuths);
  const geometries: BufferGeometry[] = [];
  for (const index of allPieces()) {
    const geometry = new BufferGeometry();
    geometry.setAttribute('position', position);
    geometry.setAttribute('normal', normal);
    for (let part = 0; part < 4; part++) {
      const attribute = new InterleavedBufferAttribute(horizon, 4, 4 * part, true);
      geometry.setAttribute(`horizon${part}`, attribute);
    }
    geometry.setIndex(new BufferAttribute(index, 1));
    geometry.boundingSphere = boundingSphereOf(index, attributes.position);
    geometries.push(geometry);
  }
  return geometries;
}
