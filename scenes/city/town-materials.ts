import {
  AddEquation,
  BackSide,
  CustomBlending,
  DoubleSide,
  type IUniform,
  OneFactor,
  ShaderMaterial,
  type ShaderMaterialParameters,
} from 'three';
import nightAirGlsl from '../../shaders/scenes/city/air.glsl?raw';
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
import { qualityNumber } from '../quality.ts';
import type { SceneContext } from '../scene.ts';
import { lightingSigns } from './neon-plan.ts';
import {
  facadeX,
  kerbX,
  lampHeightM,
  lampSpacingM,
  lampX,
  streetHalfLengthM,
} from './street-plan.ts';

export const signCount = ({ quality }: SceneContext): number =>
  quality === 'low' ? 5 : lightingSigns;

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

/** The air of a town by one kind of light: what `shaders/scenes/city/air.glsl` gives by night. */
export interface TownAir {
  glsl: string;
  defines: Readonly<Record<string, string | number>>;
}

export const nightAir: TownAir = { glsl: nightAirGlsl, defines: {} };

/** Every material of a town; each is compiled only where something is drawn with it. */
export function createTownMaterials(
  context: SceneContext,
  uniforms: Record<string, IUniform>,
  { glsl: airOnly, defines: ofAir }: TownAir,
) {
  const defines = { ...definesOf(context), ...ofAir };
  const airGlsl = harmonicsGlsl + airOnly;
  const lit = hashGlsl + airGlsl + lampsGlsl;
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
