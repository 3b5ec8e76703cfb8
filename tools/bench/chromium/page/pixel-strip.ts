const words = 3;
const pixelBytes = 4;
/** Three bytes of a pixel carry a number: its alpha is the canvas's own. */
const carried = 3;
const pixels = Math.ceil((words * 4) / carried);

/**
 * Writes three 32-bit numbers as the colours of a strip of pixels, one clear per pixel, and reads
 * them back: what comes out has been through the whole pipe of the renderer.
 */
export class PixelStrip {
  readonly #gl: WebGL2RenderingContext;
  readonly #bytes = new Uint8Array(pixels * carried);
  readonly #view = new DataView(this.#bytes.buffer);
  readonly #read = new Uint8Array(pixels * pixelBytes);

  constructor(canvas: HTMLCanvasElement) {
    const gl = canvas.getContext('webgl2', { alpha: false, antialias: false });
    if (!gl) throw new Error('There is no WebGL2.');
    this.#gl = gl;
  }

  draw(k: number, hash: number, stamp: number): void {
    const gl = this.#gl;
    const bytes = this.#bytes;
    for (const [i, word] of [k, hash, stamp].entries()) this.#view.setUint32(4 * i, word >>> 0);
    gl.disable(gl.SCISSOR_TEST);
    gl.clearColor(0, 0, 0, 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.enable(gl.SCISSOR_TEST);
    for (let i = 0; i < pixels; i++) {
      const [r = 0, g = 0, b = 0] = bytes.subarray(i * carried);
      gl.scissor(i, 0, 1, 1);
      gl.clearColor(r / 255, g / 255, b / 255, 1);
      gl.clear(gl.COLOR_BUFFER_BIT);
    }
  }

  /** What is in the pixels: k, hash, stamp. */
  read(): [number, number, number] {
    const gl = this.#gl;
    gl.readPixels(0, 0, pixels, 1, gl.RGBA, gl.UNSIGNED_BYTE, this.#read);
    for (let i = 0; i < pixels * carried; i++) {
      this.#bytes[i] = this.#read[Math.floor(i / carried) * pixelBytes + (i % carried)] ?? 0;
    }
    return [this.#view.getUint32(0), this.#view.getUint32(4), this.#view.getUint32(8)];
  }
}
