import type { Layer } from '../../core/layers/layer.ts';
import { paintedLayers } from '../../core/layers/layer-edits.ts';
import { pxPerRadOf } from '../../core/layers/picture-scale.ts';
import { borderSamples, reliefSamples } from '../../core/layers/travel-samples.ts';
import { createEnvironmentScene, disposeScene } from '../environment-scene.ts';
import { listReader } from '../parameter-reader.ts';
import { lightOfPanorama, lightOfPlate, scaledLight } from '../picture/picture-light.ts';
import { solidAngle } from '../picture/solid-angle.ts';
import type {
  SceneContext,
  SceneInstance,
  SceneLight,
  SceneParams,
  SceneTravel,
} from '../scene.ts';
import { addBacking } from './backing.ts';
import { LayerMesh } from './layer-mesh.ts';
import { type LoadedLayer, loadLayers } from './load-layers.ts';
import { layersParameters } from './parameters.ts';

const exposureOf = listReader(layersParameters, 'exposure');
const defocusOf = listReader(layersParameters, 'defocus');
const heightOf = listReader(layersParameters, 'heightM');
const limitOf = listReader(layersParameters, 'travelLimitPx');

/** Further than this nobody drives a camera. */
const mostTravelM = 20;

/** Pictures one behind the other, each at its distance or at the depth of its depth map. */
export async function createLayers(context: SceneContext, url: string): Promise<SceneInstance> {
  const { loaded } = await loadLayers(context.renderer, url);
  const { scene } = createEnvironmentScene();
  const backing = addBacking(scene);
  const layers = loaded.map(({ layer }) => layer);
  const meshes = loaded.map(
    ({ texture, layer, relief }) => new LayerMesh(scene, texture, layer.shape, relief),
  );
  const numberOf = (layer: Layer) => layers.findIndex(({ index }) => index === layer.index);
  let held: SceneParams | undefined;
  let painted: Layer[] = [];
  let light: SceneLight = noLight;
  let travel: SceneTravel | undefined;
  let shape = '';
  const change = (params: SceneParams) => {
    painted = paintedLayers(layers, params);
    const newShape = shapeOf(painted, params);
    if (newShape !== shape) travel = undefined;
    shape = newShape;
    const exposure = exposureOf(params);
    const shared = { exposure, defocus: defocusOf(params), eyeHeightM: heightOf(params) };
    painted.forEach((layer, order) => {
      meshes[numberOf(layer)]?.set(layer, order, shared);
    });
    const back = painted.find(({ hidden }) => !hidden);
    const pictures = back && loaded[numberOf(back)];
    const gain = 2 ** ((back?.exposure ?? 0) + exposure);
    light = back && pictures ? scaledLight(lightOf(back, pictures), gain) : noLight;
    backing.set(pictures?.small, gain);
  };
  return {
    scene,
    update(_contentTimeMs, params) {
      // A deck hands in the same object until something of it changes.
      if (params === held) return;
      held = params;
      change(params);
    },
    light: () => light,
    travel() {
      travel ??= travelOf(painted, (layer) => loaded[numberOf(layer)], held ?? {});
      return travel;
    },
    dispose() {
      disposeScene(scene, []);
      for (const each of loaded) each.dispose();
    },
  };
}

/** What safe travel follows from: it takes long to work out and is kept while only the look changes. */
const shapeOf = (painted: readonly Layer[], params: SceneParams): string =>
  JSON.stringify([
    heightOf(params),
    limitOf(params),
    ...painted.map(({ index, hidden, distanceM, sizeM }) => [index, hidden, distanceM, sizeM]),
  ]);

const noLight = lightOfPlate({ width: 1, height: 1, rgb: new Float32Array(3) }, 1);

function lightOf({ shape, sizeM, distanceM }: Layer, { small }: LoadedLayer): SceneLight {
  if (shape === 'around') return lightOfPanorama(small);
  return lightOfPlate(small, solidAngle(sizeM[0], sizeM[1], distanceM));
}

function travelOf(
  painted: readonly Layer[],
  loadedOf: (layer: Layer) => LoadedLayer | undefined,
  params: SceneParams,
): SceneTravel {
  const shown = painted.filter(({ hidden }) => !hidden);
  const reliefs = shown.flatMap((layer) => {
    const grid = loadedOf(layer)?.grid;
    return grid ? reliefSamples(layer, grid) : [];
  });
  return {
    eye: [0, heightOf(params), 0],
    samples: [...reliefs, ...borderSamples(shown)],
    limits: {
      pxPerRad: Math.max(1, ...shown.map(pxPerRadOf)),
      limitPx: limitOf(params),
      mostM: mostTravelM,
    },
  };
}
