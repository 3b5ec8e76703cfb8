import { LinearSRGBColorSpace, WebGLRenderer } from 'three';
import { createWallRenderer } from '../../../../render/wall-renderer.ts';

const renderers = new Map<boolean, WebGLRenderer>();

/** The walls' renderer, or the same with depth as three has it by default. One of each in the page. */
export function rendererWith(reversedDepth: boolean): WebGLRenderer {
  const known = renderers.get(reversedDepth);
  if (known) return known;
  const renderer = reversedDepth
    ? createWallRenderer(document.createElement('canvas'))
    : new WebGLRenderer({ alpha: false, antialias: false, depth: false });
  renderer.outputColorSpace = LinearSRGBColorSpace;
  renderers.set(reversedDepth, renderer);
  return renderer;
}
