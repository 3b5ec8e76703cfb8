import { BufferAttribute, BufferGeometry } from 'three';
import { ringRadiusM, rings, segmentAngle, segments } from '../land/polar-grid.ts';

const everyRing = 5;
const everySegment = 8;

/** A sheet of water around the stage as far as the land reaches, at a height in metres. */
export function createWaterGeometry(heightM: number): BufferGeometry {
  const across = segments / everySegment;
  const radii = [0.4, 3];
  for (let ring = 0; ring < rings; ring += everyRing) radii.push(ringRadiusM(ring));
  const positions: number[] = [];
  const indices: number[] = [];
  radii.forEach((r, row) => {
    for (let column = 0; column < across; column++) {
      const angle = segmentAngle(column * everySegment);
      positions.push(r * Math.cos(angle), heightM, r * Math.sin(angle));
      if (row === 0) continue;
      const next = (column + 1) % across;
      const [p, q] = [(row - 1) * across, row * across];
      indices.push(p + column, p + next, q + column, p + next, q + next, q + column);
    }
  });
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(Float32Array.from(positions), 3));
  const normals = Float32Array.from(positions, (_, i) => (i % 3 === 1 ? 1 : 0));
  geometry.setAttribute('normal', new BufferAttribute(normals, 3));
  geometry.setIndex(indices);
  return geometry;
}
