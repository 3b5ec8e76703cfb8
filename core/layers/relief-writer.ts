/** Triangles over picture places: u, v and the depth map's value of each vertex. */
export interface ReliefMesh {
  /** Three numbers a vertex: u, v (0 to 1, from the upper left) and value (0 far to 1 near). */
  places: Float32Array;
  /** Two numbers a vertex: where its colour is taken from. */
  colours: Float32Array;
  triangles: Uint32Array;
}

/** Collects vertices and quads. */
export class ReliefWriter {
  readonly #places: number[] = [];
  readonly #colours: number[] = [];
  readonly #triangles: number[] = [];

  vertex(u: number, v: number, value: number, colourU = u, colourV = v): number {
    this.#places.push(u, v, value);
    this.#colours.push(colourU, colourV);
    return this.#places.length / 3 - 1;
  }

  /** Corners: upper left, upper right, lower left, lower right. */
  quad(a: number, b: number, c: number, d: number): void {
    this.#triangles.push(a, c, b, b, c, d);
  }

  mesh(): ReliefMesh {
    return {
      places: Float32Array.from(this.#places),
      colours: Float32Array.from(this.#colours),
      triangles: Uint32Array.from(this.#triangles),
    };
  }
}
