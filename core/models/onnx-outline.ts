import { done, fault, type Problem, type Result } from '../result.ts';
import { externalPathProblem } from './external-path.ts';
import { type OnnxTensorOutline, readTensor } from './onnx-tensor.ts';
import { type OnnxValue, readValue } from './onnx-value.ts';
import {
  type ByteSource,
  MalformedProtobuf,
  type ProtobufField,
  ProtobufReader,
} from './protobuf-fields.ts';

/** What a model file is, without its numbers. */
export interface OnnxOutline {
  irVersion: number;
  /** Version of the standard operators. */
  opset: number;
  /** Without those that are constants. */
  inputs: OnnxValue[];
  outputs: OnnxValue[];
  /** Constants: how many, how many bytes of numbers, and the widest channel axis of a convolution. */
  tensors: number;
  tensorBytes: number;
  widest: number;
  /** Files beside the model that hold numbers; plain names. */
  externalFiles: string[];
  nodes: number;
  /** How often each operator occurs, subgraphs included. */
  operators: Record<string, number>;
}

export interface OutlineLimits {
  fields: number;
  nodes: number;
  tensors: number;
  /** Of graphs within graphs. */
  depth: number;
  nameBytes: number;
}

export const outlineLimits: OutlineLimits = {
  fields: 1_000_000,
  nodes: 20_000,
  tensors: 20_000,
  depth: 6,
  nameBytes: 1024,
};

/** Domains whose operators the runtime itself brings. */
const ownDomains: ReadonlySet<string> = new Set(['', 'ai.onnx', 'ai.onnx.ml', 'com.microsoft']);

/**
 * The outline of an ONNX file: field numbers of onnx.proto (ModelProto, GraphProto, NodeProto,
 * AttributeProto, TensorProto, FunctionProto). No tensor is read, whatever the size of the file. Refused
 * with a reason: what is no protobuf or is cut off; more nodes, constants or nesting than `limits`;
 * sizes below zero or beyond a memory; constants whose bytes are not what their size says; numbers in
 * files that are not beside the model; operators of others.
 */
export function onnxOutline(
  source: ByteSource,
  limits: OutlineLimits = outlineLimits,
): Result<OnnxOutline> {
  const walk = new Walk(new ProtobufReader(source, limits.fields), limits);
  try {
    walk.model(source.bytes);
  } catch (error) {
    if (!(error instanceof MalformedProtobuf)) throw error;
    return fault('', 'malformed', `The file is no ONNX model that can be used. ${error.message}`);
  }
  const [problem] = walk.problems;
  return problem ? { ok: false, fault: [problem] } : done(walk.outline());
}

class Walk {
  readonly problems: Problem[] = [];
  readonly #reader: ProtobufReader;
  readonly #limits: OutlineLimits;
  readonly #operators = new Map<string, number>();
  readonly #constants = new Set<string>();
  readonly #externalFiles = new Set<string>();
  readonly #inputs: OnnxValue[] = [];
  readonly #outputs: OnnxValue[] = [];
  #irVersion = 0;
  #opset = 0;
  #tensorBytes = 0;
  #tensors = 0;
  #widest = 0;
  #nodes = 0;
  #hasGraph = false;

  constructor(reader: ProtobufReader, limits: OutlineLimits) {
    this.#reader = reader;
    this.#limits = limits;
  }

  outline(): OnnxOutline {
    return {
      irVersion: this.#irVersion,
      opset: this.#opset,
      inputs: this.#inputs.filter(({ name }) => !this.#constants.has(name)),
      outputs: this.#outputs,
      tensors: this.#tensors,
      tensorBytes: this.#tensorBytes,
      widest: this.#widest,
      externalFiles: [...this.#externalFiles],
      nodes: this.#nodes,
      operators: Object.fromEntries(this.#operators),
    };
  }

  model(end: number): void {
    for (const field of this.#reader.fields(0, end)) {
      if (field.number === 1) this.#irVersion = field.value;
      else if (field.number === 7 && field.wire === 2) {
        this.#hasGraph = true;
        this.#graph(field, 0);
      } else if (field.number === 8 && field.wire === 2) this.#operatorSet(field);
      else if (field.number === 25 && field.wire === 2) this.#function(field);
    }
    if (this.#irVersion < 3 || this.#irVersion > 99 || !this.#hasGraph || this.#opset < 1)
      throw new MalformedProtobuf('It lacks a version, its operators’ version or a graph.');
  }

  #refuse(code: string, message: string): void {
    this.problems.push({ path: '', code, message });
  }

  #operatorSet(set: ProtobufField): void {
    let [domain, version] = ['', 0];
    for (const field of this.#reader.fields(set.start, set.end)) {
      if (field.number === 1 && field.wire === 2) domain = this.#name(field);
      else if (field.number === 2) version = field.value;
    }
    if (domain === '' || domain === 'ai.onnx') this.#opset = version;
  }

  /** A graph, or a graph within a node: its constants, its nodes, and for the outermost what goes in and out. */
  #graph(graph: ProtobufField, depth: number): void {
    if (depth > this.#limits.depth)
      throw new MalformedProtobuf(`Its graphs are nested more than ${this.#limits.depth} deep.`);
    for (const field of this.#reader.fields(graph.start, graph.end)) {
      if (field.wire !== 2) continue;
      if (field.number === 1) this.#node(field, depth);
      else if (field.number === 5) this.#tensor(readTensor(this.#reader, field));
      else if (field.number === 15) this.#sparse(field);
      else if (depth === 0 && field.number === 11) this.#value(field, this.#inputs);
      else if (depth === 0 && field.number === 12) this.#value(field, this.#outputs);
    }
  }

  #value(field: ProtobufField, values: OnnxValue[]): void {
    const value = readValue(this.#reader, field);
    values.push(value);
    const { name, dims } = value;
    const bad = dims.find((size) => typeof size === 'number' && (size < 0 || size > 2 ** 24));
    if (bad !== undefined)
      this.#refuse('bad-size', `"${name}" has an axis of ${bad}, which no picture has.`);
    if (values.length > 256) throw new MalformedProtobuf('It has more than 256 inputs or outputs.');
  }

  #node(node: ProtobufField, depth: number): void {
    if (++this.#nodes > this.#limits.nodes)
      throw new MalformedProtobuf(`It has more than ${this.#limits.nodes} nodes.`);
    let [operator, domain] = ['', ''];
    for (const field of this.#reader.fields(node.start, node.end)) {
      if (field.wire !== 2) continue;
      if (field.number === 4) operator = this.#name(field);
      else if (field.number === 7) domain = this.#name(field);
      else if (field.number === 5) this.#attribute(field, depth);
    }
    this.#operators.set(operator, (this.#operators.get(operator) ?? 0) + 1);
    if (!ownDomains.has(domain)) {
      const whose = `operator "${operator}" of "${domain}"`;
      this.#refuse('foreign-operator', `It needs the ${whose}, which is not built in.`);
    }
  }

  /** Attributes may hold constants and graphs (fields 5, 6, 10, 11, 22, 23). */
  #attribute(attribute: ProtobufField, depth: number): void {
    for (const field of this.#reader.fields(attribute.start, attribute.end)) {
      if (field.wire !== 2) continue;
      if (field.number === 5 || field.number === 10) this.#tensor(readTensor(this.#reader, field));
      else if (field.number === 6 || field.number === 11) this.#graph(field, depth + 1);
      else if (field.number === 22 || field.number === 23) this.#sparse(field);
    }
  }

  #function(definition: ProtobufField): void {
    for (const field of this.#reader.fields(definition.start, definition.end))
      if (field.number === 7 && field.wire === 2) this.#node(field, 1);
  }

  #sparse(sparse: ProtobufField): void {
    for (const field of this.#reader.fields(sparse.start, sparse.end)) {
      const isTensor = field.wire === 2 && (field.number === 1 || field.number === 2);
      if (isTensor) this.#tensor(readTensor(this.#reader, field));
    }
  }

  #tensor(tensor: OnnxTensorOutline): void {
    if (++this.#tensors > this.#limits.tensors)
      throw new MalformedProtobuf(`It has more than ${this.#limits.tensors} constants.`);
    this.#constants.add(tensor.name);
    if (tensor.problem) this.#refuse('bad-constant', tensor.problem);
    this.#tensorBytes += tensor.bytes;
    if (tensor.dims.length === 4) this.#widest = Math.max(this.#widest, ...tensor.dims.slice(0, 2));
    if (tensor.location === undefined) return;
    const why = externalPathProblem(tensor.location);
    if (why) this.#refuse('external-data', `Constant "${tensor.name}" ${why}`);
    else this.#externalFiles.add(tensor.location);
  }

  #name(field: ProtobufField): string {
    return this.#reader.text(field, this.#limits.nameBytes);
  }
}
