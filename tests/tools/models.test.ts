import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { modelFile } from '../../core/models/model-file.ts';
import { onnxFromTfjs } from '../../tools/models/onnx-from-tfjs.ts';
import { encodeOnnx } from '../../tools/models/onnx-schema.ts';
import { modelSources } from '../../tools/models/sources.ts';
import { tarballName, unpack } from '../../tools/models/unpack.ts';

const committed = (id: string, name: string): Buffer =>
  readFileSync(new URL(`../../models/${id}/${name}`, import.meta.url));

/** A folder with the packages' tarballs, as `npm pack` writes them. */
const packages = process.env.CYCLORAMA_MODEL_PACKAGES;

describe('the models that come along', () => {
  it.each(modelSources.map(({ file }) => [file.id, file] as const))(
    '%s says which package it was made from, and its bytes are the ones it names',
    (id, file) => {
      const said = modelFile.parse(JSON.parse(committed(id, 'model.json').toString()));
      const sha256 = createHash('sha256').update(committed(id, 'model.onnx')).digest('hex');
      expect(said).toEqual({ ...file, sha256 });
    },
  );

  it('are all made by the tool', () => {
    const folders = readdirSync(new URL('../../models', import.meta.url));
    expect(folders.toSorted()).toEqual(modelSources.map(({ file }) => file.id).toSorted());
  });

  it.for(modelSources.map((source) => [source.file.id, source] as const))(
    '%s has the same bytes when it is made again from its package',
    ([id, { file, convert }], context) => {
      if (!packages)
        return context.skip('there is no CYCLORAMA_MODEL_PACKAGES, a folder of tarballs');
      const folder = unpack(file.source, packages);
      onTestFinished(() => rmSync(join(folder, '..'), { recursive: true }));
      expect(encodeOnnx(convert(folder)).equals(committed(id, 'model.onnx'))).toBe(true);
    },
  );
});

describe('making a model', () => {
  it('refuses a package that is not the one it is pinned to', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cyclorama-packages-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const [first] = modelSources;
    if (!first) throw new Error('no model');
    expect(() => unpack(first.file.source, folder)).toThrow(
      'npm pack @upscalerjs/esrgan-slim@1.0.0',
    );
    writeFileSync(join(folder, tarballName(first.file.source)), 'another package');
    expect(() => unpack(first.file.source, folder)).toThrow('is not the file it is pinned to');
  });

  it('refuses a layer, and a setting of a layer, that it does not know', () => {
    const convert = (class_name: string, config: Record<string, unknown>) => () =>
      onnxFromTfjs(
        {
          layers: [{ class_name, name: 'odd', config, inbound_nodes: [[['in', 0, 0, {}]]] }],
          input: 'in',
          output: 'odd',
          weights: new Map(),
        },
        'odd',
        { input: { name: 'i', dims: [1, 8, 8, 3] }, output: { name: 'o', dims: [1, 8, 8, 3] } },
      );
    expect(convert('LSTM', {})).toThrow('no way to convert the layer LSTM');
    expect(convert('ReLU', { max_value: 6, negative_slope: 0.1, threshold: 0 })).toThrow();
    expect(convert('UpSampling2D', { size: [2, 2], interpolation: 'bicubic' })).toThrow();
    expect(convert('Concatenate', { axis: 1 })).toThrow();
  });
});
