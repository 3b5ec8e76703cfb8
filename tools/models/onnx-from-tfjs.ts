import { z } from 'zod';
import { floatsOf, GraphBuilder } from './graph-builder.ts';
import {
  attribute,
  modelOf,
  type OnnxDimension,
  type OnnxModel,
  valueInfo,
} from './onnx-schema.ts';
import type { TfjsLayer, TfjsModel } from './tfjs-model.ts';

const pair = z.tuple([z.int(), z.int()]);
const padding = z.enum(['same', 'valid']);
const activations = z.enum(['linear', 'relu', 'softmax']).default('linear');
const lastAxis = z.literal('channels_last').optional();

const convolution = z.object({
  kernel_size: pair,
  strides: pair,
  padding,
  data_format: lastAxis,
  dilation_rate: z.tuple([z.literal(1), z.literal(1)]).optional(),
  depth_multiplier: z.literal(1).optional(),
  activation: activations,
});
const activation = z.object({ activation: activations });
const relu = z.object({
  max_value: z.number().nullable(),
  negative_slope: z.literal(0),
  threshold: z.literal(0),
});
const norm = z.object({ axis: z.literal(-1), epsilon: z.number() });
const zeroPadding = z.object({ padding: z.tuple([pair, pair]), data_format: lastAxis });
const pooling = z.object({ pool_size: pair, strides: pair, padding, data_format: lastAxis });
const upSampling = z.object({ size: pair, interpolation: z.literal('nearest') });

/** Channels come last in tfjs and second in ONNX, so a picture is turned once at each end. */
const toChannelsFirst = [0, 3, 1, 2];
const toChannelsLast = [0, 2, 3, 1];

export interface Ends {
  input: { name: string; dims: readonly OnnxDimension[] };
  output: { name: string; dims: readonly OnnxDimension[] };
}

type Convert = (layer: TfjsLayer, inputs: readonly string[], to: Conversion) => string;

interface Conversion {
  graph: GraphBuilder;
  model: TfjsModel;
}

/**
 * A tfjs layers-model as ONNX (opset 17). Only the layers that are listed below are known; any other,
 * and any setting of a known one that is not read, is an error and no guess.
 */
export function onnxFromTfjs(model: TfjsModel, name: string, { input, output }: Ends): OnnxModel {
  const graph = new GraphBuilder();
  const made = new Map([
    [model.input, graph.transpose(input.name, `${model.input}:nchw`, toChannelsFirst)],
  ]);
  for (const layer of model.layers) {
    if (layer.class_name === 'InputLayer') continue;
    const inputs = (layer.inbound_nodes[0] ?? []).map(([from]) => {
      const value = made.get(from);
      if (!value) throw new Error(`"${layer.name}" takes "${from}", which comes later.`);
      return value;
    });
    const convert = converters[layer.class_name];
    if (!convert) throw new Error(`There is no way to convert the layer ${layer.class_name}.`);
    made.set(layer.name, convert(layer, inputs, { graph, model }));
  }
  const last = made.get(model.output) ?? '';
  if (output.dims.length === 4) graph.transpose(last, output.name, toChannelsLast);
  else graph.node('Identity', [last], output.name);
  return modelOf({
    name,
    node: graph.nodes,
    initializer: graph.tensors,
    input: [valueInfo(input.name, input.dims)],
    output: [valueInfo(output.name, output.dims)],
  });
}

function weightOf({ name }: TfjsLayer, suffix: string, { model }: Conversion) {
  const weight = model.weights.get(`${name}/${suffix}`);
  if (!weight) throw new Error(`"${name}" has no ${suffix}.`);
  return weight;
}

/** A vector of a layer. It is small, so it is spread to floats here and not in the graph. */
function vectorOf(layer: TfjsLayer, suffix: string, to: Conversion): string {
  const weight = weightOf(layer, suffix, to);
  return to.graph.floats(`${layer.name}/${suffix}`, weight.shape, floatsOf(weight));
}

const hasBias = ({ name }: TfjsLayer, { model }: Conversion): boolean =>
  model.weights.has(`${name}/bias`);

function activated(kind: z.infer<typeof activations>, value: string, to: Conversion): string {
  if (kind === 'linear') return value;
  if (kind === 'relu') return to.graph.node('Relu', [value], `${value}:relu`);
  return to.graph.node('Softmax', [value], `${value}:softmax`, [attribute.int('axis', -1)]);
}

function convolved(kernelName: string, axes: readonly number[], isDepthwise: boolean): Convert {
  return (layer, inputs, to) => {
    const set = convolution.parse(layer.config);
    const kernel = weightOf(layer, kernelName, to);
    const parts = [
      ...inputs,
      to.graph.weight(`${layer.name}/${kernelName}`, kernel, axes),
      ...(hasBias(layer, to) ? [vectorOf(layer, 'bias', to)] : []),
    ];
    const made = to.graph.node('Conv', parts, layer.name, [
      attribute.ints('kernel_shape', set.kernel_size),
      attribute.ints('strides', set.strides),
      attribute.text('auto_pad', set.padding === 'same' ? 'SAME_UPPER' : 'VALID'),
      attribute.int('group', isDepthwise ? (kernel.shape[2] ?? 1) : 1),
    ]);
    return activated(set.activation, made, to);
  };
}

const dense: Convert = (layer, inputs, to) => {
  const kernel = to.graph.weight(`${layer.name}/kernel`, weightOf(layer, 'kernel', to), [0, 1]);
  const product = to.graph.node('MatMul', [...inputs, kernel], `${layer.name}:product`);
  const made = to.graph.node('Add', [product, vectorOf(layer, 'bias', to)], layer.name);
  return activated(activation.parse(layer.config).activation, made, to);
};

const converters: Readonly<Record<string, Convert>> = {
  Conv2D: convolved('kernel', [3, 2, 0, 1], false),
  DepthwiseConv2D: convolved('depthwise_kernel', [2, 3, 0, 1], true),
  Dense: dense,
  Dropout: (_layer, inputs) => inputs[0] ?? '',
  Add: ({ name }, inputs, { graph }) => graph.node('Add', inputs, name),
  Concatenate: ({ name, config }, inputs, { graph }) => {
    z.object({ axis: z.literal([3, -1]) }).parse(config);
    return graph.node('Concat', inputs, name, [attribute.int('axis', 1)]);
  },
  Activation: ({ config }, inputs, to) =>
    activated(activation.parse(config).activation, inputs[0] ?? '', to),
  ReLU: ({ name, config }, inputs, { graph }) => {
    const { max_value } = relu.parse(config);
    if (max_value === null) return graph.node('Relu', inputs, name);
    const low = graph.floats(`${name}/low`, [], [0]);
    const high = graph.floats(`${name}/high`, [], [max_value]);
    return graph.node('Clip', [...inputs, low, high], name);
  },
  BatchNormalization: (layer, inputs, to) => {
    const { epsilon } = norm.parse(layer.config);
    const vectors = ['gamma', 'beta', 'moving_mean', 'moving_variance'];
    const parts = [...inputs, ...vectors.map((suffix) => vectorOf(layer, suffix, to))];
    return to.graph.node('BatchNormalization', parts, layer.name, [
      attribute.float('epsilon', epsilon),
    ]);
  },
  ZeroPadding2D: ({ name, config }, inputs, { graph }) => {
    const [[top, bottom], [left, right]] = zeroPadding.parse(config).padding;
    const pads = graph.int64s(`${name}/pads`, [0, 0, top, left, 0, 0, bottom, right]);
    return graph.node('Pad', [...inputs, pads], name);
  },
  AveragePooling2D: ({ name, config }, inputs, { graph }) => {
    const set = pooling.parse(config);
    return graph.node('AveragePool', inputs, name, [
      attribute.ints('kernel_shape', set.pool_size),
      attribute.ints('strides', set.strides),
      attribute.text('auto_pad', set.padding === 'same' ? 'SAME_UPPER' : 'VALID'),
    ]);
  },
  Flatten: ({ name }, inputs, { graph }) => {
    // Rows of a Dense kernel count with channels last.
    const turned = graph.transpose(inputs[0] ?? '', `${name}:nhwc`, toChannelsLast);
    return graph.node('Flatten', [turned], name, [attribute.int('axis', 1)]);
  },
  UpSampling2D: ({ name, config }, inputs, { graph }) => {
    const [rows, columns] = upSampling.parse(config).size;
    const scales = graph.floats(`${name}/scales`, [4], [1, 1, rows, columns]);
    return graph.node('Resize', [...inputs, '', scales], name, [
      attribute.text('mode', 'nearest'),
      attribute.text('coordinate_transformation_mode', 'asymmetric'),
      attribute.text('nearest_mode', 'floor'),
    ]);
  },
};
