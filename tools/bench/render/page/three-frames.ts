import { HalfFloatType, PerspectiveCamera, WebGLRenderer, WebGLRenderTarget } from 'three';
import { EffectComposer } from 'three/addons/postprocessing/EffectComposer.js';
import { OutputPass } from 'three/addons/postprocessing/OutputPass.js';
import { RenderPass } from 'three/addons/postprocessing/RenderPass.js';
import type { OverheadShot } from '../calls.ts';
import { boxScene } from './box-scene.ts';
import { type Contender, contender } from './frame-contender.ts';
import { eyeHeight, wallDistance } from './square-wall.ts';

/** Straight to the canvas: 8 bits, encoded by each material. */
export function bareThree({ size, seed }: OverheadShot): Contender {
  const renderer = new WebGLRenderer({ antialias: true });
  renderer.setSize(...size, false);
  const scene = boxScene(seed);
  const camera = cameraFor(size);
  return contender('bare three', renderer, () => renderer.render(scene, camera));
}

/** Linear light in half floats first, as a wall needs it, encoded at the end by three's own pass. */
export function outputPass({ size, seed }: OverheadShot): Contender {
  const renderer = new WebGLRenderer({ antialias: false });
  renderer.setSize(...size, false);
  const target = new WebGLRenderTarget(...size, { type: HalfFloatType, samples: 4 });
  const composer = new EffectComposer(renderer, target);
  composer.addPass(new RenderPass(boxScene(seed), cameraFor(size)));
  composer.addPass(new OutputPass());
  return contender('three’s OutputPass', renderer, () => composer.render(0));
}

function cameraFor(size: [number, number]): PerspectiveCamera {
  const fovRad = 2 * Math.atan(eyeHeight(size) / wallDistance);
  const camera = new PerspectiveCamera((fovRad * 180) / Math.PI, size[0] / size[1], 0.05, 20_000);
  camera.position.set(0, eyeHeight(size), 0);
  return camera;
}
