import type { IUniform, Scene } from 'three';
import { createCityUniforms } from '../city/city-uniforms.ts';
import { createFacadePieces } from '../city/facade-mesh.ts';
import { planNeon } from '../city/neon-plan.ts';
import type { Building } from '../city/street-plan.ts';
import { createTownMaterials, signCount } from '../city/town-materials.ts';
import { addStatic } from '../environment-scene.ts';
import type { SceneContext } from '../scene.ts';
import type { BackdropUniforms } from './backdrop-uniforms.ts';
import { createSquareGeometry, createSquareHalos } from './square.ts';
import { townAir } from './town-air.ts';
import { lampsOnAt } from './town-light.ts';
import type { Amounts, Moment } from './weather.ts';

/** Half as high where there are no buildings to speak of. */
const lowest = 0.3;

/** Adds the houses of a city to an open land; the answer sets them to new parameters. */
export function addSkyline(
  scene: Scene,
  context: SceneContext,
  sky: BackdropUniforms,
  houses: readonly Building[],
): { set(values: Amounts & Moment, sunHeight: number): void; fronts: IUniform } {
  const signs = planNeon(context.seed).slice(0, signCount(context));
  const town = createCityUniforms(sky.eyeInEnvironment, sky.noise.value, [], signs);
  const uniforms = { ...town, ...sky, lampsOn: { value: 0 }, neonOn: { value: 0 } };
  const materials = createTownMaterials(context, uniforms, townAir(false));
  for (const { walls, relief } of createFacadePieces(houses)) {
    for (const [geometry, material] of [
      [walls, materials.walls],
      [relief, materials.relief],
    ] as const) {
      geometry.computeBoundingSphere();
      addStatic(scene, geometry, material);
    }
  }
  // What a square has at the height of a person.
  addStatic(scene, createSquareGeometry(context.seed), materials.fitting);
  const halos = addStatic(scene, createSquareHalos(context.seed), materials.halo);
  halos.frustumCulled = false;
  halos.renderOrder = 2;
  const set = (values: Amounts & Moment, sunHeight: number): void => {
    uniforms.lampsOn.value = lampsOnAt(sunHeight, values);
    halos.visible = uniforms.lampsOn.value > 0.1;
    uniforms.windowsLit.value = values.windowLight;
    const spill = 0.5 * (0.3 + values.windowLight) * lampsOnAt(sunHeight, values);
    uniforms.townLight.value.set(spill, 0.66 * spill, 0.4 * spill);
    uniforms.heightScale.value = lowest + (1 - lowest) * values.buildings;
  };
  return { set, fronts: town.fronts };
}
