import {
  FloatType,
  Matrix4,
  NearestFilter,
  type Texture,
  Vector2,
  type WebGLRenderer,
  WebGLRenderTarget,
} from 'three';
import { FullscreenPass } from '../../render/fullscreen-pass.ts';
import distanceFragment from '../../shaders/bake/distance.frag.glsl?raw';
import linearFragment from '../../shaders/bake/linear.frag.glsl?raw';
import type { Darkroom } from './darkroom.ts';

/** Reads what was drawn into a view target of one size as floats, RGBA, from the lower left. */
export function openFloatReader({ renderer, camera }: Darkroom, width: number, height: number) {
  const target = new WebGLRenderTarget(width, height, {
    type: FloatType,
    minFilter: NearestFilter,
    magFilter: NearestFilter,
    depthBuffer: false,
  });
  const linear = new FullscreenPass(linearFragment, {
    linearPicture: { value: null as Texture | null },
  });
  const distance = new FullscreenPass(distanceFragment, {
    depthPicture: { value: null as Texture | null },
    viewFromClip: { value: new Matrix4() },
    size: { value: new Vector2(width, height) },
    isReversed: { value: 0 },
  });
  const read = () => pixelsOf(renderer, target, width, height);

  /** Scene-linear colours. */
  const colours = (view: WebGLRenderTarget): Float32Array => {
    linear.uniforms.linearPicture.value = view.texture;
    renderer.setRenderTarget(target);
    linear.draw(renderer);
    return read();
  };
  /** One over the distances from the eye, 1/m, in red, of the view that the camera drew last; 0 where there is nothing. */
  const inverseDistances = (view: WebGLRenderTarget): Float32Array => {
    const { depthPicture, viewFromClip, isReversed } = distance.uniforms;
    depthPicture.value = view.depthTexture;
    viewFromClip.value.copy(camera.projectionMatrixInverse);
    isReversed.value = camera.reversedDepth ? 1 : 0;
    renderer.setRenderTarget(target);
    distance.draw(renderer);
    return read();
  };
  const close = () => {
    for (const each of [target, linear, distance]) each.dispose();
  };
  return { colours, inverseDistances, close };
}

function pixelsOf(
  renderer: WebGLRenderer,
  target: WebGLRenderTarget,
  width: number,
  height: number,
): Float32Array {
  const pixels = new Float32Array(4 * width * height);
  renderer.readRenderTargetPixels(target, 0, 0, width, height, pixels);
  return pixels;
}
