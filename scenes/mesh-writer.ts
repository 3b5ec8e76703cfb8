import { BufferAttribute, BufferGeometry } from 'three';

/** Collects vertices with named attributes of any width, then makes one geometry of them. */
export class MeshWriter {
  readonly #sizes: Readonly<Record<string, number>>;
  readonly #values: Record<string, number[]> = {};
  readonly #index: number[] = [];
  #count = 0;

  constructor(sizes: Readonly<Record<string, number>>) {
    this.#sizes = sizes;
    for (const name of Object.keys(sizes)) this.#values[name] = [];
  }

  /** Adds one vertex; every attribute must be given in full. Returns its index. */
  vertex(values: Readonly<Record<string, readonly number[]>>): number {
    for (const [name, size] of Object.entries(this.#sizes)) {
      const value = values[name];
      if (value?.length !== size) throw new Error(`vertex needs ${size} numbers for ${name}`);
      this.#values[name]?.push(...value);
    }
    return this.#count++;
  }

  /** Two triangles over four vertices given counter-clockwise as seen from their front. */
  quad(a: number, b: number, c: number, d: number): void {
    this.#index.push(a, b, c, a, c, d);
  }

  triangle(a: number, b: number, c: number): void {
    this.#index.push(a, b, c);
  }

  build(): BufferGeometry {
    const geometry = new BufferGeometry();
    for (const [name, size] of Object.entries(this.#sizes)) {
      const values = Float32Array.from(this.#values[name] ?? []);
      geometry.setAttribute(name, new BufferAttribute(values, size));
    }
    geometry.setIndex(this.#index);
    return geometry;
  }
}

export interface Box {
  min: readonly [number, number, number];
  max: readonly [number, number, number];
}

/** One face of a box: its corners counter-clockwise from the lower left as seen from outside. */
export interface BoxFace {
  normal: readonly [number, number, number];
  corners: readonly (readonly [number, number, number])[];
}

/** The six faces of a box, sides first, then top and bottom. */
export function boxFaces({ min: [x0, y0, z0], max: [x1, y1, z1] }: Box): BoxFace[] {
  return [
    {
      normal: [0, 0, 1],
      corners: [
        [x0, y0, z1],
        [x1, y0, z1],
        [x1, y1, z1],
        [x0, y1, z1],
      ],
    },
    {
      normal: [0, 0, -1],
      corners: [
        [x1, y0, z0],
        [x0, y0, z0],
        [x0, y1, z0],
        [x1, y1, z0],
      ],
    },
    {
      normal: [1, 0, 0],
      corners: [
        [x1, y0, z1],
        [x1, y0, z0],
        [x1, y1, z0],
        [x1, y1, z1],
      ],
    },
    {
      normal: [-1, 0, 0],
      corners: [
        [x0, y0, z0],
        [x0, y0, z1],
        [x0, y1, z1],
        [x0, y1, z0],
      ],
    },
    {
      normal: [0, 1, 0],
      corners: [
        [x0, y1, z1],
        [x1, y1, z1],
        [x1, y1, z0],
        [x0, y1, z0],
      ],
    },
    {
      normal: [0, -1, 0],
      corners: [
        [x0, y0, z0],
        [x1, y0, z0],
        [x1, y0, z1],
        [x0, y0, z1],
      ],
    },
  ];
}
