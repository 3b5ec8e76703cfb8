import { type Texture, Vector2, type WebGLRenderer } from 'three';
import { FullscreenPass } from '../../../../render/fullscreen-pass.ts';
import fragment from '../../../../shaders/last-pass/last-pass.frag.glsl?raw';

const dithering = 'dithered(encoded, pixel)';

/** The last pass without its dither, which it has no switch for: only that call is taken out of the shader. */
export function undithered(
  renderer: WebGLRenderer,
  picture: Texture,
  width: number,
  height: number,
): () => void {
  if (!fragment.includes(dithering)) throw new Error(`The last pass has no "${dithering}".`);
  const pass = new FullscreenPass(fragment.replace(dithering, 'encoded'), {
    linearPicture: { value: picture },
    overlay: { value: picture },
    overlayAmount: { value: 0 },
    outputSize: { value: new Vector2(width, height) },
    gain: { value: 1 },
    neutral: { value: 0 },
    pattern: { value: 0 },
  });
  return () => {
    renderer.setRenderTarget(null);
    pass.draw(renderer);
  };
}
