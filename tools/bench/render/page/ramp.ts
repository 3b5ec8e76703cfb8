import {
  DataTexture,
  FloatType,
  LinearSRGBColorSpace,
  Mesh,
  MeshBasicMaterial,
  NearestFilter,
  OrthographicCamera,
  PlaneGeometry,
  WebGLRenderer as Renderer,
  RGBAFormat,
  Scene,
  SRGBColorSpace,
  type Texture,
  type WebGLRenderer,
} from 'three';
import { LastPass } from '../../../../render/last-pass.ts';
import { createWallRenderer } from '../../../../render/wall-renderer.ts';
import type { RampContender, RampShot } from '../calls.ts';
import { lastPassInput } from './last-pass-input.ts';
import { undithered } from './undithered.ts';

/** Draws the ramp's frame k to the canvas. */
type Draw = (k: number) => void;

/** 8-bit codes of a ramp's red channel after the way to the canvas, rows from the top. */
export function ramp(contender: RampContender, shot: RampShot): number[][] {
  const { width, height } = shot;
  const isOurs = contender.startsWith('ours');
  const canvas = document.createElement('canvas');
  const renderer = isOurs ? createWallRenderer(canvas) : stockRenderer(canvas);
  renderer.setSize(width, height, false);
  const texture = rampTexture(shot);
  const draw = isOurs
    ? ourDraw(renderer, texture, shot, contender === 'ours')
    : threeDraw(renderer, texture, contender === 'three, dithered');
  const frames: number[][] = [];
  for (let k = 0; k < shot.frames; k++) {
    draw(k);
    frames.push(codes(renderer, width, height));
  }
  renderer.forceContextLoss();
  return frames;
}

function ourDraw(
  renderer: WebGLRenderer,
  picture: Texture,
  { width, height }: RampShot,
  isDithered: boolean,
): Draw {
  if (!isDithered) return undithered(renderer, picture, width, height);
  const lastPass = new LastPass(width, height, 'ramp');
  const input = lastPassInput(picture);
  return (k) => {
    input.k = k;
    lastPass.present(renderer, input);
  };
}

/** As three encodes by itself: a picture on a rectangle, into a canvas of the sRGB colour space. */
function threeDraw(renderer: WebGLRenderer, map: Texture, dithering: boolean): Draw {
  const scene = new Scene();
  scene.add(new Mesh(new PlaneGeometry(2, 2), new MeshBasicMaterial({ map, dithering })));
  const camera = new OrthographicCamera(-1, 1, 1, -1, 0, 1);
  camera.position.z = 0.5;
  return () => renderer.render(scene, camera);
}

function stockRenderer(canvas: HTMLCanvasElement): WebGLRenderer {
  const renderer = new Renderer({ canvas, antialias: false });
  renderer.outputColorSpace = SRGBColorSpace;
  return renderer;
}

function rampTexture({ width, height, linear }: RampShot): Texture {
  const values = new Float32Array(width * height * 4).fill(1);
  for (let i = 0; i < width * height; i++) values.fill(linear[i % width] ?? 0, 4 * i, 4 * i + 3);
  const texture = new DataTexture(values, width, height, RGBAFormat, FloatType);
  texture.colorSpace = LinearSRGBColorSpace;
  texture.minFilter = texture.magFilter = NearestFilter;
  texture.needsUpdate = true;
  return texture;
}

function codes(renderer: WebGLRenderer, width: number, height: number): number[] {
  const gl = renderer.getContext();
  const bytes = new Uint8Array(width * height * 4);
  gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
  const red: number[] = [];
  for (let y = height - 1; y >= 0; y--) {
    for (let x = 0; x < width; x++) red.push(bytes[4 * (y * width + x)] ?? 0);
  }
  return red;
}
