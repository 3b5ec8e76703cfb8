import { describe, expect, it } from 'vitest';
import { memoryNeedBytes, modelSignature } from '../../../core/models/model-signature.ts';
import type { OnnxOutline } from '../../../core/models/onnx-outline.ts';

type Dims = (number | string)[];

const outline = (input: Dims, output: Dims, names = ['in', 'out'], type = 1): OnnxOutline => ({
  irVersion: 8,
  opset: 17,
  inputs: [{ name: names[0] ?? '', elementType: type, dims: input }],
  outputs: [{ name: names[1] ?? '', elementType: type, dims: output }],
  tensors: 1,
  tensorBytes: 1000,
  widest: 64,
  externalFiles: [],
  nodes: 1,
  operators: {},
});

const depthNames = ['pixel_values', 'predicted_depth'];

describe('what a model can do, by its inputs and outputs', () => {
  it.each([
    [['b', 'h', 'w', 3], ['b', 'H', 'W', 3], 'upscale', 'nhwc', null],
    [[1, 3, 64, 64], [1, 3, 256, 256], 'upscale', 'nchw', 4],
    [[1, 3, 'h', 'w'], [1, 3, 'H', 'W'], 'upscale', 'nchw', null],
    [['b', 224, 224, 3], ['b', 5], 'gate', 'nhwc', 1],
    [[1, 3, 'h', 'w'], [1, 1, 'h', 'w'], 'matte', 'nchw', 1],
  ])('takes %j to %j as %s', (input, output, kind, layout, scale) => {
    expect(modelSignature(outline(input, output))).toMatchObject({ kind, layout, scale });
  });

  it.each([
    [
      [1, 3, 'h', 'w'],
      [1, 'h', 'w'],
    ],
    [
      [1, 3, 518, 518],
      [1, 1, 518, 518],
    ],
  ])('takes %j to %j as depth when their names say so', (input, output) => {
    expect(modelSignature(outline(input, output, depthNames))?.kind).toBe('depth');
  });

  it.each([
    ['four numbers', [1, 4], [1, 4]],
    ['two pictures at once', [2, 3, 'h', 'w'], [2, 3, 'h', 'w']],
    ['four channels', [1, 4, 64, 64], [1, 4, 256, 256]],
    ['growing unevenly', [1, 3, 64, 64], [1, 3, 256, 128]],
    ['shrinking', [1, 3, 64, 64], [1, 3, 32, 32]],
    ['growing by a half', [1, 3, 64, 64], [1, 3, 96, 96]],
    ['a thousand classes', ['b', 224, 224, 3], ['b', 1000]],
    ['a judgement of any size', ['b', 'h', 'w', 3], ['b', 5]],
  ])('does not run a model of %s', (_what, input, output) => {
    expect(modelSignature(outline(input, output))).toBeUndefined();
  });

  it('does not run a model of other numbers than float32', () => {
    const half = outline(['b', 'h', 'w', 3], ['b', 'H', 'W', 3], ['in', 'out'], 10);
    expect(modelSignature(half)).toBeUndefined();
  });

  it('does not run a model that wants more than a picture', () => {
    const one = outline(['b', 'h', 'w', 3], ['b', 'H', 'W', 3]);
    expect(modelSignature({ ...one, inputs: [...one.inputs, ...one.inputs] })).toBeUndefined();
  });

  it('needs memory in proportion to the enlarged tile', () => {
    const need = (scale: number) =>
      memoryNeedBytes({ tensorBytes: 0, widest: 128 }, { kind: 'upscale', scale }, 224 * 224);
    const small = memoryNeedBytes({ tensorBytes: 0, widest: 0 }, { kind: 'upscale', scale: 4 }, 1);
    expect((need(8) - small) / (need(4) - small)).toBeCloseTo(4, 1);
  });
});
