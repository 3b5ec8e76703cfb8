/**
 * Knows when what was drawn into a canvas is done. Calls return long before that, and a page that
 * draws on regardless piles up work until nothing else of it is drawn in time.
 */
export class GpuFence {
  readonly #gl: WebGL2RenderingContext | null;
  #sync: WebGLSync | null = null;

  /** `canvas` has a WebGL 2 context already; without one every fence has passed at once. */
  constructor(canvas: HTMLCanvasElement) {
    this.#gl = canvas.getContext('webgl2');
  }

  get isPending(): boolean {
    return this.#sync !== null;
  }

  set(): void {
    this.#sync = this.#gl?.fenceSync(this.#gl.SYNC_GPU_COMMANDS_COMPLETE, 0) ?? null;
    this.#gl?.flush();
  }

  /** Whether the pending work is done. Never waits. */
  hasPassed(): boolean {
    const gl = this.#gl;
    if (!gl || !this.#sync) return true;
    const isDone = gl.getSyncParameter(this.#sync, gl.SYNC_STATUS) === gl.SIGNALED;
    if (!isDone && !gl.isContextLost()) return false;
    gl.deleteSync(this.#sync);
    this.#sync = null;
    return true;
  }
}
