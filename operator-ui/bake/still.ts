import { mat4 } from '../../core/math.ts';
import { createPatchView, type PatchView } from '../../core/stage/patch-view.ts';
import { LastPass } from '../../render/last-pass.ts';
import { createViewTarget } from '../../render/view-target.ts';
import type { Darkroom, Developed } from './darkroom.ts';

export const stillSize = { width: 320, height: 180 };
const eyeHeightM = 1.6;
/** Tangent of half the horizontal angle of view: about 74°. */
const halfWidth = 0.75;
/** Some seconds in: what moves is under way. */
export const stillMomentMs = 8000;

/** From where an actor's mark is, straight at the main wall. */
export function stillView(width: number, height: number): PatchView {
  const halfHeight = (halfWidth * height) / width;
  return {
    ...createPatchView(),
    stageFromView: mat4.fromTranslation(mat4.create(), [0, eyeHeightM, 0]),
    left: -halfWidth,
    right: halfWidth,
    // Less floor than sky, as one frames a location.
    bottom: -halfHeight * 0.8,
    top: halfHeight * 1.2,
    width,
    height,
  };
}

/** A small picture of an environment as the show file describes it, with the wall's exposure, transfer and dither. */
export async function drawStill(darkroom: Darkroom, developed: Developed): Promise<Blob> {
  const { width, height } = stillSize;
  presentStill(darkroom, developed, width, height);
  const blob = await new Promise<Blob | null>((resolve) =>
    darkroom.canvas.toBlob(resolve, 'image/webp'),
  );
  if (!blob) throw new Error('The browser made no picture of the canvas.');
  return blob;
}

/** Draws a still onto the darkroom's canvas, which takes its size. */
export function presentStill(
  { renderer, samples }: Darkroom,
  developed: Developed,
  width: number,
  height: number,
): void {
  renderer.setSize(width, height, false);
  const target = createViewTarget(width, height, samples);
  const lastPass = new LastPass(width, height, '');
  developed.draw(stillView(width, height), target, stillMomentMs);
  const picture = target.texture;
  const plain = { gain: 1, neutral: 0, pattern: null, identify: false, k: 0 };
  lastPass.present(renderer, { picture, ...plain });
  lastPass.dispose();
  target.dispose();
}
