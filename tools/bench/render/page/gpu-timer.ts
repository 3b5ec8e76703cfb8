/** EXT_disjoint_timer_query_webgl2, as far as it is needed. */
interface TimerExtension {
  readonly TIME_ELAPSED_EXT: number;
  readonly GPU_DISJOINT_EXT: number;
}

const isTimer = (extension: unknown): extension is TimerExtension =>
  extension !== null && typeof extension === 'object' && 'TIME_ELAPSED_EXT' in extension;

const longestWaitMs = 2000;

/** Times what a context draws, where the browser lets it; one frame at a time. */
export class GpuTimer {
  readonly #gl: WebGL2RenderingContext;
  readonly #extension: TimerExtension | undefined;
  #query: WebGLQuery | null = null;

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
    const extension: unknown = gl.getExtension('EXT_disjoint_timer_query_webgl2');
    this.#extension = isTimer(extension) ? extension : undefined;
  }

  begin(): void {
    if (!this.#extension) return;
    this.#query = this.#gl.createQuery();
    if (this.#query) this.#gl.beginQuery(this.#extension.TIME_ELAPSED_EXT, this.#query);
  }

  end(): void {
    if (this.#extension && this.#query) this.#gl.endQuery(this.#extension.TIME_ELAPSED_EXT);
  }

  /** Milliseconds of what was drawn last; undefined where they cannot be known. */
  async read(): Promise<number | undefined> {
    const [gl, extension, query] = [this.#gl, this.#extension, this.#query];
    if (!extension || !query) return undefined;
    const end = performance.now() + longestWaitMs;
    // Results come between tasks only.
    while (!gl.getQueryParameter(query, gl.QUERY_RESULT_AVAILABLE)) {
      if (performance.now() > end) return undefined;
      await new Promise((next) => setTimeout(next, 0));
    }
    const nanoseconds = Number(gl.getQueryParameter(query, gl.QUERY_RESULT));
    gl.deleteQuery(query);
    return gl.getParameter(extension.GPU_DISJOINT_EXT) ? undefined : nanoseconds / 1e6;
  }
}
