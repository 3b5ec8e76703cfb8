import { z } from 'zod';

/** More of anything than a wall can draw; what is above it is refused unseen. */
const maxItems = 200_000;

const index = z.int().min(0);
const size = z.int().min(0).max(0xffff_ffff);
const list = <Item extends z.ZodType>(item: Item, max = maxItems) =>
  z.array(item).max(max, `more than ${max} entries`).default([]);

const buffer = z.object({ byteLength: size.min(1), uri: z.string().optional() });

const bufferView = z.object({
  buffer: index,
  byteOffset: size.default(0),
  byteLength: size.min(1),
  byteStride: z.int().min(4).max(252).optional(),
});
export type GltfBufferView = z.infer<typeof bufferView>;

const componentType = z.literal([5120, 5121, 5122, 5123, 5125, 5126]);
const sparsePart = z.object({ bufferView: index, byteOffset: size.default(0) });

const accessor = z.object({
  bufferView: index.optional(),
  byteOffset: size.default(0),
  componentType,
  count: size.min(1),
  type: z.enum(['SCALAR', 'VEC2', 'VEC3', 'VEC4', 'MAT2', 'MAT3', 'MAT4']),
  sparse: z
    .object({
      count: size.min(1),
      indices: sparsePart.extend({ componentType }),
      values: sparsePart,
    })
    .optional(),
});
export type GltfAccessor = z.infer<typeof accessor>;

const image = z.object({
  uri: z.string().optional(),
  bufferView: index.optional(),
  mimeType: z.string().optional(),
});
export type GltfImage = z.infer<typeof image>;

const primitive = z.object({
  attributes: z.record(z.string().max(64), index),
  indices: index.optional(),
  targets: z
    .array(z.record(z.string().max(64), index))
    .max(256)
    .optional(),
});

const node = z.object({ children: z.array(index).optional(), mesh: index.optional() });
export type GltfNode = z.infer<typeof node>;

/** The parts of a glTF 2.0 document that decide what a loader reads, allocates and walks. */
export const gltfSchema = z.object({
  asset: z.object({ version: z.string().regex(/^2\.\d+$/, 'only glTF 2.x is read') }),
  extensionsRequired: list(z.string(), 256),
  buffers: list(buffer, 16),
  bufferViews: list(bufferView),
  accessors: list(accessor),
  images: list(image, 1024),
  textures: list(z.object({ source: index.optional() }), 4096),
  meshes: list(z.object({ primitives: z.array(primitive).min(1).max(4096) }), 65_536),
  nodes: list(node),
  scenes: list(z.object({ nodes: z.array(index).default([]) }), 1024),
});
export type Gltf = z.infer<typeof gltfSchema>;
