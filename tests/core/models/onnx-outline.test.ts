import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type OnnxOutline, onnxOutline } from '../../../core/models/onnx-outline.ts';
import type { Result } from '../../../core/result.ts';
import { encodeOnnx, modelOf } from '../../../tools/models/onnx-schema.ts';
import { doubling, doublingGraph, doublingWith, endless, node } from '../../support/onnx-models.ts';
import { printedSeed, seededRandom } from '../../support/random.ts';

const outlineOf = (bytes: Uint8Array): Result<OnnxOutline> =>
  onnxOutline({
    bytes: bytes.length,
    read: (offset, length) => bytes.subarray(offset, offset + length),
  });

function refusalOf(bytes: Uint8Array): string {
  const outlined = outlineOf(bytes);
  if (outlined.ok) throw new Error('it was taken');
  return outlined.fault[0]?.message ?? '';
}

const constant = (change: object) => ({
  name: 'weights',
  dims: [2, 2],
  dataType: 1,
  rawData: Buffer.alloc(16),
  ...change,
});

const external = (location: string) =>
  doublingWith(
    constant({
      rawData: undefined,
      dataLocation: 1,
      externalData: [{ key: 'location', value: location }],
    }),
  );

describe('the outline of a model', () => {
  it('tells what goes in and out, the constants and the operators of a shipped model', () => {
    const file = readFileSync(new URL('../../../models/content-gate/model.onnx', import.meta.url));
    const outlined = outlineOf(file);
    expect(outlined).toMatchObject({
      ok: true,
      value: {
        irVersion: 8,
        opset: 17,
        inputs: [{ name: 'picture', elementType: 1, dims: ['batch', 224, 224, 3] }],
        outputs: [{ name: 'probabilities', elementType: 1, dims: ['batch', 5] }],
        externalFiles: [],
        widest: 1280,
        operators: { Conv: 52, BatchNormalization: 52, Add: 13, MatMul: 3 },
      },
    });
  });

  it('reads only a small part of a model that is mostly numbers', () => {
    const numbers = constant({ dims: [2 ** 20], rawData: Buffer.alloc(2 ** 22) });
    const bytes = doublingWith(numbers);
    let read = 0;
    const outlined = onnxOutline({
      bytes: bytes.length,
      read: (offset, length) => {
        read += length;
        return bytes.subarray(offset, offset + length);
      },
    });
    expect(outlined).toMatchObject({ ok: true, value: { tensorBytes: 2 ** 22 + 16 } });
    expect(read).toBeLessThan(200_000);
  });

  it('counts the nodes of graphs within nodes', () => {
    expect(outlineOf(endless())).toMatchObject({
      ok: true,
      value: { nodes: 4, operators: { Loop: 1, Identity: 2, Resize: 1 } },
    });
  });

  it.each([
    ['/etc/passwd'],
    ['../weights.bin'],
    ['a/../../weights.bin'],
    ['folder/weights.bin'],
    ['C:\\weights.bin'],
    ['..'],
    ['.hidden'],
    ['weights\0.bin'],
    ['file:weights.bin'],
    [''],
  ])('refuses numbers that are in the file %j', (location) => {
    expect(refusalOf(external(location))).toContain('Only a plain file name beside the model');
  });

  it('tells a plain file name that holds numbers', () => {
    const outlined = outlineOf(external('weights.bin'));
    expect(outlined).toMatchObject({ ok: true, value: { externalFiles: ['weights.bin'] } });
  });

  it.each([
    ['2^40 numbers', constant({ dims: [2 ** 40] }), /which no memory holds/],
    [
      'a product beyond any memory',
      constant({ dims: [2 ** 20, 2 ** 20] }),
      /which no memory holds/,
    ],
    ['2^62 times 2^62 numbers', constant({ dims: [2 ** 62, 2 ** 62] }), /which no memory holds/],
    ['a negative axis', constant({ dims: [-4, 1] }), /has an axis of -4/],
    ['more axes than any tensor', constant({ dims: Array(20).fill(1) }), /more than 16 axes/],
    ['fewer bytes than its size', constant({ rawData: Buffer.alloc(8) }), /16 bytes, and 8 are/],
  ])('refuses a constant of %s', (_what, tensor, words) => {
    expect(refusalOf(doublingWith(tensor))).toMatch(words);
  });

  it('refuses an operator that is not built in', () => {
    const own = { ...node('Explode', ['picture'], ['doubled']), domain: 'evil.example' };
    expect(refusalOf(doubling({ node: [own] }))).toContain('"Explode" of "evil.example"');
  });

  it('refuses a million nodes before it has walked many of them', () => {
    const one = Buffer.from([0x0a, 0x06, 0x22, 0x04, ...Buffer.from('Relu')]);
    const nodes = Buffer.alloc(one.length * 1_000_000, one);
    const length = Buffer.from(varint(nodes.length));
    const head = encodeOnnx(modelOf({ name: '', node: [], input: [], output: [] }));
    // Once more the field of the graph: protobuf takes both as one message.
    const bytes = Buffer.concat([head, Buffer.from([0x3a]), length, nodes]);
    const began = performance.now();
    expect(refusalOf(bytes)).toContain('more than 20000 nodes');
    expect(performance.now() - began).toBeLessThan(2000);
  });

  it('refuses graphs that are nested without end', () => {
    let graph = doublingGraph();
    for (let depth = 0; depth < 30; depth++) {
      const within = { name: 'body', type: 5, g: graph };
      graph = { ...doublingGraph(), node: [node('Loop', ['picture'], ['doubled'], [within])] };
    }
    expect(refusalOf(encodeOnnx(modelOf(graph)))).toContain('nested more than 6 deep');
  });

  it('refuses a file that is cut off, wherever it ends', () => {
    const whole = doubling();
    for (let length = 0; length < whole.length; length++)
      expect(refusalOf(whole.subarray(0, length))).toMatch(/no ONNX model/);
  });

  it('refuses a number that does not end', () => {
    expect(refusalOf(Buffer.alloc(64, 0xff))).toContain('does not end');
  });

  it('takes or refuses damaged and random files, and never throws', () => {
    const random = seededRandom(printedSeed('damaged models'));
    const whole = endless();
    for (let round = 0; round < 3000; round++) {
      const bytes =
        round % 3 === 0
          ? Buffer.from(Array.from({ length: 200 }, () => Math.floor(random() * 256)))
          : Buffer.from(whole);
      for (let hit = 0; hit < 4; hit++)
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      const outlined = outlineOf(bytes);
      if (!outlined.ok) expect(outlined.fault[0]?.message).toMatch(/\w/);
    }
  });
});

function varint(value: number): number[] {
  const bytes: number[] = [];
  let left = value;
  while (left >= 0x80) {
    bytes.push((left % 0x80) | 0x80);
    left = Math.floor(left / 0x80);
  }
  return [...bytes, left];
}
