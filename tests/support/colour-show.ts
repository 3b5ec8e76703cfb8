import { glbFile, sphereMesh } from './glb.ts';

/** Environments that fill every wall with one colour: a picture says at a glance which one it shows. */
export const colours = {
  red: [1, 0, 0],
  green: [0, 1, 0],
  blue: [0, 0, 1],
} as const satisfies Record<string, readonly [number, number, number]>;
export type Colour = keyof typeof colours;
export const colourNames = Object.keys(colours) as Colour[];

export const colourGlb = (colour: Colour): Buffer =>
  glbFile([sphereMesh([0, 0, 0], 60, [...colours[colour]])]);

export const colourAssets = (): Record<string, Uint8Array> =>
  Object.fromEntries(colourNames.map((name) => [`${name}.glb`, colourGlb(name)]));

export const smallSize = [160, 90] as const;
export const wallRate = 30;

/** A flat wall of one output, wherever: each is drawn by itself. */
const wallOf = (id: string, [width, height]: readonly [number, number]) => ({
  id,
  surface: { kind: 'flat', width: width / 40, height: height / 40 },
  pixels: [width, height],
  pose: { position: [0, 0, -3] },
});

const outputOf = (id: string, [width, height]: readonly [number, number]) => ({
  id,
  size: [width, height],
  slices: [{ wall: id, from: [0, 0, width, height] }],
});

export interface ColourShowOptions {
  outputs?: readonly string[];
  size?: readonly [number, number];
  /** Instead of the three colours: ids whose files are `assets/<id>.glb`. */
  environments?: readonly string[];
  /** More keys of the document, such as `devices` and `cameras`. */
  more?: object;
}

/** A small show: one wall for each output, 30 frames a second, red on program and green on preview. */
export function colourShow({
  outputs = ['o'],
  size = smallSize,
  environments = colourNames,
  more = {},
}: ColourShowOptions = {}): { stage: object; environments: object[] } {
  return {
    stage: {
      rates: { wall: { num: wallRate, den: 1 } },
      eye: [0, 1, 0],
      walls: outputs.map((id) => wallOf(id, size)),
      outputs: outputs.map((id) => outputOf(id, size)),
    },
    environments: environments.map((id) => ({
      id,
      kind: 'gltf',
      source: `assets/${id}.glb`,
      params: { light: 0 },
    })),
    ...more,
  };
}
