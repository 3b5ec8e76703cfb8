import airGlsl from '../../shaders/scenes/backdrop/air.glsl?raw';
import toneGlsl from '../../shaders/scenes/backdrop/tone.glsl?raw';
import townAirGlsl from '../../shaders/scenes/backdrop/town-air.glsl?raw';
import lampGlsl from '../../shaders/scenes/sky/lamp.glsl?raw';
import skyGlsl from '../../shaders/scenes/sky/sky.glsl?raw';
import type { TownAir } from '../city/town-materials.ts';
import { skyDefines } from '../sky/sky-uniforms.ts';

/** The air of a town under the backdrop's sky; `isStreet`: two fronts face each other and hide the sky. */
export const townAir = (isStreet: boolean): TownAir => ({
  glsl: skyGlsl + lampGlsl + toneGlsl + airGlsl + townAirGlsl,
  defines: { ...skyDefines, IN_STREET: isStreet ? 1 : 0 },
});
