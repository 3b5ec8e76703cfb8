import { describe, expect, test } from 'vitest';
import { glbLimits, inspectGlb, isEmbedded } from '../../scenes/gltf/glb-guard.ts';
import { emissiveWhite, packGlb, squareGlb } from './glb-file.ts';

const asset = { version: '2.0' };
const faultOf = (document: unknown, binary?: Uint8Array<ArrayBuffer>): string => {
  const verdict = inspectGlb(packGlb(document, binary));
  return verdict.ok ? '' : verdict.fault;
};

/** A PNG header that claims a size, base64. */
const pngUri = (width: number, height: number): string => {
  const bytes = new Uint8Array(24);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x89504e47);
  bytes.set(new TextEncoder().encode('IHDR'), 12);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return `data:image/png;base64,${btoa(String.fromCharCode(...bytes))}`;
};

describe('the guard before a .glb is decoded', () => {
  test('lets an embedded model pass', () => {
    expect(inspectGlb(squareGlb(emissiveWhite))).toEqual({ ok: true, value: true });
  });

  test.each([
    ['a web address', { asset, buffers: [{ byteLength: 4, uri: 'https://example.com/x.bin' }] }],
    ['a neighbouring file', { asset, images: [{ uri: '../../secret.png' }] }],
    ['an absolute path', { asset, images: [{ uri: '/api/v1/show' }] }],
    ['a blob of another page', { asset, images: [{ uri: 'blob:https://example.com/1' }] }],
  ])('refuses %s and says which', (_what, document) => {
    expect(faultOf(document)).toMatch(/refers to another file \(.+\)/);
  });

  test('refuses Draco, meshopt and Basis Universal with the way out', () => {
    expect(faultOf({ asset, extensionsUsed: ['KHR_draco_mesh_compression'] })).toMatch(
      /without Draco/,
    );
    expect(faultOf({ asset, extensionsUsed: ['EXT_meshopt_compression'] })).toMatch(
      /without meshopt/,
    );
    expect(faultOf({ asset, extensionsRequired: ['KHR_texture_basisu'] })).toMatch(
      /PNG, JPEG or WebP/,
    );
    expect(faultOf({ asset, extensionsRequired: ['ACME_magic'] })).toMatch(/needs ACME_magic/);
  });

  test('ignores optional extensions that it does not know', () => {
    expect(faultOf({ asset, extensionsUsed: ['ACME_magic'] })).toBe('');
  });

  test('refuses truncated and damaged files', () => {
    const whole = squareGlb(emissiveWhite);
    for (let length = 0; length < whole.length; length += 37) {
      const verdict = inspectGlb(whole.subarray(0, length));
      expect(verdict.ok).toBe(false);
    }
    expect(faultOf([])).toMatch(/damaged/);
  });

  test('refuses more vertices than the limit before allocating any', () => {
    const huge = { asset, accessors: [{ componentType: 5126, count: 4e9, type: 'VEC3' }] };
    expect(faultOf(huge)).toMatch(/vertices and indices, over/);
  });

  test('refuses textures that would decode to more pixels than the limit', () => {
    expect(faultOf({ asset, images: [{ uri: pngUri(65_535, 65_535) }] })).toMatch(/pixels, over/);
    expect(faultOf({ asset, images: [{ uri: pngUri(1024, 1024) }] })).toBe('');
    expect(faultOf({ asset, images: [{ uri: 'data:text/plain;base64,aGVsbG8=' }] })).toMatch(
      /image 0/,
    );
  });

  test('refuses nodes that contain themselves', () => {
    expect(faultOf({ asset, nodes: [{ children: [1] }, { children: [0] }] })).toMatch(/no tree/);
    expect(faultOf({ asset, nodes: [{ children: [1] }, { children: [2] }, {}] })).toBe('');
  });

  test('never throws, whatever single byte is changed', () => {
    const bytes = squareGlb(emissiveWhite);
    for (let i = 0; i < bytes.length; i += 3) {
      const changed = Uint8Array.from(bytes);
      changed[i] = (changed[i] ?? 0) ^ 0x5a;
      expect(() => inspectGlb(changed, glbLimits)).not.toThrow();
    }
  });

  test('only what a file carries itself counts as embedded', () => {
    expect(isEmbedded('data:image/png;base64,AA')).toBe(true);
    expect(isEmbedded('blob:http://127.0.0.1/1')).toBe(true);
    expect(isEmbedded('textures/wall.png')).toBe(false);
    expect(isEmbedded('//example.com/x')).toBe(false);
  });
});
