import { type BufferGeometry, type ShaderMaterial, SphereGeometry } from 'three';
import { addStatic, createEnvironmentScene, disposeScene } from '../environment-scene.ts';
import { setHarmonicsUniform } from '../harmonics-uniform.ts';
import { createNoiseTexture } from '../noise-texture.ts';
import { numberReader, readChanged } from '../parameter-reader.ts';
import type { SceneContext, SceneInstance, SceneModule } from '../scene.ts';
import { createCarGeometry } from './car-mesh.ts';
import { cityLight } from './city-light.ts';
import { createCityUniforms, setTraffic } from './city-uniforms.ts';
import { createFacadePieces } from './facade-mesh.ts';
import { createHaloGeometry, createNeonGeometry, createRainGeometry } from './glow-meshes.ts';
import { cityManifest } from './manifest.ts';
import { planNeon } from './neon-plan.ts';
import { createPostGeometry, createStreetGeometry } from './street-mesh.ts';
import { planBuildings } from './street-plan.ts';
import { createTownMaterials, nightAir, signCount } from './town-materials.ts';

const names = ['wetness', 'windowsLit', 'trafficDensity', 'rain', 'haze', 'exposure'] as const;
const readers = names.map((name) => numberReader(cityManifest, name));

async function create(context: SceneContext): Promise<SceneInstance> {
  const { scene, eyeInEnvironment } = createEnvironmentScene();
  const noise = createNoiseTexture(context.seed, context.quality);
  const buildings = planBuildings(context.seed);
  const signs = planNeon(context.seed);
  const uniforms = createCityUniforms(
    eyeInEnvironment,
    noise,
    buildings,
    signs.slice(0, signCount(context)),
  );
  const materials = createTownMaterials(context, uniforms, nightAir);
  for (const { walls, shops, relief } of createFacadePieces(buildings)) {
    addStatic(scene, relief, materials.relief);
    addStatic(scene, walls, materials.walls);
    addStatic(scene, shops, materials.shops);
  }
  addStatic(scene, createStreetGeometry(), materials.street);
  addStatic(scene, createPostGeometry(), materials.fitting);
  // What the vertex shader moves must not be culled by where it stood.
  const addMoving = (geometry: BufferGeometry, material: ShaderMaterial) => {
    const mesh = addStatic(scene, geometry, material);
    mesh.frustumCulled = false;
    return mesh;
  };
  addMoving(createCarGeometry(), materials.car);
  addMoving(createNeonGeometry(signs), materials.neon);
  addMoving(createHaloGeometry(), materials.halo);
  const rain = addMoving(createRainGeometry(context.seed), materials.rain);
  addMoving(new SphereGeometry(1, 32, 24), materials.dome).renderOrder = 1;

  const held = new Float64Array(readers.length).fill(Number.NaN);
  let lit = cityLight(buildings, signs, { windowsLit: 0, exposureStops: 0 });
  return {
    scene,
    update(contentTimeMs, params) {
      if (readChanged(held, readers, params)) {
        const [wetness = 0, windowsLit = 0, traffic = 0, rainAmount = 0, haze = 0, stops = 0] =
          held;
        lit = cityLight(buildings, signs, { windowsLit, exposureStops: stops });
        setHarmonicsUniform(uniforms.harmonics, lit.ambient);
        uniforms.wetness.value = Math.max(wetness, 0.6 * Math.sqrt(rainAmount));
        uniforms.windowsLit.value = windowsLit;
        uniforms.trafficDensity.value = traffic;
        uniforms.rain.value = rainAmount;
        uniforms.rainLayers.value = rainAmount > 0 ? (context.quality === 'low' ? 1 : 2) : 0;
        uniforms.hazePerMetre.value = 0.0004 + 0.007 * haze * haze + 0.0012 * rainAmount;
        uniforms.exposure.value = 2 ** stops;
        rain.visible = rainAmount > 0;
      }
      const seconds = contentTimeMs / 1000;
      // Wrapped once a day, where a float still holds a hundredth of a second.
      uniforms.seconds.value = seconds - 86_400 * Math.floor(seconds / 86_400);
      setTraffic(uniforms, seconds);
    },
    light: () => lit.light,
    dispose: () => disposeScene(scene, [noise, uniforms.fronts.value]),
  };
}

export const cityScene: SceneModule = { manifest: cityManifest, create };
