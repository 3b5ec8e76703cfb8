/**
 * Runs in a page before its own code: notes when each frame was drawn and which colour stood in the
 * middle of its canvas, as triples of time (ms since 1970, this machine's clock), and 0 red, 1 green,
 * 2 blue or −1.
 */
const log: [timeMs: number, colour: number][] = [];
Object.assign(globalThis, { frameLog: log });

let drawnBy: WebGL2RenderingContext | undefined;
const prototype = WebGL2RenderingContext.prototype;
const { drawArrays, drawElements } = prototype;
prototype.drawArrays = function drawn(...given) {
  drawnBy = this;
  drawArrays.apply(this, given);
};
prototype.drawElements = function drawn(...given) {
  drawnBy = this;
  drawElements.apply(this, given);
};

const pixel = new Uint8Array(4);

/** Both kinds of page leave the canvas bound after a frame. Reading waits until it is drawn. */
function colourOf(gl: WebGL2RenderingContext): number {
  const { drawingBufferWidth: width, drawingBufferHeight: height } = gl;
  gl.readPixels(width >> 1, height >> 1, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
  const light = Math.max(pixel[0] ?? 0, pixel[1] ?? 0, pixel[2] ?? 0);
  return light < 40 ? -1 : pixel.subarray(0, 3).indexOf(light);
}

const request = window.requestAnimationFrame.bind(window);
window.requestAnimationFrame = (callback) =>
  request((timeMs) => {
    drawnBy = undefined;
    callback(timeMs);
    if (!drawnBy) return;
    const colour = colourOf(drawnBy);
    log.push([performance.timeOrigin + performance.now(), colour]);
  });
