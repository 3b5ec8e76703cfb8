import { ColorManagement, LinearSRGBColorSpace, NoToneMapping, WebGLRenderer } from 'three';

/** A renderer for wall pixels: opaque, no encoding or tone mapping by three, reversed depth. */
export function createWallRenderer(canvas: HTMLCanvasElement): WebGLRenderer {
  ColorManagement.enabled = true;
  const renderer = new WebGLRenderer({
    canvas,
    alpha: false,
    antialias: false,
    depth: false,
    stencil: false,
    reversedDepthBuffer: true,
    powerPreference: 'high-performance',
  });
  renderer.toneMapping = NoToneMapping;
  // The last pass encodes; three must leave the values alone.
  renderer.outputColorSpace = LinearSRGBColorSpace;
  renderer.setPixelRatio(1);
  return renderer;
}

/** The GPU's name as the driver gives it. */
export function rendererName(renderer: WebGLRenderer): string {
  const gl = renderer.getContext();
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  return String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
}

/** Whether the picture is computed by the processor; scenes then take their lowest quality. */
export const isSoftwareRenderer = (name: string): boolean =>
  /swiftshader|llvmpipe|softpipe|software|basic render/i.test(name);
