import { BufferAttribute, BufferGeometry } from 'three';
import { fractalNoise, gradientNoise } from '../noise.ts';
import { createRandom } from '../random.ts';

interface Mesa {
  x: number;
  z: number;
  radiusM: number;
  heightM: number;
  stretch: number;
  turn: number;
}

/** Rings of a mesa's side from foot to top: share of the radius, share of the height. */
const profile: readonly (readonly [number, number])[] = [
  [2.3, -0.05],
  [1.8, 0.1],
  [1.42, 0.26],
  [1.2, 0.4],
  [1.13, 0.45],
  [1.09, 0.6],
  [1.06, 0.63],
  [1.02, 0.84],
  [0.97, 0.88],
  [0.94, 0.985],
  [0.88, 1],
  [0.5, 1.01],
  [0.02, 1.015],
];
const columns = 112;

/** A group ahead closes the valley; single ones stand around the whole horizon. */
function placeMesas(seed: number): Mesa[] {
  const random = createRandom(seed + 900);
  const mesas: Mesa[] = [];
  const add = (bearing: number, range: number, radiusM: number, heightM: number): void => {
    mesas.push({
      x: range * Math.sin(bearing),
      z: -range * Math.cos(bearing),
      radiusM,
      heightM,
      stretch: 1 + 1.3 * random(),
      turn: Math.PI * random(),
    });
  };
  add(-0.2, 5200, 430, 400);
  add(-0.04, 6900, 700, 470);
  add(0.13, 4600, 120, 330);
  add(0.2, 4900, 230, 380);
  add(0.42, 7600, 900, 520);
  add(-0.52, 8200, 1000, 480);
  for (let i = 0; i < 9; i++) {
    add(
      0.8 + i * 0.52 + 0.3 * random(),
      5200 + 3600 * random(),
      220 + 700 * random(),
      260 + 260 * random(),
    );
  }
  return mesas;
}

function writeMesa(positions: number[], indices: number[], mesa: Mesa, seed: number): void {
  for (const [spread, rise] of profile) {
    for (let column = 0; column < columns; column++) {
      const angle = (2 * Math.PI * column) / columns;
      const [cx, cz] = [Math.cos(angle), Math.sin(angle)];
      // Buttresses and gullies run the whole height and fade out over the talus.
      const outline = 0.3 * fractalNoise(cx * 1.7 + mesa.x, cz * 1.7 + mesa.z, seed, 3);
      const gully = 0.085 * fractalNoise(cx * 6.5 + mesa.z, cz * 6.5 + rise * 0.4, seed + 5, 3);
      const wear = 0.035 * gradientNoise(cx * 19, cz * 19 + rise * 5, seed + 9);
      const radius =
        mesa.radiusM * (spread + outline + (rise > 0.3 ? gully + wear : gully * 2.2 * rise));
      const x = cx * radius * mesa.stretch;
      const z = cz * radius;
      const [ct, st] = [Math.cos(mesa.turn), Math.sin(mesa.turn)];
      const uneven = rise > 0.9 ? 0.03 * fractalNoise(cx * 2, cz * 2 + mesa.x, seed + 3, 2) : 0;
      positions.push(
        mesa.x + ct * x - st * z,
        mesa.heightM * (rise + uneven),
        mesa.z + st * x + ct * z,
      );
    }
  }
  for (let row = 0; row < profile.length - 1; row++) {
    for (let column = 0; column < columns; column++) {
      const a = row * columns + column;
      const b = row * columns + ((column + 1) % columns);
      indices.push(a, a + columns, b, b, a + columns, b + columns);
    }
  }
}

/** Table mountains on the horizon, 4.6 to 9 km out. */
export function createMesaGeometries(seed: number): BufferGeometry[] {
  return placeMesas(seed).map((mesa, i) => {
    const positions: number[] = [];
    const indices: number[] = [];
    writeMesa(positions, indices, mesa, seed + 17 * i);
    const geometry = new BufferGeometry();
    geometry.setAttribute('position', new BufferAttribute(Float32Array.from(positions), 3));
    geometry.setIndex(indices);
    geometry.computeVertexNormals();
    return geometry;
  });
}
