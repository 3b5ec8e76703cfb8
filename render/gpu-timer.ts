/** What `EXT_disjoint_timer_query_webgl2` adds to WebGL 2. */
interface TimerExtension {
  readonly TIME_ELAPSED_EXT: number;
  readonly GPU_DISJOINT_EXT: number;
}

/**
 * Time that the GPU takes for a frame, by one timer query at a time: the answer comes frames later
 * and is waited for by nobody. NaN where the browser gives no timer queries.
 */
export class GpuTimer {
  /** The newest answer, ms. */
  elapsedMs = Number.NaN;
  readonly #gl: WebGL2RenderingContext;
  readonly #extension: TimerExtension | null;
  readonly #query: WebGLQuery | null;
  #state: 'idle' | 'timing' | 'waiting' = 'idle';

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
    this.#extension = gl.getExtension('EXT_disjoint_timer_query_webgl2');
    this.#query = this.#extension ? gl.createQuery() : null;
  }

  begin(): void {
    this.#poll();
    if (this.#state !== 'idle' || !this.#query || !this.#extension) return;
    this.#gl.beginQuery(this.#extension.TIME_ELAPSED_EXT, this.#query);
    this.#state = 'timing';
  }

  end(): void {
    if (this.#state !== 'timing' || !this.#extension) return;
    this.#gl.endQuery(this.#extension.TIME_ELAPSED_EXT);
    this.#state = 'waiting';
  }

  #poll(): void {
    const [gl, query, extension] = [this.#gl, this.#query, this.#extension];
    if (this.#state !== 'waiting' || !query || !extension) return;
    if (!gl.getQueryParameter(query, gl.QUERY_RESULT_AVAILABLE)) return;
    // The GPU changed its clock in between: this answer means nothing.
    const isDisjoint = gl.getParameter(extension.GPU_DISJOINT_EXT);
    if (!isDisjoint) this.elapsedMs = gl.getQueryParameter(query, gl.QUERY_RESULT) / 1e6;
    this.#state = 'idle';
  }
}
