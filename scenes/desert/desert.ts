import { BackSide, type Mesh, ShaderMaterial, SphereGeometry, type Texture } from 'three';
import harmonicsGlsl from '../../shaders/scenes/common/harmonics.glsl?raw';
import hashGlsl from '../../shaders/scenes/common/hash.glsl?raw';
import domeVertex from '../../shaders/scenes/common/sky-dome.vert.glsl?raw';
import solidVertex from '../../shaders/scenes/common/solid.vert.glsl?raw';
import domeFragment from '../../shaders/scenes/desert/dome.frag.glsl?raw';
import groundFragment from '../../shaders/scenes/desert/ground.frag.glsl?raw';
import mesaFragment from '../../shaders/scenes/desert/mesa.frag.glsl?raw';
import rockFragment from '../../shaders/scenes/desert/rock.frag.glsl?raw';
import rockVertex from '../../shaders/scenes/desert/rock.vert.glsl?raw';
import shadowFragment from '../../shaders/scenes/desert/rock-shadow.frag.glsl?raw';
import shadowVertex from '../../shaders/scenes/desert/rock-shadow.vert.glsl?raw';
import hazeGlsl from '../../shaders/scenes/sky/haze.glsl?raw';
import highCloudGlsl from '../../shaders/scenes/sky/high-cloud.glsl?raw';
import lampGlsl from '../../shaders/scenes/sky/lamp.glsl?raw';
import landVertex from '../../shaders/scenes/sky/land.vert.glsl?raw';
import nightObjectsGlsl from '../../shaders/scenes/sky/night-objects.glsl?raw';
import skyGlsl from '../../shaders/scenes/sky/sky.glsl?raw';
import starLayerGlsl from '../../shaders/scenes/sky/star-layer.glsl?raw';
import { addStatic, createEnvironmentScene, disposeScene } from '../environment-scene.ts';
import { createHeights, createLandGeometries } from '../land/land-mesh.ts';
import { createNoiseTexture } from '../noise-texture.ts';
import { numberReader, readChanged } from '../parameter-reader.ts';
import { qualityNumber } from '../quality.ts';
import type { SceneContext, SceneInstance, SceneModule } from '../scene.ts';
import { createDaylight, fillDaylight } from '../sky/daylight.ts';
import { skyDefines } from '../sky/sky-uniforms.ts';
import { wrap } from '../wrap.ts';
import { createDesertUniforms, type DesertUniforms, setDaylight } from './desert-uniforms.ts';
import { desertManifest } from './manifest.ts';
import { createMesaGeometries } from './mesas.ts';
import { createRockGeometries } from './rocks.ts';
import { terrainHeightM } from './terrain.ts';

/** The dome's parts read it; the ground declares its own. */
const noiseUniform = 'uniform sampler2D noise;\n';

const readers = [
  numberReader(desertManifest, 'sunElevationDeg'),
  numberReader(desertManifest, 'sunAzimuthDeg'),
  numberReader(desertManifest, 'turbidity'),
  numberReader(desertManifest, 'exposure'),
];
const readWind = numberReader(desertManifest, 'windSpeed');
const readClouds = numberReader(desertManifest, 'cloudCover');

function createMaterials(context: SceneContext, uniforms: DesertUniforms) {
  const defines = {
    QUALITY: qualityNumber[context.quality],
    SEED: `${context.seed >>> 0}u`,
    ...skyDefines,
  };
  const surface = skyGlsl + hazeGlsl + harmonicsGlsl + lampGlsl;
  const solid = (vertexShader: string, fragment: string): ShaderMaterial =>
    new ShaderMaterial({ uniforms, defines, vertexShader, fragmentShader: surface + fragment });
  const dome = new ShaderMaterial({
    uniforms,
    defines,
    vertexShader: domeVertex,
    fragmentShader:
      hashGlsl +
      skyGlsl +
      noiseUniform +
      starLayerGlsl +
      nightObjectsGlsl +
      highCloudGlsl +
      domeFragment,
    side: BackSide,
    depthWrite: false,
  });
  const shadow = new ShaderMaterial({
    uniforms,
    defines,
    vertexShader: lampGlsl + shadowVertex,
    fragmentShader: skyGlsl + hazeGlsl + shadowFragment,
    transparent: true,
    depthWrite: false,
  });
  return {
    dome,
    shadow,
    ground: solid(landVertex, groundFragment),
    mesa: solid(solidVertex, mesaFragment),
    rock: solid(rockVertex, rockFragment),
  };
}

/** Wind drift kept in doubles and wrapped, so that a long day stays smooth in the shader's floats. */
function setTime(uniforms: DesertUniforms, contentTimeMs: number, windSpeed: number): void {
  const seconds = contentTimeMs / 1000;
  // 4 km up and twice as fast as on the ground; the cloud pattern repeats after 1000 tiles.
  const cloudKm = (seconds * windSpeed * 2.2) / 1000;
  uniforms.cloudShift.value.set(wrap(-cloudKm * 0.88, 1e5), wrap(-cloudKm * 0.48, 1e5));
  uniforms.windShift.value = wrap(seconds * windSpeed * 0.8, 1e5);
  uniforms.twinkle.value = wrap(seconds * 2.3, 2 * Math.PI);
  uniforms.driftAmount.value = Math.min(1, Math.max(0, (windSpeed - 3) / 14));
}

async function create(context: SceneContext): Promise<SceneInstance> {
  const { scene, eyeInEnvironment } = createEnvironmentScene();
  const noise = createNoiseTexture(context.seed, context.quality);
  const uniforms = createDesertUniforms(eyeInEnvironment, noise);
  const materials = createMaterials(context, uniforms);
  const heights = await createHeights((x, z) => terrainHeightM(x, z, context.seed));
  for (const geometry of await createLandGeometries(heights)) {
    addStatic(scene, geometry, materials.ground);
  }
  for (const geometry of createMesaGeometries(context.seed)) {
    addStatic(scene, geometry, materials.mesa);
  }
  const { rocks, shadows } = createRockGeometries(context.seed);
  for (const geometry of rocks) addStatic(scene, geometry, materials.rock);
  const shadowMesh: Mesh = addStatic(scene, shadows, materials.shadow);
  shadowMesh.frustumCulled = false;
  const dome = addStatic(scene, new SphereGeometry(1, 32, 24), materials.dome);
  dome.frustumCulled = false;
  // Behind everything, so drawn when everything else has said where it is.
  dome.renderOrder = 1;

  const held = new Float64Array(readers.length).fill(Number.NaN);
  const day = createDaylight();
  const textures: Texture[] = [noise, uniforms.skyAir.value, uniforms.skyDust.value];
  return {
    scene,
    update(contentTimeMs, params) {
      if (readChanged(held, readers, params)) {
        const [sunElevationDeg = 0, sunAzimuthDeg = 0, turbidity = 2, exposureStops = 0] = held;
        fillDaylight(day, { sunElevationDeg, sunAzimuthDeg, turbidity, exposureStops });
        setDaylight(uniforms, day, turbidity);
      }
      uniforms.cloudCover.value = readClouds(params);
      setTime(uniforms, contentTimeMs, readWind(params));
    },
    light: () => day.light,
    dispose: () => disposeScene(scene, textures),
  };
}

export const desertScene: SceneModule = { manifest: desertManifest, create };
