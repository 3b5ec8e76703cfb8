import { boxMesh, glbFile, sphereMesh } from '../../../../tests/support/glb.ts';
import { randomFrom } from '../../motion/random.ts';

/** Red, green and blue: the colour in the middle of a picture says which one it shows. */
export const environmentNames = ['red', 'green', 'blue'] as const;

const boxes = 24;

/** A shell of one colour with boxes of it in all directions, each a mesh and a material of its own. */
export function environmentGlb(index: number): Buffer {
  const random = randomFrom(index + 1);
  const light = (share: number): [number, number, number] => [
    index === 0 ? share : 0,
    index === 1 ? share : 0,
    index === 2 ? share : 0,
  ];
  const meshes = Array.from({ length: boxes }, (_, i) => {
    const [angle, away] = [(i / boxes) * 2 * Math.PI, 6 + 20 * random()];
    const [x, y, z] = [away * Math.sin(angle), 4 * random() - 1, away * Math.cos(angle)];
    const size = 0.3 + random();
    return boxMesh([x, y, z], [x + size, y + size, z + size], light(0.4 + 0.4 * random()));
  });
  return glbFile([sphereMesh([0, 0, 0], 60, light(0.9)), ...meshes]);
}

export const environmentFiles = (): Record<string, Uint8Array> =>
  Object.fromEntries(environmentNames.map((name, index) => [`${name}.glb`, environmentGlb(index)]));
