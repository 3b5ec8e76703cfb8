import { CanvasTexture, type Texture, Vector2, type WebGLRenderer } from 'three';
import { encodeFrameCode, type FrameCodeBits, patchCellPx } from '../core/latency/frame-code.ts';
import type { PatternName } from '../core/show/state.ts';
import type { PlacedMark } from '../core/stage/placed-marks.ts';
import fragment from '../shaders/last-pass/last-pass.frag.glsl?raw';
import { FullscreenPass } from './fullscreen-pass.ts';
import { markTexture } from './mark-texture.ts';

/** What lies between the linear picture and the wall's pixels. */
export interface LastPassInput {
  picture: Texture;
  gain: number;
  neutral: number;
  pattern: PatternName | null;
  identify: boolean;
  /** The number that the output's frame code carries, 0..15; absent or −1 draws none. */
  frameCode?: number;
  k: number;
}

const patternNumbers = { grid: 1, ramp: 2, bars: 3, marks: 4 } as const;

/** Exposure, transfer and dither, from the linear picture to the canvas. The only place that encodes. */
export class LastPass {
  readonly #pass;
  readonly #sign: CanvasTexture;
  readonly #marks: Texture;
  readonly #cellPx: number;
  readonly #code: FrameCodeBits = { top: 0, bottom: 0 };

  /** `marks`: what the pattern of that name shows. */
  constructor(width: number, height: number, name: string, marks: readonly PlacedMark[] = []) {
    this.#marks = markTexture(marks);
    this.#sign = new CanvasTexture(identifySign(width, height, name));
    this.#sign.premultiplyAlpha = true;
    this.#cellPx = patchCellPx([width, height]);
    this.#pass = new FullscreenPass(fragment, {
      linearPicture: { value: null as Texture | null },
      overlay: { value: this.#sign as Texture },
      overlayAmount: { value: 0 },
      outputSize: { value: new Vector2(width, height) },
      gain: { value: 1 },
      neutral: { value: 0 },
      pattern: { value: 0 },
      marks: { value: this.#marks },
      markCount: { value: marks.length },
      frame: { value: 0 },
      codeCell: { value: 0 },
      codeBits: { value: new Vector2() },
    });
  }

  /** Draws to the canvas. */
  present(renderer: WebGLRenderer, input: LastPassInput): void {
    const u = this.#pass.uniforms;
    u.linearPicture.value = input.picture;
    u.gain.value = input.gain;
    u.neutral.value = input.neutral;
    u.pattern.value = input.pattern ? patternNumbers[input.pattern] : 0;
    u.overlayAmount.value = input.identify ? 1 : 0;
    u.frame.value = input.k;
    const { frameCode = -1 } = input;
    u.codeCell.value = frameCode < 0 ? 0 : this.#cellPx;
    if (frameCode >= 0) {
      const { top, bottom } = encodeFrameCode(this.#code, input.k, frameCode);
      u.codeBits.value.set(top, bottom);
    }
    renderer.setRenderTarget(null);
    this.#pass.draw(renderer);
  }

  dispose(): void {
    this.#sign.dispose();
    this.#marks.dispose();
    this.#pass.dispose();
  }
}

/** The output's name on a dark plate in its middle, a quarter of its height. */
function identifySign(width: number, height: number, name: string): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  const scale = Math.min(1, 1024 / Math.max(width, height));
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  const size = Math.min(canvas.height / 4, (canvas.width / Math.max(4, name.length)) * 1.4);
  context.font = `600 ${size}px system-ui, sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const plate = context.measureText(name).width + size;
  context.fillStyle = 'rgb(16 18 22 / 85%)';
  context.fillRect((canvas.width - plate) / 2, canvas.height / 2 - size * 0.8, plate, size * 1.6);
  context.fillStyle = '#b9c0cc';
  context.fillText(name, canvas.width / 2, canvas.height / 2);
  return canvas;
}
