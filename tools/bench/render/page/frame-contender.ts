import type { WebGLRenderer, WebGLRenderTarget } from 'three';
import { GpuTimer } from './gpu-timer.ts';

export interface Contender {
  name: string;
  renderer: WebGLRenderer;
  timer: GpuTimer;
  /** Draws frame k. */
  draw(k: number): void;
  /** Waits until all of it is drawn, by reading a pixel of the result. */
  finish(): void;
}

/** `target`: what is drawn into; the canvas when absent. */
export function contender(
  name: string,
  renderer: WebGLRenderer,
  draw: (k: number) => void,
  target?: WebGLRenderTarget,
): Contender {
  const gl = renderer.getContext();
  if (!(gl instanceof WebGL2RenderingContext)) throw new Error('There is no WebGL 2.');
  const [bytes, halves] = [new Uint8Array(4), new Uint16Array(4)];
  const finish = () => {
    if (target) renderer.readRenderTargetPixels(target, 0, 0, 1, 1, halves);
    else gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
  };
  return { name, renderer, timer: new GpuTimer(gl), draw, finish };
}
