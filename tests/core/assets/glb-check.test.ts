import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkGltf } from '../../../core/assets/glb-check.ts';
import { readGlbChunk, readGlbHead } from '../../../core/assets/glb-container.ts';
import { elementBytes } from '../../../core/assets/gltf-buffers.ts';
import { glbBytes, triangleBin, triangleGlb, triangleJson } from '../../server/assets/glb.ts';

const codes = (over: object, binBytes = 44): string[] => {
  const checked = checkGltf(triangleJson(over), binBytes);
  return checked.ok ? [] : checked.fault.map((fault) => `${fault.code} ${fault.path}`);
};

describe('the container of a .glb', () => {
  const head = (bytes: Buffer, fileBytes = bytes.length) =>
    readGlbHead(bytes.subarray(0, 20), fileBytes);
  const code = (bytes: Buffer, fileBytes?: number) => {
    const read = head(bytes, fileBytes);
    return read.ok ? 'ok' : read.fault.code;
  };

  test('says where JSON and BIN lie', () => {
    const bytes = triangleGlb();
    const read = head(bytes);
    if (!read.ok) throw new Error(read.fault.message);
    const next = read.value.nextHeadOffset ?? 0;
    expect(bytes.toString('utf8', 20, 27)).toBe('{"asset');
    const bin = readGlbChunk(bytes.subarray(next, next + 8), next, bytes.length);
    expect(bin).toEqual({ ok: true, value: { binBytes: 44 } });
  });

  test('is refused when it is cut, padded, of another version or no glTF at all', () => {
    expect(code(triangleGlb().subarray(0, 12))).toBe('glb-truncated');
    expect(code(triangleGlb(), triangleGlb().length - 1)).toBe('glb-length');
    expect(code(glbBytes({}, triangleBin(), { declared: 0xffffffff }))).toBe('glb-length');
    expect(code(glbBytes({}, triangleBin(), { version: 1 }))).toBe('glb-version');
    expect(code(Buffer.alloc(64))).toBe('glb-magic');
  });

  test('is refused when a chunk is longer than the file or the JSON longer than can be parsed', () => {
    const long = triangleGlb();
    long.writeUInt32LE(long.length, 12);
    expect(code(long)).toBe('glb-truncated');
    const huge = triangleGlb();
    huge.writeUInt32LE(0xfffffff0, 12);
    expect(code(huge)).toBe('glb-json-size');
    const chunkHead = Buffer.from([0xff, 0xff, 0xff, 0x7f, 0x42, 0x49, 0x4e, 0]);
    expect(readGlbChunk(chunkHead, 100, 200)).toMatchObject({ fault: { code: 'glb-truncated' } });
  });

  test('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(1000), (bytes, size) => {
        readGlbHead(bytes, size);
        readGlbChunk(bytes, 0, size);
      }),
    );
  });
});

describe('the document of a .glb', () => {
  test('passes when everything in it is inside it', () => {
    expect(codes({})).toEqual([]);
  });

  test('may name no address outside the file', () => {
    const uris = [
      'http://evil.example/a.bin',
      'file:///etc/passwd',
      '../a.bin',
      'blob:x',
      'DATA:x',
    ];
    for (const uri of uris) {
      expect(codes({ buffers: [{ byteLength: 42, uri }] })).toContain(
        'external-uri /buffers/0/uri',
      );
      expect(codes({ images: [{ uri }] })).toContain('external-uri /images/0/uri');
    }
  });

  test('may embed small data, and only as much as it declares', () => {
    const uri = (bytes: number) =>
      `data:application/octet-stream;base64,${Buffer.alloc(bytes).toString('base64')}`;
    expect(codes({ buffers: [{ byteLength: 42, uri: uri(42) }] })).toEqual([]);
    expect(codes({ buffers: [{ byteLength: 42, uri: uri(30) }] })[0]).toContain('gltf-bounds');
    expect(codes({ buffers: [{ byteLength: 42, uri: uri(900_000) }] })[0]).toContain(
      'data-uri-size',
    );
    expect(codes({ images: [{ uri: 'data:image/svg+xml;base64,AAAA' }] })[0]).toContain(
      'image-type',
    );
  });

  test('is refused when a buffer, view or accessor reaches past its bytes', () => {
    expect(codes({}, 40)).toEqual(['gltf-bounds /buffers/0/byteLength']);
    expect(codes({ bufferViews: [{ buffer: 0, byteOffset: 40, byteLength: 36 }] })[0]).toBe(
      'gltf-bounds /bufferViews/0',
    );
    const accessor = { bufferView: 0, componentType: 5126, count: 4, type: 'VEC3' };
    expect(codes({ accessors: [accessor, accessor] })[0]).toBe('gltf-bounds /accessors/0');
    const elsewhere = { ...accessor, bufferView: 9, count: 1 };
    expect(codes({ accessors: [elsewhere, elsewhere] })[0]).toBe('gltf-bounds /accessors/0');
  });

  test('is refused when it invents more values than memory has room for', () => {
    const empty = { componentType: 5126, count: 0xffffffff, type: 'MAT4' };
    expect(codes({ accessors: [empty, empty] })).toContain('gltf-size /accessors');
  });

  test('is refused when sparse values reach past their bytes', () => {
    const sparse = (count: number) => ({
      count,
      indices: { bufferView: 1, componentType: 5123 },
      values: { bufferView: 0 },
    });
    const accessor = (count: number) => ({
      componentType: 5126,
      count: 3,
      type: 'VEC3',
      sparse: sparse(count),
    });
    const index = { bufferView: 1, componentType: 5123, count: 3, type: 'SCALAR' };
    expect(codes({ accessors: [accessor(3), index] })).toEqual([]);
    expect(codes({ accessors: [accessor(4), index] })[0]).toBe('gltf-bounds /accessors/0');
  });

  test('is refused when nodes loop, share a child or nest without end', () => {
    const loop = [{ children: [1] }, { children: [2] }, { children: [1] }];
    expect(codes({ nodes: loop })).toEqual(['gltf-tree /nodes']);
    expect(codes({ nodes: [{ children: [1] }, { children: [0] }] })).toEqual(['gltf-tree /nodes']);
    expect(codes({ nodes: [{ children: [0] }] })).toEqual(['gltf-tree /nodes']);
    const chain = Array.from({ length: 600 }, (_, i) => (i < 599 ? { children: [i + 1] } : {}));
    expect(codes({ nodes: chain })).toEqual(['gltf-tree /nodes']);
    expect(codes({ nodes: chain.slice(0, 300).map((n, i) => (i < 299 ? n : {})) })).toEqual([]);
  });

  test('is refused when an index names what is not there', () => {
    const mesh = { primitives: [{ attributes: { POSITION: 7 } }] };
    expect(codes({ meshes: [mesh] })).toEqual(['gltf-reference /meshes/0']);
    expect(codes({ nodes: [{ mesh: 3 }] })).toEqual(['gltf-reference /nodes/0']);
    expect(codes({ scenes: [{ nodes: [5] }] })).toEqual(['gltf-reference /scenes/0']);
    expect(codes({ textures: [{ source: 0 }] })).toEqual(['gltf-reference /textures/0']);
  });

  test('is refused when it needs an extension that the pages cannot draw', () => {
    expect(codes({ extensionsRequired: ['KHR_texture_transform'] })).toEqual([]);
    expect(codes({ extensionsRequired: ['KHR_draco_mesh_compression'] })).toEqual([
      'gltf-extension /extensionsRequired/0',
    ]);
  });

  test('is refused when one frame would draw hundreds of millions of vertices', () => {
    const accessor = { componentType: 5126, count: 3_000_000, type: 'VEC3' };
    const over = {
      accessors: [accessor, accessor],
      nodes: Array.from({ length: 100 }, () => ({ mesh: 0 })),
    };
    expect(codes(over)).toEqual(['gltf-size /nodes']);
  });

  test('hands out the pictures inside, by place in BIN or as their text', () => {
    const images = [
      { bufferView: 0, mimeType: 'image/png' },
      { uri: 'data:image/png;base64,AAAA' },
    ];
    expect(checkGltf(triangleJson({ images }), 44)).toEqual({
      ok: true,
      value: [
        { path: '/images/0', data: { offset: 0, bytes: 36 } },
        { path: '/images/1', data: { base64: 'AAAA' } },
      ],
    });
  });

  test('never throws, whatever the JSON', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(100), (text, binBytes) => {
        checkGltf(JSON.parse(text), binBytes);
      }),
    );
  });
});

test('an element is as long as the specification says, matrix columns padded to four bytes', () => {
  expect(elementBytes({ componentType: 5126, type: 'VEC3' })).toBe(12);
  expect(elementBytes({ componentType: 5121, type: 'MAT2' })).toBe(8);
  expect(elementBytes({ componentType: 5123, type: 'MAT3' })).toBe(24);
  expect(elementBytes({ componentType: 5126, type: 'MAT4' })).toBe(64);
});
