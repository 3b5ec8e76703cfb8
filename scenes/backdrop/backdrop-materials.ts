import {
  AddEquation,
  BackSide,
  CustomBlending,
  DoubleSide,
  OneFactor,
  OneMinusSrcAlphaFactor,
  ShaderMaterial,
  type ShaderMaterialParameters,
  Vector3,
} from 'three';
import airGlsl from '../../shaders/scenes/backdrop/air.glsl?raw';
import domeFragment from '../../shaders/scenes/backdrop/dome.frag.glsl?raw';
import fallFragment from '../../shaders/scenes/backdrop/fall.frag.glsl?raw';
import fallVertex from '../../shaders/scenes/backdrop/fall.vert.glsl?raw';
import heapedCloudGlsl from '../../shaders/scenes/backdrop/heaped-cloud.glsl?raw';
import landFragment from '../../shaders/scenes/backdrop/land.frag.glsl?raw';
import landVertex from '../../shaders/scenes/backdrop/land.vert.glsl?raw';
import toneGlsl from '../../shaders/scenes/backdrop/tone.glsl?raw';
import treeFragment from '../../shaders/scenes/backdrop/tree.frag.glsl?raw';
import treeVertex from '../../shaders/scenes/backdrop/tree.vert.glsl?raw';
import treeShadeGlsl from '../../shaders/scenes/backdrop/tree-shade.glsl?raw';
import waterFragment from '../../shaders/scenes/backdrop/water.frag.glsl?raw';
import harmonicsGlsl from '../../shaders/scenes/common/harmonics.glsl?raw';
import hashGlsl from '../../shaders/scenes/common/hash.glsl?raw';
import domeVertex from '../../shaders/scenes/common/sky-dome.vert.glsl?raw';
import solidVertex from '../../shaders/scenes/common/solid.vert.glsl?raw';
import highCloudGlsl from '../../shaders/scenes/sky/high-cloud.glsl?raw';
import lampGlsl from '../../shaders/scenes/sky/lamp.glsl?raw';
import nightObjectsGlsl from '../../shaders/scenes/sky/night-objects.glsl?raw';
import skyGlsl from '../../shaders/scenes/sky/sky.glsl?raw';
import starLayerGlsl from '../../shaders/scenes/sky/star-layer.glsl?raw';
import { qualityNumber } from '../quality.ts';
import type { SceneContext } from '../scene.ts';
import { skyDefines } from '../sky/sky-uniforms.ts';
import type { BackdropUniforms } from './backdrop-uniforms.ts';
import type { PlaceLook } from './looks.ts';
import { treeCoverM } from './tree-cover.ts';

/** Covers what stands behind it by its alpha. */
const veiling: ShaderMaterialParameters = {
  transparent: true,
  depthWrite: false,
  side: DoubleSide,
  blending: CustomBlending,
  blendEquation: AddEquation,
  blendSrc: OneFactor,
  blendDst: OneMinusSrcAlphaFactor,
};

const noiseUniform = 'uniform sampler2D noise;\n';
const cloudCoverUniform = 'uniform float cloudCover;\n';

/** The materials of open land; each is compiled only where something is drawn with it. */
export function createBackdropMaterials(
  context: SceneContext,
  uniforms: BackdropUniforms,
  look: PlaceLook,
) {
  const defines = {
    ...skyDefines,
    QUALITY: qualityNumber[context.quality],
    PAVED: look.paved,
    FARMED: look.farmed ? 1 : 0,
    SANDY: look.rockFrom > 0.3 ? 1 : 0,
    TREE_COVER_M: treeCoverM.toFixed(1),
    SEED: `${context.seed >>> 0}u`,
    // Without several samples per pixel a leaf is there or not.
    COVER_FROM: context.quality === 'low' ? '0.5' : '0.02',
  };
  const surface = skyGlsl + harmonicsGlsl + lampGlsl + toneGlsl + airGlsl;
  const eye = 'uniform vec3 eyeInEnvironment;\n';
  const make = (
    vertexShader: string,
    fragmentShader: string,
    extra: ShaderMaterialParameters = {},
  ): ShaderMaterial =>
    new ShaderMaterial({ uniforms, defines, vertexShader, fragmentShader, ...extra });
  const sky =
    hashGlsl +
    skyGlsl +
    lampGlsl +
    noiseUniform +
    starLayerGlsl +
    nightObjectsGlsl +
    highCloudGlsl +
    toneGlsl +
    heapedCloudGlsl;
  const ofGrass = {
    ...uniforms,
    canopy: { value: new Vector3(...look.grassTint) },
  };
  return {
    dome: make(domeVertex, sky + domeFragment, { side: BackSide, depthWrite: false }),
    land: make(landVertex, surface + noiseUniform + treeShadeGlsl + landFragment),
    water: make(solidVertex, surface + cloudCoverUniform + waterFragment),
    tree: make(treeVertex, surface + treeFragment, {
      side: DoubleSide,
      alphaToCoverage: context.quality !== 'low',
    }),
    grass: make(treeVertex, surface + treeFragment, { side: DoubleSide, uniforms: ofGrass }),
    fall: make(harmonicsGlsl + lampGlsl + eye + fallVertex, fallFragment, veiling),
  };
}
