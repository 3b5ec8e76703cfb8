import {
  attribute,
  type OnnxAttribute,
  type OnnxNode,
  type OnnxTensor,
  tensorTypes,
} from './onnx-schema.ts';
import type { TfjsWeight } from './tfjs-model.ts';

const littleEndian = (values: Float32Array): Uint8Array => {
  const bytes = new Uint8Array(values.byteLength);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => {
    view.setFloat32(4 * index, value, true);
  });
  return bytes;
};

/** Collects the nodes and constants of a graph. */
export class GraphBuilder {
  readonly nodes: OnnxNode[] = [];
  readonly tensors: OnnxTensor[] = [];

  /** Adds a node; answers with the name of what comes out of it. */
  node(
    opType: string,
    input: readonly string[],
    output: string,
    attributes: readonly OnnxAttribute[] = [],
  ): string {
    this.nodes.push({ opType, input, output: [output], attribute: attributes });
    return output;
  }

  floats(name: string, dims: readonly number[], values: ArrayLike<number>): string {
    const rawData = littleEndian(Float32Array.from(values));
    this.tensors.push({ name, dims, dataType: tensorTypes.float32, rawData });
    return name;
  }

  int64s(name: string, values: readonly number[]): string {
    const rawData = new Uint8Array(8 * values.length);
    const view = new DataView(rawData.buffer);
    values.forEach((value, index) => {
      view.setBigInt64(8 * index, BigInt(value), true);
    });
    this.tensors.push({ name, dims: [values.length], dataType: tensorTypes.int64, rawData });
    return name;
  }

  /**
   * A weight, with its axes in another order. What came as bytes stays bytes, and is spread to floats
   * within the graph: the file keeps a quarter of its size.
   */
  weight(name: string, weight: TfjsWeight, axes: readonly number[]): string {
    const dims = axes.map((axis) => weight.shape[axis] ?? 1);
    if ('floats' in weight)
      return this.floats(name, dims, transposed(weight.floats, weight.shape, axes));
    const { min, scale } = weight;
    const rawData = Uint8Array.from(transposed(weight.bytes, weight.shape, axes));
    this.tensors.push({ name: `${name}/bytes`, dims, dataType: tensorTypes.uint8, rawData });
    this.floats(`${name}/scale`, [], [scale]);
    const zero = -min / scale;
    const isByte = zero >= 0 && zero <= 255 && Math.abs(zero - Math.round(zero)) < 1e-4;
    const rawZero = Uint8Array.of(isByte ? Math.round(zero) : 0);
    this.tensors.push({
      name: `${name}/zero`,
      dims: [],
      dataType: tensorTypes.uint8,
      rawData: rawZero,
    });
    const inputs = [`${name}/bytes`, `${name}/scale`, `${name}/zero`];
    if (isByte) return this.node('DequantizeLinear', inputs, name);
    this.node('DequantizeLinear', inputs, `${name}/spread`);
    return this.node('Add', [`${name}/spread`, this.floats(`${name}/min`, [], [min])], name);
  }

  /** From batch, height, width, channels to batch, channels, height, width, or back. */
  transpose(input: string, output: string, axes: readonly number[]): string {
    return this.node('Transpose', [input], output, [attribute.ints('perm', axes)]);
  }
}

/** Numbers in plain floats, whether they came as bytes or not. */
export function floatsOf(weight: TfjsWeight): Float32Array {
  if ('floats' in weight) return weight.floats;
  const { bytes, min, scale } = weight;
  return Float32Array.from(bytes, (byte) => min + scale * byte);
}

/** Row-major numbers of `shape`, with axis `axes[i]` as their i-th. */
function transposed(
  values: ArrayLike<number>,
  shape: readonly number[],
  axes: readonly number[],
): Float32Array {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1));
  const dims = axes.map((axis) => shape[axis] ?? 1);
  const out = new Float32Array(values.length);
  const index = dims.map(() => 0);
  for (let at = 0; at < out.length; at++) {
    let from = 0;
    axes.forEach((axis, i) => {
      from += (index[i] ?? 0) * (strides[axis] ?? 0);
    });
    out[at] = values[from] ?? 0;
    for (let i = dims.length - 1; i >= 0; i--) {
      index[i] = (index[i] ?? 0) + 1;
      if ((index[i] ?? 0) < (dims[i] ?? 1)) break;
      index[i] = 0;
    }
  }
  return out;
}
