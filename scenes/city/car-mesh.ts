import { type BufferGeometry, InstancedBufferAttribute, InstancedBufferGeometry } from 'three';
import { type Box, boxFaces, MeshWriter } from '../mesh-writer.ts';

export const lanes = 4;
/** Places drawn per lane; `carSpacing` of `traffic.glsl` apart, they reach over the whole street. */
export const placesPerLane = 54;
export const carSpacingM = 23;
export const firstPlace = -27;

/** Metres per second of each lane; the outer lanes are slower. */
export const laneSpeeds = [9.2, 11.6, 11.1, 8.7] as const;

const part = { paint: 0, glass: 1, headlamp: 2, rearLamp: 3, tyre: 4 } as const;

/** A side view of a saloon: z (front positive), height, half width. */
const lower: readonly (readonly [number, number, number])[] = [
  [2.2, 0.42, 0.78],
  [2.24, 0.62, 0.8],
  [2.1, 0.78, 0.82],
  [0.95, 0.94, 0.88],
  [-1.55, 0.98, 0.88],
  [-2.15, 0.92, 0.82],
  [-2.24, 0.7, 0.8],
  [-2.2, 0.4, 0.78],
];
const cabin: readonly (readonly [number, number, number])[] = [
  [0.98, 0.93, 0.82],
  [0.22, 1.38, 0.62],
  [-0.95, 1.4, 0.62],
  [-1.62, 0.97, 0.8],
];

type Profile = typeof lower;

/** A strip across the car over a profile, and both its sides down to `floorY`. */
function writeShell(
  writer: MeshWriter,
  profile: Profile,
  floorY: number,
  kinds: readonly number[],
): void {
  for (let i = 0; i < profile.length - 1; i++) {
    const a = profile[i];
    const b = profile[i + 1];
    if (a === undefined || b === undefined) continue;
    const [dz, dy] = [b[0] - a[0], b[1] - a[1]];
    const length = Math.hypot(dz, dy);
    const kind = [kinds[i] ?? 0];
    const over = [0, -dz / length, dy / length];
    const top = [
      [-a[2], a[1], a[0]],
      [a[2], a[1], a[0]],
      [b[2], b[1], b[0]],
      [-b[2], b[1], b[0]],
    ].map((position) => writer.vertex({ position, normal: over, part: kind }));
    writer.quad(top[0] ?? 0, top[1] ?? 0, top[2] ?? 0, top[3] ?? 0);
    for (const side of [-1, 1]) {
      const flank = [
        [side * a[2], a[1], a[0]],
        [side * 0.88, floorY, a[0]],
        [side * 0.88, floorY, b[0]],
        [side * b[2], b[1], b[0]],
      ].map((position) => writer.vertex({ position, normal: [side * 0.96, 0.28, 0], part: kind }));
      const [p = 0, q = 0, r = 0, s = 0] = flank;
      if (side > 0) writer.quad(p, q, r, s);
      else writer.quad(s, r, q, p);
    }
  }
}

function writePart(writer: MeshWriter, box: Box, kind: number): void {
  for (const { normal, corners } of boxFaces(box)) {
    const ids = corners.map((position) => writer.vertex({ position, normal, part: [kind] }));
    writer.quad(ids[0] ?? 0, ids[1] ?? 0, ids[2] ?? 0, ids[3] ?? 0);
  }
}

const wheelCorners = 10;
const wheelRadiusM = 0.33;

/** Tread and outer face of one wheel; nobody sees the inner one. */
function writeWheel(writer: MeshWriter, side: number, z: number): void {
  const around = Array.from({ length: wheelCorners }, (_, i) => (2 * Math.PI * i) / wheelCorners);
  const rim = (x: number, normalX: number): number[] =>
    around.map((a) => {
      const [y, dz] = [Math.cos(a), Math.sin(a)];
      return writer.vertex({
        position: [side * x, wheelRadiusM * (1 + y), z + wheelRadiusM * dz],
        normal: [side * normalX, normalX === 0 ? y : 0, normalX === 0 ? dz : 0],
        part: [part.tyre],
      });
    });
  const [inner, outer, face] = [rim(0.66, 0), rim(0.89, 0), rim(0.89, 1)];
  const corner = (ring: readonly number[], i: number): number => ring[i % wheelCorners] ?? 0;
  for (let i = 0; i < wheelCorners; i++) {
    writer.quad(corner(inner, i), corner(outer, i), corner(outer, i + 1), corner(inner, i + 1));
    if (i > 0 && i < wheelCorners - 1) {
      writer.triangle(corner(face, 0), corner(face, i), corner(face, i + 1));
    }
  }
}

function createCar(): BufferGeometry {
  const writer = new MeshWriter({ position: 3, normal: 3, part: 1 });
  writeShell(
    writer,
    lower,
    0.3,
    lower.map(() => part.paint),
  );
  writeShell(writer, cabin, 0.9, [part.glass, part.paint, part.glass]);
  for (const side of [-1, 1]) {
    const at = (x0: number, x1: number): [number, number] => (side < 0 ? [-x1, -x0] : [x0, x1]);
    const [l, r] = at(0.5, 0.8);
    writePart(writer, { min: [l, 0.6, 2.1], max: [r, 0.74, 2.26] }, part.headlamp);
    writePart(writer, { min: [l, 0.68, -2.27], max: [r, 0.84, -2.1] }, part.rearLamp);
    for (const z of [1.4, -1.35]) writeWheel(writer, side, z);
  }
  return writer.build();
}

/** Lane and place of every instance, in the order that all instanced parts of the traffic share. */
export function trafficPlaces(): [number, number][] {
  const places: [number, number][] = [];
  for (let lane = 0; lane < lanes; lane++) {
    for (let i = 0; i < placesPerLane; i++) places.push([lane, firstPlace + i]);
  }
  return places;
}

/** One car per place; the vertex shader moves it and hides empty places. */
export function createCarGeometry(): InstancedBufferGeometry {
  const car = createCar();
  const geometry = new InstancedBufferGeometry();
  for (const name of ['position', 'normal', 'part']) {
    geometry.setAttribute(name, car.getAttribute(name));
  }
  geometry.setIndex(car.getIndex());
  const places = Float32Array.from(trafficPlaces().flat());
  geometry.setAttribute('place', new InstancedBufferAttribute(places, 2));
  return geometry;
}
