import type { ProtobufField, ProtobufReader } from './protobuf-fields.ts';

/** An input or output: its element type (TensorProto.DataType) and axes; a free axis has its name or ''. */
export interface OnnxValue {
  name: string;
  /** 0 when it is no tensor. */
  elementType: number;
  dims: (number | string)[];
}

const longestName = 1024;
const maxAxes = 16;

/** ValueInfoProto: name 1, type 2; TypeProto: tensor_type 1; Tensor: elem_type 1, shape 2; TensorShapeProto: dim 1. */
export function readValue(reader: ProtobufReader, value: ProtobufField): OnnxValue {
  const read: OnnxValue = { name: '', elementType: 0, dims: [] };
  for (const field of reader.fields(value.start, value.end)) {
    if (field.number === 1 && field.wire === 2) read.name = reader.text(field, longestName);
    for (const tensor of within(reader, field, 2, 1)) readTensorType(reader, tensor, read);
  }
  return read;
}

function readTensorType(reader: ProtobufReader, tensor: ProtobufField, to: OnnxValue): void {
  for (const field of reader.fields(tensor.start, tensor.end)) {
    if (field.number === 1 && field.wire === 0) to.elementType = field.value;
    for (const dim of within(reader, field, 2, 1))
      if (to.dims.length < maxAxes) to.dims.push(readDim(reader, dim));
  }
}

/** Dimension: dim_value 1, dim_param 2. */
function readDim(reader: ProtobufReader, dim: ProtobufField): number | string {
  let size: number | string = '';
  for (const field of reader.fields(dim.start, dim.end)) {
    if (field.number === 1 && field.wire === 0) size = field.value;
    else if (field.number === 2 && field.wire === 2) size = reader.text(field, longestName);
  }
  return size;
}

/** The messages in field `inner` of a message that is in field `outer`. */
function* within(
  reader: ProtobufReader,
  field: ProtobufField,
  outer: number,
  inner: number,
): Generator<ProtobufField> {
  if (field.number !== outer || field.wire !== 2) return;
  for (const each of reader.fields(field.start, field.end))
    if (each.number === inner && each.wire === 2) yield each;
}
