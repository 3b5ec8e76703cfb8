/**
 * Whether a WebGL renderer's name is that of a program drawing on the processor.
 * @param {string} renderer as WEBGL_debug_renderer_info names it
 * @returns {boolean}
 */
export function isSoftwareRenderer(renderer) {
  return /swiftshader|llvmpipe|softpipe|software|basic render/i.test(renderer);
}
