import {
  BackSide,
  Color,
  type IUniform,
  type Mesh,
  type Scene,
  ShaderMaterial,
  SphereGeometry,
} from 'three';
import domeVertex from '../../shaders/scenes/common/sky-dome.vert.glsl?raw';
import flatFragment from '../../shaders/scenes/gltf/flat.frag.glsl?raw';
import { addStatic } from '../environment-scene.ts';
import { defaultBackground } from './parameters.ts';

/** True for `#rgb`, `#rrggbb` and the colour names of CSS. */
const isColour = (value: unknown): value is string =>
  typeof value === 'string' &&
  (/^#([0-9a-f]{3}|[0-9a-f]{6})$/i.test(value) || Object.hasOwn(Color.NAMES, value.toLowerCase()));

/** Sets a colour from a parameter, sRGB in, linear out; what names no colour is the default. */
export function setBackground(out: Color, value: unknown): void {
  out.set(isColour(value) ? value.toLowerCase() : defaultBackground);
}

/** A sky of one colour, which the exposure applies to as to the rest of the picture. */
export function addBackground(
  scene: Scene,
  colour: IUniform<Color>,
  exposure: IUniform<number>,
): Mesh {
  const material = new ShaderMaterial({
    uniforms: { colour, exposure },
    vertexShader: domeVertex,
    fragmentShader: flatFragment,
    side: BackSide,
    depthWrite: false,
  });
  const dome = addStatic(scene, new SphereGeometry(1, 16, 12), material);
  dome.frustumCulled = false;
  dome.renderOrder = -1;
  return dome;
}
