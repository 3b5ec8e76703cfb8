import { createHash } from 'node:crypto';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeOnnx, modelOf, valueInfo } from '../../../tools/models/onnx-schema.ts';
import { doubling, doublingWith, node } from '../../support/onnx-models.ts';
import { pngBytes } from '../../support/picture-bytes.ts';
import { modelsRig } from './rig.ts';

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const grey = pngBytes(8, 8, () => [90, 90, 90]);

const constant = (change: object) => ({
  name: 'weights',
  dims: [4],
  dataType: 1,
  rawData: Buffer.alloc(16),
  ...change,
});

const externalAt = (location: string): Buffer =>
  doublingWith({
    name: 'weights',
    dims: [4],
    dataType: 1,
    dataLocation: 1,
    externalData: [{ key: 'location', value: location }],
  });

const nothingKnown = encodeOnnx(
  modelOf({
    name: 'other',
    node: [node('Relu', ['in'], ['out'])],
    input: [valueInfo('in', [1, 4])],
    output: [valueInfo('out', [1, 4])],
  }),
);

describe('the models that there are', () => {
  it('are three that come along, each with its licence, its hash and what it can do', async () => {
    const { models } = modelsRig();
    const { models: list, trouble } = await models.report();
    expect(trouble).toBeNull();
    expect(list.map(({ id, kind, scale, licence }) => [id, kind, scale, licence])).toEqual([
      ['content-gate', 'gate', null, 'MIT'],
      ['esrgan-slim-x2', 'upscale', 2, 'MIT'],
      ['esrgan-slim-x4', 'upscale', 4, 'MIT'],
    ]);
    for (const model of list) {
      expect(model).toMatchObject({ isBuiltIn: true, trouble: null });
      expect(model.memoryBytes).toBeGreaterThan(model.bytes);
      const licence = new URL(`../../../models/${model.id}/LICENSE`, import.meta.url);
      expect(readFileSync(licence, 'utf8')).toContain('MIT License');
    }
  });

  it('include a bare file of the data folder, as soon as it is there', async () => {
    const { models, put } = modelsRig();
    await models.report();
    put('Pixel Double_x2.onnx', doubling());
    expect((await models.report()).models.at(-1)).toMatchObject({
      id: 'pixel-double-x2',
      kind: 'upscale',
      scale: 2,
      licence: 'not stated',
      isBuiltIn: false,
      trouble: null,
    });
  });

  it('include a folder whose model.json says whose it is', async () => {
    const { models, put } = modelsRig();
    const bytes = doubling();
    const said = {
      id: 'doubling',
      name: 'Doubling',
      kind: 'upscale',
      scale: 2,
      licence: 'CC0-1.0',
    };
    put('mine/net.onnx', bytes);
    put('mine/model.json', JSON.stringify({ ...said, sha256: sha256Of(bytes) }));
    const mine = (await models.report()).models.at(-1);
    expect(mine).toMatchObject({ ...said, trouble: null, sha256: sha256Of(bytes) });
  });
});

describe('a hostile model', () => {
  it.each([
    ['numbers in /etc/passwd', externalAt('/etc/passwd'), /Only a plain file name/],
    ['numbers in ../x', externalAt('../x'), /Only a plain file name/],
    ['numbers in a file that is not there', externalAt('gone.bin'), /no such file beside it/],
    ['2^40 numbers', doublingWith(constant({ dims: [2 ** 40] })), /no memory holds/],
    ['a negative axis', doublingWith(constant({ dims: [-1] })), /an axis of -1/],
    ['its end cut off', doubling().subarray(0, -20), /no ONNX model/],
    ['no model at all', Buffer.from('#!/bin/sh\nrm -rf /\n'), /no ONNX model/],
    ['other inputs', nothingKnown, /none that Cyclorama knows/],
    ['nothing', Buffer.alloc(0), /no ONNX model/],
  ])('of %s is refused with its reason and never run', async (_what, bytes, words) => {
    const { put, troubleOf, enlarge, pids, models } = modelsRig();
    put('hostile-x3.onnx', bytes);
    expect(await troubleOf('hostile-x3')).toMatch(words);
    await expect(enlarge(grey, 3)).rejects.toThrow('There is no model for upscale ×3');
    expect(await models.trouble({ kind: 'upscale', scale: 3 })).toContain('There is no model');
    expect(pids).toEqual([]);
  });

  it('whose bytes are not those of its model.json is refused', async () => {
    const { put, troubleOf } = modelsRig();
    put('swapped/model.onnx', doubling());
    const said = { id: 'swapped', name: 'Swapped', kind: 'upscale', scale: 2, licence: 'MIT' };
    put('swapped/model.json', JSON.stringify({ ...said, sha256: '0'.repeat(64) }));
    expect(await troubleOf('swapped')).toContain('are not the ones that model.json names');
  });

  it('whose numbers lie behind a link is refused', async () => {
    const { folder, put, troubleOf } = modelsRig();
    put('linked-x3/model.onnx', externalAt('weights.bin'));
    symlinkSync('/etc/hostname', join(folder, 'linked-x3/weights.bin'));
    expect(await troubleOf('linked-x3')).toContain('no such file beside it');
  });

  it('that calls itself what it is not is refused', async () => {
    const { put, troubleOf } = modelsRig();
    const bytes = doubling();
    const said = {
      id: 'gate',
      name: 'Gate',
      kind: 'gate',
      licence: 'MIT',
      sha256: sha256Of(bytes),
    };
    put('gate/model.onnx', bytes);
    put('gate/model.json', JSON.stringify(said));
    expect(await troubleOf('gate')).toContain(
      'says gate, and by its inputs and outputs it is upscale',
    );
  });

  it.each(['{', '[]', '{"id":"../x"}', '{"id":"a","name":"","kind":"virus"}'])(
    'with the model.json %j is refused',
    async (json) => {
      const { put, troubleOf } = modelsRig();
      put('odd/model.onnx', doubling());
      put('odd/model.json', json);
      expect(await troubleOf('odd')).toContain('Its model.json is not valid');
    },
  );

  it('that takes the id of one that came along does not replace it', async () => {
    const { put, models } = modelsRig();
    put('content-gate.onnx', doubling());
    const twins = (await models.report()).models.filter(({ id }) => id === 'content-gate');
    expect(twins.map(({ trouble }) => trouble)).toEqual([null, 'Another model has this id.']);
  });
});
