import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { z } from 'zod';

const weight = z.object({
  name: z.string(),
  shape: z.array(z.int().positive()),
  dtype: z.literal('float32'),
  quantization: z
    .object({ min: z.number(), scale: z.number().positive(), dtype: z.literal('uint8') })
    .optional(),
});

const inbound = z.array(z.array(z.tuple([z.string(), z.int(), z.int()], z.unknown())));

const layer = z.object({
  class_name: z.string(),
  name: z.string(),
  config: z.record(z.string(), z.unknown()),
  inbound_nodes: inbound,
});
export type TfjsLayer = z.infer<typeof layer>;

const end = z.tuple([z.string(), z.int(), z.int()]);

/** `model.json` of a tfjs layers-model. */
const layersModel = z.object({
  modelTopology: z.object({
    model_config: z.object({
      config: z.object({
        layers: z.array(layer),
        input_layers: z.tuple([end]),
        output_layers: z.tuple([end]),
      }),
    }),
  }),
  weightsManifest: z.tuple([z.object({ weights: z.array(weight) })]),
});

/** Numbers of a layer: as they are, or as bytes that mean `min + scale·byte`. */
export type TfjsWeight = { shape: readonly number[] } & (
  | { floats: Float32Array }
  | { bytes: Uint8Array; min: number; scale: number }
);

export interface TfjsModel {
  layers: readonly TfjsLayer[];
  input: string;
  output: string;
  weights: ReadonlyMap<string, TfjsWeight>;
}

/** A layers-model as files: `model.json` with one shard beside it. */
export function readTfjsFolder(folder: string): TfjsModel {
  const json: unknown = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8'));
  return modelFrom(json, readFileSync(join(folder, 'group1-shard1of1.bin')));
}

/** A layers-model that a package carries as scripts: the topology as an object, the weights as base64. */
export function readTfjsScripts(folder: string): TfjsModel {
  const shard = z.string().parse(exportedBy(join(folder, 'group1-shard1of1.min.js')));
  return modelFrom(exportedBy(join(folder, 'model.min.js')), Buffer.from(shard, 'base64'));
}

/** What a script hands to `module.exports`. The package's integrity was checked; the script is given nothing else. */
function exportedBy(file: string): unknown {
  const module: { exports: unknown } = { exports: {} };
  runInContext(readFileSync(file, 'utf8'), createContext({ module, exports: module.exports }));
  return module.exports;
}

function modelFrom(json: unknown, shard: Buffer): TfjsModel {
  const { modelTopology, weightsManifest } = layersModel.parse(json);
  const { layers, input_layers, output_layers } = modelTopology.model_config.config;
  const weights = new Map<string, TfjsWeight>();
  let at = 0;
  for (const { name, shape, quantization } of weightsManifest[0].weights) {
    const count = shape.reduce((product, size) => product * size, 1);
    const length = quantization ? count : 4 * count;
    // A copy starts where a Float32Array may.
    const bytes = Uint8Array.from(shard.subarray(at, at + length));
    if (bytes.length < length) throw new Error(`The shard ends within "${name}".`);
    if (quantization) weights.set(name, { shape, bytes, ...quantization });
    else weights.set(name, { shape, floats: new Float32Array(bytes.buffer) });
    at += length;
  }
  if (at !== shard.length) throw new Error('The shard holds more than its manifest says.');
  return { layers, input: input_layers[0][0], output: output_layers[0][0], weights };
}
