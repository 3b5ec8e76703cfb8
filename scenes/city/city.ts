import {
  AddEquation,
  BackSide,
  type BufferGeometry,
  CustomBlending,
  DoubleSide,
  OneFactor,
  ShaderMaterial,
  type ShaderMaterialParameters,
  SphereGeometry,
} from 'three';
import airGlsl from '../../shaders/scenes/city/air.glsl?raw';
import carFragment from '../../shaders/scenes/city/car.frag.glsl?raw';
import carVertex from '../../shaders/scenes/city/car.vert.glsl?raw';
import domeFragment from '../../shaders/scenes/city/dome.frag.glsl?raw';
import facadeVertex from '../../shaders/scenes/city/facade.vert.glsl?raw';
import fittingFragment from '../../shaders/scenes/city/fitting.frag.glsl?raw';
import fittingVertex from '../../shaders/scenes/city/fitting.vert.glsl?raw';
import frontGlsl from '../../shaders/scenes/city/front.glsl?raw';
import haloFragment from '../../shaders/scenes/city/halo.frag.glsl?raw';
import haloVertex from '../../shaders/scenes/city/halo.vert.glsl?raw';
import lampsGlsl from '../../shaders/scenes/city/lamps.glsl?raw';
import masonryGlsl from '../../shaders/scenes/city/masonry.glsl?raw';
import neonFragment from '../../shaders/scenes/city/neon.frag.glsl?raw';
import neonVertex from '../../shaders/scenes/city/neon.vert.glsl?raw';
import rainFragment from '../../shaders/scenes/city/rain.frag.glsl?raw';
import rainVertex from '../../shaders/scenes/city/rain.vert.glsl?raw';
import reliefFragment from '../../shaders/scenes/city/relief.frag.glsl?raw';
import roomGlsl from '../../shaders/scenes/city/room.glsl?raw';
import shopFragment from '../../shaders/scenes/city/shop.frag.glsl?raw';
import streetFragment from '../../shaders/scenes/city/street.frag.glsl?raw';
import trafficGlsl from '../../shaders/scenes/city/traffic.glsl?raw';
import wallFragment from '../../shaders/scenes/city/wall.frag.glsl?raw';
import windowsGlsl from '../../shaders/scenes/city/windows.glsl?raw';
import harmonicsGlsl from '../../shaders/scenes/common/harmonics.glsl?raw';
import hashGlsl from '../../shaders/scenes/common/hash.glsl?raw';
import domeVertex from '../../shaders/scenes/common/sky-dome.vert.glsl?raw';
import solidVertex from '../../shaders/scenes/common/solid.vert.glsl?raw';
import { addStatic, createEnvironmentScene, disposeScene } from '../environment-scene.ts';
import { setHarmonicsUniform } from '../harmonics-uniform.ts';
import { createNoiseTexture } from '../noise-texture.ts';
import { numberReader, readChanged } from '../parameter-reader.ts';
import type { SceneContext, SceneInstance, SceneModule, SceneQuality } from '../scene.ts';
import { createCarGeometry } from './car-mesh.ts';
import { cityLight } from './city-light.ts';
import { type CityUniforms, createCityUniforms, setTraffic } from './city-uniforms.ts';
import { createFacadePieces } from './facade-mesh.ts';
import { createHaloGeometry, createNeonGeometry, createRainGeometry } from './glow-meshes.ts';
import { cityManifest } from './manifest.ts';
import { lightingSigns, planNeon } from './neon-plan.ts';
import { createPostGeometry, createStreetGeometry } from './street-mesh.ts';
import {
  facadeX,
  kerbX,
  lampHeightM,
  lampSpacingM,
  lampX,
  planBuildings,
  streetHalfLengthM,
} from './street-plan.ts';

const names = ['wetness', 'windowsLit', 'trafficDensity', 'rain', 'haze', 'exposure'] as const;
const readers = names.map((name) => numberReader(cityManifest, name));

const qualityNumber: Record<SceneQuality, number> = { low: 0, medium: 1, high: 2 };

const signCount = ({ quality }: SceneContext): number => (quality === 'low' ? 5 : lightingSigns);

function definesOf(context: SceneContext): Record<string, string | number> {
  return {
    QUALITY: qualityNumber[context.quality],
    SEED: `${context.seed >>> 0}u`,
    NEON_COUNT: signCount(context),
    LAMP_X: lampX.toFixed(3),
    LAMP_HEIGHT: lampHeightM.toFixed(3),
    LAMP_SPACING: lampSpacingM.toFixed(3),
    FACADE_X: facadeX.toFixed(3),
    KERB_X: kerbX.toFixed(3),
    STREET_HALF: streetHalfLengthM.toFixed(3),
  };
}

/** Light that is added to what stands behind it. */
const glowing: ShaderMaterialParameters = {
  transparent: true,
  depthWrite: false,
  blending: CustomBlending,
  blendEquation: AddEquation,
  blendSrc: OneFactor,
  blendDst: OneFactor,
};

function createMaterials(context: SceneContext, uniforms: CityUniforms) {
  const defines = definesOf(context);
  const lit = hashGlsl + airGlsl + harmonicsGlsl + lampsGlsl;
  const house = lit + frontGlsl + windowsGlsl + masonryGlsl;
  const ofHouse = hashGlsl + frontGlsl + facadeVertex;
  const make = (
    vertexShader: string,
    fragmentShader: string,
    extra: ShaderMaterialParameters = {},
  ): ShaderMaterial =>
    new ShaderMaterial({ uniforms, defines, vertexShader, fragmentShader, ...extra });
  const eye = 'uniform vec3 eyeInEnvironment;\n';
  return {
    walls: make(ofHouse, house + roomGlsl + wallFragment),
    shops: make(ofHouse, house + roomGlsl + shopFragment),
    relief: make(ofHouse, house + reliefFragment),
    street: make(solidVertex, lit + frontGlsl + windowsGlsl + trafficGlsl + streetFragment),
    fitting: make(fittingVertex, lit + fittingFragment),
    car: make(hashGlsl + trafficGlsl + carVertex, lit + carFragment, { side: DoubleSide }),
    halo: make(hashGlsl + trafficGlsl + eye + haloVertex, airGlsl + haloFragment, glowing),
    neon: make(neonVertex, hashGlsl + airGlsl + neonFragment, { ...glowing, side: DoubleSide }),
    rain: make(lit + rainVertex, airGlsl + rainFragment, { ...glowing, side: DoubleSide }),
    dome: make(domeVertex, airGlsl + domeFragment, { side: BackSide, depthWrite: false }),
  };
}

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
  const materials = createMaterials(context, uniforms);
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
