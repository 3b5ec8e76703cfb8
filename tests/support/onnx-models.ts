import {
  attribute,
  encodeOnnx,
  modelOf,
  type OnnxGraph,
  type OnnxNode,
  type OnnxTensor,
  tensorTypes,
  valueInfo,
} from '../../tools/models/onnx-schema.ts';

const floats = (name: string, dims: number[], values: number[]): OnnxTensor => ({
  name,
  dims,
  dataType: tensorTypes.float32,
  rawData: Buffer.from(Float32Array.from(values).buffer),
});

export const int64s = (name: string, values: bigint[]): OnnxTensor => ({
  name,
  dims: [values.length],
  dataType: tensorTypes.int64,
  rawData: Buffer.from(BigInt64Array.from(values).buffer),
});

/** A node of the standard operators. */
export const node = (
  opType: string,
  input: string[],
  output: string[],
  attributes: OnnxNode['attribute'] = [],
): OnnxNode => ({ opType, input, output, attribute: attributes });

const nearest = [
  attribute.text('mode', 'nearest'),
  attribute.text('coordinate_transformation_mode', 'asymmetric'),
  attribute.text('nearest_mode', 'floor'),
];

/** The graph of a model that doubles a picture pixel by pixel, from `picture` to `doubled`. */
export const doublingGraph = (): OnnxGraph => ({
  name: 'doubling',
  node: [node('Resize', ['picture', '', 'scales'], ['doubled'], nearest)],
  initializer: [floats('scales', [4], [1, 2, 2, 1])],
  input: [valueInfo('picture', ['batch', 'height', 'width', 3])],
  output: [valueInfo('doubled', ['batch', '2*height', '2*width', 3])],
});

/** The doubling model with something about it changed. */
export const doubling = (change: Partial<OnnxGraph> = {}): Buffer =>
  encodeOnnx(modelOf({ ...doublingGraph(), ...change }));

/** The doubling model with one more constant, which nothing uses. */
export const doublingWith = (tensor: OnnxTensor): Buffer =>
  doubling({ initializer: [...(doublingGraph().initializer ?? []), tensor] });

/** Doubles a picture, and never gets it out: a loop whose condition stays true. */
export function endless(): Buffer {
  const body: OnnxGraph = {
    name: 'body',
    node: [node('Identity', ['on'], ['stillOn']), node('Identity', ['held'], ['heldOn'])],
    input: [
      valueInfo('turn', [], tensorTypes.int64),
      valueInfo('on', [], tensorTypes.bool),
      valueInfo('held', ['b', 'h', 'w', 3]),
    ],
    output: [valueInfo('stillOn', [], tensorTypes.bool), valueInfo('heldOn', ['b', 'h', 'w', 3])],
  };
  const { node: nodes, initializer = [] } = doublingGraph();
  const yes = { name: 'yes', dims: [], dataType: tensorTypes.bool, rawData: Uint8Array.of(1) };
  return doubling({
    node: [
      ...nodes.map((each) => ({ ...each, output: ['large'] })),
      node('Loop', ['', 'yes', 'large'], ['doubled'], [attribute.graph('body', body)]),
    ],
    initializer: [...initializer, yes],
  });
}

/** Doubles a picture, and fills so many GiB on the way, which its outline does not tell. */
export function greedy(gibibytes: number): Buffer {
  const { node: nodes, initializer = [] } = doublingGraph();
  return doubling({
    node: [
      ...nodes.map((each) => ({ ...each, output: ['large'] })),
      node('ConstantOfShape', ['much'], ['filled']),
      node('ReduceSum', ['filled'], ['sum'], [attribute.int('keepdims', 0)]),
      node('Add', ['large', 'sum'], ['doubled']),
    ],
    initializer: [...initializer, int64s('much', [BigInt(gibibytes), 2n ** 28n])],
  });
}

/** From `pixel_values` to `predicted_depth`, as monocular depth models are: here the mean of the channels. */
export const brightnessAsDepth = (): Buffer =>
  doubling({
    node: [
      node(
        'ReduceMean',
        ['pixel_values'],
        ['predicted_depth'],
        [attribute.ints('axes', [1]), attribute.int('keepdims', 0)],
      ),
    ],
    initializer: [],
    input: [valueInfo('pixel_values', ['batch', 3, 'height', 'width'])],
    output: [valueInfo('predicted_depth', ['batch', 'height', 'width'])],
  });
