import { seededRandom } from '../../support/random.ts';

const side = 224;

/** A picture of 224 × 224 in floats from 0 to 1: seeded blobs of colour over a ramp, with noise. */
export function gateInput(seed: number): Float32Array {
  const random = seededRandom(seed);
  const blobs = Array.from({ length: 6 }, () => ({
    x: random() * side,
    y: random() * side,
    radius: 20 + 60 * random(),
    colour: [random(), random(), random()],
  }));
  const values = new Float32Array(3 * side * side);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const blob = blobs.find((each) => Math.hypot(x - each.x, y - each.y) < each.radius);
      for (let c = 0; c < 3; c++) {
        const base = blob?.colour[c] ?? (x + y * c) / (3 * side);
        values[3 * (y * side + x) + c] = Math.min(1, 0.9 * base + 0.1 * random());
      }
    }
  }
  return values;
}
