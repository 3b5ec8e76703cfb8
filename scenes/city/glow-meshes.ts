import {
  type BufferGeometry,
  IcosahedronGeometry,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
} from 'three';
import { MeshWriter } from '../mesh-writer.ts';
import { createRandom } from '../random.ts';
import { trafficPlaces } from './car-mesh.ts';
import type { NeonSign } from './neon-plan.ts';
import { lampPositions } from './street-mesh.ts';
import { lampHeightM, lampX } from './street-plan.ts';

export interface Halo {
  centre: [number, number, number, number];
  tint: [number, number, number];
  place: [number, number];
}

export const unbound: [number, number] = [-1, 0];

function allHalos(): Halo[] {
  const halos: Halo[] = [];
  for (const side of [-1, 1] as const) {
    for (const z of lampPositions(side)) {
      halos.push({
        centre: [side * lampX, lampHeightM - 0.1, z, 3.4],
        tint: [1, 0.72, 0.43],
        place: unbound,
      });
    }
  }
  for (const place of trafficPlaces()) {
    for (const x of [-0.65, 0.65]) {
      halos.push({ centre: [x, 0.67, 2.3, 1.5], tint: [2.4, 2.1, 1.6], place });
    }
    halos.push({ centre: [0, 0.76, -2.35, 1.2], tint: [1.1, 0.05, 0.02], place });
  }
  return halos;
}

/** Balls of lit haze around lamps and car lights. */
export function createHaloGeometry(halos = allHalos()): InstancedBufferGeometry {
  // The ball's flat faces must clear the unit sphere: an icosahedron's inradius is 0.795.
  const ball = new IcosahedronGeometry(1 / 0.79, 0);
  const geometry = new InstancedBufferGeometry();
  geometry.setAttribute('position', ball.getAttribute('position'));
  const attribute = (
    size: number,
    of: (halo: Halo) => readonly number[],
  ): InstancedBufferAttribute =>
    new InstancedBufferAttribute(Float32Array.from(halos.flatMap((halo) => [...of(halo)])), size);
  geometry.setAttribute(
    'centre',
    attribute(4, (halo) => halo.centre),
  );
  geometry.setAttribute(
    'tint',
    attribute(3, (halo) => halo.tint),
  );
  geometry.setAttribute(
    'place',
    attribute(2, (halo) => halo.place),
  );
  return geometry;
}

/** One quad per neon sign, seen from both sides. */
export function createNeonGeometry(signs: readonly NeonSign[]): BufferGeometry {
  const writer = new MeshWriter({ position: 3, corner: 2, look: 4, tint: 3 });
  for (const {
    position: [x, y, z],
    blade,
    widthM,
    heightM,
    kind,
    colour,
    key,
  } of signs) {
    // The glow needs room around the tubes.
    const [halfW, halfH] = [widthM * 0.625, heightM * 0.625];
    const toStreet = -Math.sign(x);
    const ids = (
      [
        [-1, -1],
        [1, -1],
        [1, 1],
        [-1, 1],
      ] as const
    ).map((corner) => {
      const across = corner[0] * halfW;
      const position = blade
        ? [x + across, y + corner[1] * halfH, z]
        : [x, y + corner[1] * halfH, z - toStreet * across];
      return writer.vertex({
        position,
        corner,
        look: [kind, widthM / heightM, key, heightM / 2],
        tint: colour,
      });
    });
    writer.quad(ids[0] ?? 0, ids[1] ?? 0, ids[2] ?? 0, ids[3] ?? 0);
  }
  return writer.build();
}

const drops = 4200;
const clearRadiusM = 9.5;

/** Rain around the stage, none inside it. drop: x, phase, z, and the share of rain from which it falls. */
export function createRainGeometry(seed: number): InstancedBufferGeometry {
  const random = createRandom(seed + 8800);
  const quad = new MeshWriter({ position: 3, corner: 2 });
  const ids = (
    [
      [-1, 0],
      [1, 0],
      [1, 1],
      [-1, 1],
    ] as const
  ).map((corner) => quad.vertex({ position: [0, 0, 0], corner }));
  quad.quad(ids[0] ?? 0, ids[1] ?? 0, ids[2] ?? 0, ids[3] ?? 0);
  const shape = quad.build();
  const geometry = new InstancedBufferGeometry();
  geometry.setAttribute('position', shape.getAttribute('position'));
  geometry.setAttribute('corner', shape.getAttribute('corner'));
  geometry.setIndex(shape.getIndex());
  const values: number[] = [];
  for (let i = 0; i < drops; i++) {
    const range = clearRadiusM + 34 * random() ** 1.4;
    const bearing = 2 * Math.PI * random();
    values.push(
      range * Math.cos(bearing),
      random(),
      range * Math.sin(bearing),
      0.02 + 0.98 * random(),
    );
  }
  geometry.setAttribute('drop', new InstancedBufferAttribute(Float32Array.from(values), 4));
  return geometry;
}
