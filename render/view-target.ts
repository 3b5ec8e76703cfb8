import {
  ClampToEdgeWrapping,
  DepthTexture,
  FloatType,
  HalfFloatType,
  LinearFilter,
  NearestFilter,
  WebGLRenderTarget,
} from 'three';

/** Where one view of an environment is drawn: scene-linear half float, multisampled, float depth. */
export function createViewTarget(
  width: number,
  height: number,
  samples: number,
): WebGLRenderTarget {
  const depthTexture = new DepthTexture(width, height, FloatType);
  return new WebGLRenderTarget(width, height, {
    type: HalfFloatType,
    minFilter: LinearFilter,
    magFilter: LinearFilter,
    wrapS: ClampToEdgeWrapping,
    wrapT: ClampToEdgeWrapping,
    generateMipmaps: false,
    samples,
    depthTexture,
    resolveDepthBuffer: false,
  });
}

/** The composed picture of an output before the last pass, read texel by texel. */
export function createLinearTarget(width: number, height: number): WebGLRenderTarget {
  return new WebGLRenderTarget(width, height, {
    type: HalfFloatType,
    minFilter: NearestFilter,
    magFilter: NearestFilter,
    generateMipmaps: false,
    depthBuffer: false,
  });
}
