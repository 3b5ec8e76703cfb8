import { type BufferGeometry, type Mesh, type ShaderMaterial, SphereGeometry } from 'three';
import { createCarGeometry } from '../city/car-mesh.ts';
import { createCityUniforms, setTraffic } from '../city/city-uniforms.ts';
import { createFacadePieces } from '../city/facade-mesh.ts';
import { createHaloGeometry, createNeonGeometry, createRainGeometry } from '../city/glow-meshes.ts';
import { planNeon } from '../city/neon-plan.ts';
import { createPostGeometry, createStreetGeometry } from '../city/street-mesh.ts';
import { planBuildings } from '../city/street-plan.ts';
import { createTownMaterials, signCount } from '../city/town-materials.ts';
import { addStatic, createEnvironmentScene, disposeScene } from '../environment-scene.ts';
import { createNoiseTexture } from '../noise-texture.ts';
import type { SceneContext, SceneInstance, SceneManifest } from '../scene.ts';
import { createBackdropMaterials } from './backdrop-materials.ts';
import { createBackdropUniforms } from './backdrop-uniforms.ts';
import { placeLooks } from './looks.ts';
import { createReader, createSkyState } from './sky-state.ts';
import { townAir } from './town-air.ts';
import { lampsOnAt, lightOfTown } from './town-light.ts';

/** A street of the town, by day, by night and in any weather. */
export async function createStreet(
  manifest: SceneManifest,
  context: SceneContext,
): Promise<SceneInstance> {
  const { scene, eyeInEnvironment } = createEnvironmentScene();
  const { seed } = context;
  const look = placeLooks.street;
  const noise = createNoiseTexture(seed, context.quality);
  const buildings = planBuildings(seed);
  const signs = planNeon(seed);
  const near = signs.slice(0, signCount(context));
  const town = createCityUniforms(eyeInEnvironment, noise, buildings, near);
  const sky = createBackdropUniforms(eyeInEnvironment, noise, look);
  const uniforms = { ...town, ...sky, lampsOn: { value: 0 }, neonOn: { value: 0 } };
  const materials = createTownMaterials(context, uniforms, townAir(true));
  const outdoors = createBackdropMaterials(context, uniforms, look);
  for (const { walls, shops, relief } of createFacadePieces(buildings)) {
    addStatic(scene, relief, materials.relief);
    addStatic(scene, walls, materials.walls);
    addStatic(scene, shops, materials.shops);
  }
  addStatic(scene, createStreetGeometry(), materials.street);
  addStatic(scene, createPostGeometry(), materials.fitting);
  const addMoving = (geometry: BufferGeometry, material: ShaderMaterial): Mesh => {
    const mesh = addStatic(scene, geometry, material);
    mesh.frustumCulled = false;
    return mesh;
  };
  addMoving(createCarGeometry(), materials.car);
  const neon = addMoving(createNeonGeometry(signs), materials.neon);
  const halos = addMoving(createHaloGeometry(), materials.halo);
  const fall = addMoving(createRainGeometry(seed), outdoors.fall);
  fall.renderOrder = 2;
  addMoving(new SphereGeometry(1, 32, 24), outdoors.dome).renderOrder = 1;

  const { values, read } = createReader(manifest);
  const state = createSkyState(uniforms, look, 1, seed);
  let light = state.day.light;
  return {
    scene,
    update(contentTimeMs, params) {
      if (read(params)) {
        state.set(values);
        const lamps = lampsOnAt(state.day.sunDirection[1], values);
        uniforms.lampsOn.value = lamps;
        uniforms.neonOn.value = values.neon * Math.max(0.2, lamps);
        uniforms.windowsLit.value = values.windowLight;
        uniforms.trafficDensity.value = 0.35;
        uniforms.rain.value = values.rain;
        uniforms.rainLayers.value = values.rain > 0 ? (context.quality === 'low' ? 1 : 2) : 0;
        fall.visible = uniforms.amount.value > 0;
        neon.visible = values.neon > 0;
        halos.visible = lamps > 0.1;
        light = lightOfTown(state.day.light, buildings, signs, lamps, values);
      }
      const seconds = contentTimeMs / 1000;
      state.move(seconds, values);
      setTraffic(uniforms, seconds);
    },
    light: () => light,
    dispose: () =>
      disposeScene(scene, [
        noise,
        uniforms.treeCover.value,
        uniforms.fronts.value,
        uniforms.skyAir.value,
        uniforms.skyDust.value,
      ]),
  };
}
