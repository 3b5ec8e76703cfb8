import type { ProtobufField, ProtobufReader } from './protobuf-fields.ts';

/** A constant of a model, without its numbers. */
export interface OnnxTensorOutline {
  name: string;
  dims: number[];
  /** Of its numbers, as its size says. */
  bytes: number;
  /** The file that holds them, when the model does not. */
  location?: string;
  /** What is wrong with it, in words. */
  problem?: string;
}

const longestName = 1024;
const longestLocation = 4096;
const maxAxes = 16;
/** 2³⁰ numbers are 4 GiB of float32. */
const maxElements = 2 ** 30;

/** Bytes of an element by TensorProto.DataType; those that are not listed are not judged by their bytes. */
const elementBytes: Readonly<Record<number, number>> = {
  1: 4, // float
  2: 1, // uint8
  3: 1, // int8
  4: 2, // uint16
  5: 2, // int16
  6: 4, // int32
  7: 8, // int64
  9: 1, // bool
  10: 2, // float16
  11: 8, // double
  12: 4, // uint32
  13: 8, // uint64
  16: 2, // bfloat16
};

/**
 * TensorProto: dims 1, data_type 2, name 8, raw_data 9, external_data 13 (key 1, value 2), data_location
 * 14. Typed lists of numbers (4 to 7, 10, 11) are skipped like raw ones; the runtime counts those.
 */
export function readTensor(reader: ProtobufReader, tensor: ProtobufField): OnnxTensorOutline {
  const dims: number[] = [];
  let [name, type, raw, isExternal] = ['', 0, -1, false];
  let location: string | undefined;
  for (const field of reader.fields(tensor.start, tensor.end)) {
    if (field.number === 1 && dims.length <= maxAxes)
      dims.push(...(field.wire === 2 ? reader.packed(field, maxAxes + 1) : [field.value]));
    else if (field.number === 2) type = field.value;
    else if (field.number === 8 && field.wire === 2) name = reader.text(field, longestName);
    else if (field.number === 9 && field.wire === 2) raw = field.end - field.start;
    else if (field.number === 13 && field.wire === 2)
      location = locationOf(reader, field) ?? location;
    else if (field.number === 14) isExternal = field.value !== 0;
  }
  const count = dims.reduce((product, size) => product * size, 1);
  const bytes = count * (elementBytes[type] ?? 1);
  const problem = sizeProblem(name, dims, count) ?? rawProblem(name, type, bytes, raw);
  return {
    name,
    dims,
    bytes: problem ? 0 : bytes,
    ...((isExternal || location !== undefined) && { location: location ?? '' }),
    ...(problem && { problem }),
  };
}

function locationOf(reader: ProtobufReader, entry: ProtobufField): string | undefined {
  let [key, value] = ['', ''];
  for (const field of reader.fields(entry.start, entry.end)) {
    if (field.wire !== 2) continue;
    if (field.number === 1) key = reader.text(field, longestName);
    else if (field.number === 2) value = reader.text(field, longestLocation);
  }
  return key === 'location' ? value : undefined;
}

function sizeProblem(name: string, dims: readonly number[], count: number): string | undefined {
  if (dims.length > maxAxes) return `Constant "${name}" has more than ${maxAxes} axes.`;
  const negative = dims.find((size) => size < 0);
  if (negative !== undefined) return `Constant "${name}" has an axis of ${negative}.`;
  if (!(count <= maxElements) || dims.some((size) => size > maxElements))
    return `Constant "${name}" says it has ${dims.join(' × ')} numbers, which no memory holds.`;
  return undefined;
}

function rawProblem(name: string, type: number, bytes: number, raw: number): string | undefined {
  if (raw < 0 || elementBytes[type] === undefined || raw === bytes) return undefined;
  return `Constant "${name}" says it has ${bytes} bytes, and ${raw} are there.`;
}
