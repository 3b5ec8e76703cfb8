import type { GltfAccessor, GltfBufferView } from './gltf-schema.ts';

const componentBytes: Record<GltfAccessor['componentType'], number> = {
  5120: 1,
  5121: 1,
  5122: 2,
  5123: 2,
  5125: 4,
  5126: 4,
};

const shapes: Record<GltfAccessor['type'], { columns: number; rows: number }> = {
  SCALAR: { columns: 1, rows: 1 },
  VEC2: { columns: 1, rows: 2 },
  VEC3: { columns: 1, rows: 3 },
  VEC4: { columns: 1, rows: 4 },
  MAT2: { columns: 2, rows: 2 },
  MAT3: { columns: 3, rows: 3 },
  MAT4: { columns: 4, rows: 4 },
};

/** Bytes of one element; matrix columns start on 4-byte boundaries (glTF 2.0 section 3.6.2.4). */
export function elementBytes(accessor: Pick<GltfAccessor, 'componentType' | 'type'>): number {
  const { columns, rows } = shapes[accessor.type];
  const column = rows * componentBytes[accessor.componentType];
  return columns === 1 ? column : columns * Math.ceil(column / 4) * 4;
}

/** Whether `count` elements from `byteOffset` on lie inside the view. */
export function fitsView(
  accessor: Pick<GltfAccessor, 'byteOffset' | 'componentType' | 'type' | 'count'>,
  view: GltfBufferView,
): boolean {
  const element = elementBytes(accessor);
  const stride = view.byteStride ?? element;
  return accessor.byteOffset + stride * (accessor.count - 1) + element <= view.byteLength;
}

/** Bytes that a base64 `data:` address decodes to; `undefined` for another encoding. */
export function dataUriBytes(uri: string): number | undefined {
  const comma = uri.indexOf(',');
  if (comma < 0 || !uri.slice(0, comma).endsWith(';base64')) return undefined;
  const text = uri.slice(comma + 1).replace(/=+$/, '');
  return Math.floor((text.length * 3) / 4);
}
