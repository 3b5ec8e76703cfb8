import type { Layer } from './layer.ts';

/** What may be changed of a layer; travels as the environment's parameter `layer.<n>.<field>`. */
export const layerFields = [
  'distanceM',
  'scale',
  'defocus',
  'exposure',
  'feather',
  'hidden',
] as const;
export type LayerField = (typeof layerFields)[number];

/** Name of the parameter that holds a field of layer `index`. */
export const layerParameter = (index: number, field: LayerField): string =>
  `layer.${index}.${field}`;

/** From and to, in the field's unit: metres, times, shares, stops. */
export const layerRanges = {
  distanceM: [0.5, 10_000],
  scale: [0.05, 20],
  defocus: [0, 1],
  exposure: [-6, 6],
  feather: [0, 1],
} as const;

type Params = Readonly<Record<string, unknown>>;

function numberOf(params: Params, index: number, field: keyof typeof layerRanges, own: number) {
  const value = params[layerParameter(index, field)];
  if (typeof value !== 'number' || !Number.isFinite(value)) return own;
  const [least, most] = layerRanges[field];
  return Math.min(most, Math.max(least, value));
}

/**
 * A layer as the environment's parameters have it. Another distance keeps the view from the eye point:
 * size, offset and relief grow with it. `scale` is times what the file says, about the layer's middle.
 */
export function editedLayer(layer: Layer, params: Params): Layer {
  const { index } = layer;
  const distanceM = numberOf(params, index, 'distanceM', layer.distanceM);
  const further = distanceM / layer.distanceM;
  const scale = numberOf(params, index, 'scale', 1);
  const hidden = params[layerParameter(index, 'hidden')];
  const [x, y] = layer.offsetM;
  const [w, h] = layer.sizeM;
  return {
    ...layer,
    distanceM,
    offsetM: [x * further, y * further],
    sizeM: [w * further * scale, h * further * scale],
    nearM: layer.nearM * further,
    farM: layer.farM * further,
    defocus: numberOf(params, index, 'defocus', layer.defocus),
    exposure: numberOf(params, index, 'exposure', layer.exposure),
    feather: numberOf(params, index, 'feather', layer.feather),
    hidden: typeof hidden === 'boolean' ? hidden : layer.hidden,
  };
}

/** The layers as the parameters have them, the farthest first, as they are painted. */
export const paintedLayers = (layers: readonly Layer[], params: Params): Layer[] =>
  layers
    .map((layer) => editedLayer(layer, params))
    .sort((a, b) => b.distanceM - a.distanceM || a.index - b.index);
