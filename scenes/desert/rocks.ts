import { BufferAttribute, BufferGeometry, IcosahedronGeometry, Vector3 } from 'three';
import { mergeVertices } from 'three/examples/jsm/utils/BufferGeometryUtils.js';
import { gradientNoise } from '../noise.ts';
import { createRandom } from '../random.ts';
import { terrainHeightM } from './terrain.ts';

interface Rock {
  x: number;
  y: number;
  z: number;
  sizeM: number;
  turn: number;
}

/** Clusters: a few boulders, each with rubble about it, none nearer to the stage than 11 m. */
function placeRocks(seed: number): Rock[] {
  const random = createRandom(seed + 300);
  const rocks: Rock[] = [];
  const add = (x: number, z: number, sizeM: number): void => {
    if (Math.hypot(x, z) < 11 + sizeM) return;
    rocks.push({ x, y: terrainHeightM(x, z, seed), z, sizeM, turn: 6.2832 * random() });
  };
  for (let cluster = 0; cluster < 46; cluster++) {
    const bearing = 6.2832 * random();
    const range = 13 * 22 ** random();
    const [cx, cz] = [range * Math.cos(bearing), range * Math.sin(bearing)];
    const size = 0.25 + 0.9 * random() ** 2 + range * 0.008;
    add(cx, cz, size);
    for (let i = 0; i < 7; i++) {
      const away = size * (1 + 4 * random());
      const around = 6.2832 * random();
      add(
        cx + away * Math.cos(around),
        cz + away * Math.sin(around),
        size * (0.08 + 0.4 * random() ** 2),
      );
    }
  }
  return rocks;
}

/** Distance of a weathered block's skin from its centre: flat broken faces, worn by noise. */
function skinRadius({ x, y, z }: Vector3, variant: number): number {
  let radius = 1.15 + 0.22 * gradientNoise(1.3 * x + variant, 1.3 * y + 1.3 * z, 5);
  for (let face = 0; face < 7; face++) {
    const turn = face * 2.4 + variant;
    const lean = 0.5 * Math.sin(face * 1.7 + variant);
    const along = (x * Math.cos(turn) + z * Math.sin(turn)) * Math.sqrt(1 - lean * lean) + y * lean;
    const cut = (0.72 + 0.16 * Math.sin(face * 3.1 + variant * 2)) / Math.max(0.2, along);
    // A rounded minimum: edges wear off first.
    const blend = Math.max(0, 0.12 - Math.abs(cut - radius)) / 0.12;
    radius = Math.min(radius, cut) - blend * blend * 0.03;
  }
  radius += 0.07 * gradientNoise(3.1 * x - variant + 2 * y, 3.1 * z - 2.3 * y, 6);
  return radius + 0.035 * gradientNoise(8 * x + variant - 5 * y, 8 * z + 6 * y, 7);
}

const skinPoint = (out: Vector3, direction: Vector3, variant: number): Vector3 =>
  out.copy(direction).multiplyScalar(skinRadius(direction, variant)).multiply(squash);
const squash = new Vector3(1, 0.74, 1);
const up = new Vector3(0, 1, 0);
const east = new Vector3(1, 0, 0);

interface RockArrays {
  position: number[];
  normal: number[];
  base: number[];
  index: number[];
}

function writeCorner(out: RockArrays, direction: Vector3, rock: Rock): void {
  const variant = rock.turn * 3;
  const aside = Math.abs(direction.y) < 0.8 ? up : east;
  const beside = new Vector3().crossVectors(aside, direction).normalize();
  const above = new Vector3().crossVectors(direction, beside);
  const point = skinPoint(new Vector3(), direction, variant);
  const nudge = (along: Vector3): Vector3 => {
    const near = direction.clone().addScaledVector(along, 0.06).normalize();
    return skinPoint(new Vector3(), near, variant).sub(point);
  };
  const normal = nudge(beside).cross(nudge(above)).normalize().applyAxisAngle(up, rock.turn);
  point.applyAxisAngle(up, rock.turn);
  const height = point.y + 0.24;
  out.position.push(
    rock.x + point.x * rock.sizeM,
    rock.y + height * rock.sizeM,
    rock.z + point.z * rock.sizeM,
  );
  out.normal.push(normal.x, normal.y, normal.z);
  out.base.push(height);
}

/** Unit spheres by subdivision, corners shared. */
const createBalls = (): readonly BufferGeometry[] =>
  [6, 3, 1].map((detail) => {
    const ball = new IcosahedronGeometry(1, detail);
    ball.deleteAttribute('uv');
    ball.deleteAttribute('normal');
    const merged = mergeVertices(ball, 1e-4);
    ball.dispose();
    return merged;
  });

function writeRock(out: RockArrays, rock: Rock, balls: readonly BufferGeometry[]): void {
  // As fine as it looks from the stage.
  const angle = rock.sizeM / Math.hypot(rock.x, rock.z);
  const ball = balls[angle > 0.03 ? 0 : angle > 0.009 ? 1 : 2];
  const source = ball?.getAttribute('position');
  const triangles = ball?.getIndex();
  if (source === undefined || triangles === null || triangles === undefined) return;
  const first = out.base.length;
  const direction = new Vector3();
  for (let i = 0; i < source.count; i++) {
    writeCorner(out, direction.fromBufferAttribute(source, i).normalize(), rock);
  }
  for (let i = 0; i < triangles.count; i++) out.index.push(first + triangles.getX(i));
}

export interface RockGeometries {
  /** By bearing, so that a view draws only those before it. */
  rocks: BufferGeometry[];
  /** One quad per rock, for its shadow: `foot` is the rock's foot and its size. */
  shadows: BufferGeometry;
}

const sectors = 8;

function createSector(placed: readonly Rock[], balls: readonly BufferGeometry[]): BufferGeometry {
  const out: RockArrays = { position: [], normal: [], base: [], index: [] };
  for (const rock of placed) writeRock(out, rock, balls);
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(Float32Array.from(out.position), 3));
  geometry.setAttribute('normal', new BufferAttribute(Float32Array.from(out.normal), 3));
  geometry.setAttribute('base', new BufferAttribute(Float32Array.from(out.base), 1));
  geometry.setIndex(out.index);
  return geometry;
}

export function createRockGeometries(seed: number): RockGeometries {
  const placed = placeRocks(seed);
  const balls = createBalls();
  const bearingOf = (rock: Rock): number => Math.atan2(rock.z, rock.x) / (2 * Math.PI) + 0.5;
  const rocks = Array.from({ length: sectors }, (_, sector) =>
    createSector(
      placed.filter((rock) => Math.floor(bearingOf(rock) * sectors) % sectors === sector),
      balls,
    ),
  );
  return { rocks, shadows: createShadows(placed, seed) };
}

const slopeStepM = 0.5;

function createShadows(rocks: readonly Rock[], seed: number): BufferGeometry {
  const corner: number[] = [];
  const foot: number[] = [];
  const slope: number[] = [];
  const indices: number[] = [];
  for (const rock of rocks) {
    const at = corner.length / 2;
    const east = terrainHeightM(rock.x + slopeStepM, rock.z, seed) - rock.y;
    const south = terrainHeightM(rock.x, rock.z + slopeStepM, seed) - rock.y;
    for (const [u, v] of [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
    ] as const) {
      corner.push(u, v);
      foot.push(rock.x, rock.y, rock.z, rock.sizeM);
      slope.push(east / slopeStepM, south / slopeStepM);
    }
    indices.push(at, at + 2, at + 1, at, at + 3, at + 2);
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute(
    'position',
    new BufferAttribute(new Float32Array((corner.length / 2) * 3), 3),
  );
  geometry.setAttribute('corner', new BufferAttribute(Float32Array.from(corner), 2));
  geometry.setAttribute('foot', new BufferAttribute(Float32Array.from(foot), 4));
  geometry.setAttribute('slope', new BufferAttribute(Float32Array.from(slope), 2));
  geometry.setIndex(indices);
  return geometry;
}
