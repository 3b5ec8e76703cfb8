import protobuf from 'protobufjs/light.js';

/**
 * The part of onnx.proto (ONNX 1.16, IR version 10 and before) that is written here: field numbers are
 * those of the specification, https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.
 */
const root = protobuf.Root.fromJSON({
  nested: {
    ModelProto: {
      fields: {
        irVersion: { type: 'int64', id: 1 },
        producerName: { type: 'string', id: 2 },
        producerVersion: { type: 'string', id: 3 },
        graph: { type: 'GraphProto', id: 7 },
        opsetImport: { rule: 'repeated', type: 'OperatorSetIdProto', id: 8 },
      },
    },
    OperatorSetIdProto: {
      fields: { domain: { type: 'string', id: 1 }, version: { type: 'int64', id: 2 } },
    },
    GraphProto: {
      fields: {
        node: { rule: 'repeated', type: 'NodeProto', id: 1 },
        name: { type: 'string', id: 2 },
        initializer: { rule: 'repeated', type: 'TensorProto', id: 5 },
        input: { rule: 'repeated', type: 'ValueInfoProto', id: 11 },
        output: { rule: 'repeated', type: 'ValueInfoProto', id: 12 },
      },
    },
    NodeProto: {
      fields: {
        input: { rule: 'repeated', type: 'string', id: 1 },
        output: { rule: 'repeated', type: 'string', id: 2 },
        name: { type: 'string', id: 3 },
        opType: { type: 'string', id: 4 },
        attribute: { rule: 'repeated', type: 'AttributeProto', id: 5 },
        domain: { type: 'string', id: 7 },
      },
    },
    AttributeProto: {
      fields: {
        name: { type: 'string', id: 1 },
        f: { type: 'float', id: 2 },
        i: { type: 'int64', id: 3 },
        s: { type: 'bytes', id: 4 },
        t: { type: 'TensorProto', id: 5 },
        g: { type: 'GraphProto', id: 6 },
        ints: { rule: 'repeated', type: 'int64', id: 8, options: { packed: false } },
        type: { type: 'int32', id: 20 },
      },
    },
    TensorProto: {
      fields: {
        dims: { rule: 'repeated', type: 'int64', id: 1, options: { packed: false } },
        dataType: { type: 'int32', id: 2 },
        name: { type: 'string', id: 8 },
        rawData: { type: 'bytes', id: 9 },
        externalData: { rule: 'repeated', type: 'StringStringEntryProto', id: 13 },
        dataLocation: { type: 'int32', id: 14 },
      },
    },
    StringStringEntryProto: {
      fields: { key: { type: 'string', id: 1 }, value: { type: 'string', id: 2 } },
    },
    ValueInfoProto: {
      fields: { name: { type: 'string', id: 1 }, type: { type: 'TypeProto', id: 2 } },
    },
    TypeProto: { fields: { tensorType: { type: 'TensorType', id: 1 } } },
    TensorType: {
      fields: { elemType: { type: 'int32', id: 1 }, shape: { type: 'TensorShapeProto', id: 2 } },
    },
    TensorShapeProto: { fields: { dim: { rule: 'repeated', type: 'Dimension', id: 1 } } },
    Dimension: {
      fields: { dimValue: { type: 'int64', id: 1 }, dimParam: { type: 'string', id: 2 } },
    },
  },
});

/** TensorProto.DataType. */
export const tensorTypes = { float32: 1, uint8: 2, int64: 7, bool: 9 } as const;

export interface OnnxTensor {
  name?: string;
  dims: readonly number[];
  dataType: number;
  rawData?: Uint8Array;
  externalData?: readonly { key: string; value: string }[];
  dataLocation?: number;
}

export interface OnnxAttribute {
  name: string;
  type: number;
  f?: number;
  i?: number;
  s?: Uint8Array;
  t?: OnnxTensor;
  g?: OnnxGraph;
  ints?: readonly number[];
}

export interface OnnxNode {
  opType: string;
  input: readonly string[];
  output: readonly string[];
  attribute?: readonly OnnxAttribute[];
  domain?: string;
}

/** A dimension has a size, or a name where it is free. */
export type OnnxDimension = number | string;

export interface OnnxValueInfo {
  name: string;
  type: { tensorType: { elemType: number; shape: { dim: readonly object[] } } };
}

export interface OnnxGraph {
  name: string;
  node: readonly OnnxNode[];
  initializer?: readonly OnnxTensor[];
  input: readonly OnnxValueInfo[];
  output: readonly OnnxValueInfo[];
}

export interface OnnxModel {
  irVersion: number;
  producerName: string;
  producerVersion: string;
  graph: OnnxGraph;
  opsetImport: readonly { domain: string; version: number }[];
}

/** An input or output of a graph. */
export const valueInfo = (
  name: string,
  dims: readonly OnnxDimension[],
  elemType: number = tensorTypes.float32,
): OnnxValueInfo => {
  const dim = dims.map((size) =>
    typeof size === 'number' ? { dimValue: size } : { dimParam: size },
  );
  return { name, type: { tensorType: { elemType, shape: { dim } } } };
};

export const attribute = {
  float: (name: string, f: number): OnnxAttribute => ({ name, type: 1, f }),
  int: (name: string, i: number): OnnxAttribute => ({ name, type: 2, i }),
  text: (name: string, s: string): OnnxAttribute => ({ name, type: 3, s: Buffer.from(s) }),
  tensor: (name: string, t: OnnxTensor): OnnxAttribute => ({ name, type: 4, t }),
  graph: (name: string, g: OnnxGraph): OnnxAttribute => ({ name, type: 5, g }),
  ints: (name: string, ints: readonly number[]): OnnxAttribute => ({ name, type: 7, ints }),
};

/** A model of opset 17, the newest that every runtime of the last years reads. */
export const modelOf = (graph: OnnxGraph): OnnxModel => ({
  irVersion: 8,
  producerName: 'cyclorama',
  producerVersion: '1',
  graph,
  opsetImport: [{ domain: '', version: 17 }],
});

/** The bytes of a model. The same model has the same bytes. */
export function encodeOnnx(model: OnnxModel): Buffer {
  const type = root.lookupType('ModelProto');
  return Buffer.from(type.encode(type.fromObject(model)).finish());
}
