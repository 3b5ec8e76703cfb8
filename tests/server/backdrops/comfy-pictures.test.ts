import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { uploadedName } from '../../../core/backdrops/comfy-ui/messages.ts';
import { parseWorkflow } from '../../../core/backdrops/comfy-ui/workflow.ts';
import type { BackdropRequest, Variation } from '../../../core/backdrops/job.ts';
import type { Making } from '../../../server/backdrops/engine.ts';
import { comfyEngine } from '../../../server/backdrops/engines/comfyui.ts';
import { formWithFile, mostPictureBytes } from '../../../server/backdrops/remote/remote.ts';
import { pngBytes } from '../../support/picture-bytes.ts';
import { until } from '../../support/until.ts';
import { ComfyServer, type Misbehaviour } from './comfy-server.ts';

/** A placeholder of a workflow, which looks like one of a template. */
const slot = (name: string): string => `\${${name}}`;
const open: ComfyServer[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
// Bytes of every value, boundaries of lines and of parts among them.
const picture = Buffer.concat([
  pngBytes(8, 4, () => [1, 2, 3]),
  Buffer.from(Array.from({ length: 256 }, (_, i) => i)),
  Buffer.from('\r\n--\r\n'),
]);
const depth = pngBytes(8, 4, (x) => [30 * x, 30 * x, 30 * x]);
const small = Buffer.from('RIFF\0\0\0\0WEBPa small picture');
const library = new Map([picture, depth, small].map((bytes) => [hashOf(bytes), bytes]));

const common = { asset: 'a'.repeat(64), thumbnail: hashOf(small), seed: 1 };
const flat = { sha256: hashOf(picture), extension: 'png', width: 8, height: 4 };
const variations: Record<string, Variation> = {
  painted: { ...common, picture: { ...flat, projection: 'plate' } },
  baked: {
    ...common,
    picture: { ...flat, projection: 'panorama' },
    bake: { depth: hashOf(depth), probe: 'b'.repeat(64) },
  },
  scene: common,
  layered: { ...common, picture: { ...flat, extension: '2p5d', projection: 'layers' } },
  undrawn: { ...common, thumbnail: null },
  gone: { ...common, picture: { ...flat, sha256: 'c'.repeat(64), projection: 'plate' } },
};

async function comfy(wants: string[], how: Misbehaviour = {}, timeoutMs = 20_000) {
  const server = await ComfyServer.open(how);
  open.push(server);
  const pictures = wants.map((name, i) => [
    `${20 + i}`,
    { class_type: 'LoadImage', inputs: { image: slot(name) } },
  ]);
  const workflow = parseWorkflow({
    '3': { class_type: 'KSampler', inputs: { seed: slot('seed') } },
    '6': { class_type: 'CLIPTextEncode', inputs: { text: slot('prompt') } },
    ...Object.fromEntries(pictures),
  });
  if (!workflow.ok) throw new Error(workflow.fault[0]?.message);
  const engine = comfyEngine({
    id: 'comfy',
    remote: { base: server.url, resultHosts: [], headers: {}, timeoutMs: 5000 },
    workflow: workflow.value,
    negative: '',
    width: 64,
    height: 32,
    projection: 'panorama',
    licence: 'test',
    timeoutMs,
  });
  const controller = new AbortController();
  const made = async (like?: string) => {
    const request: BackdropRequest = {
      prompt: 'a foggy coast',
      engine: 'comfy',
      seed: 7,
      count: 2,
      ...(like && { like: { id: like, variation: 0 } }),
    };
    const all: Variation[] = [];
    for await (const each of engine.make(request, makingOf(controller))) all.push(each);
    return all;
  };
  return { server, controller, made };
}

const makingOf = (controller: AbortController): Making => ({
  signal: controller.signal,
  progress: () => {},
  preview: () => {},
  keep: async () => 'a'.repeat(64),
  drawn: async (variation) => variation,
  bake: async () => new Map(),
  kept: () => Promise.reject(new Error('not here')),
  layers: () => Promise.reject(new Error('not here')),
  picture: async () => common,
  read: async (sha256) => library.get(sha256),
  variation: (id) => variations[id],
});

describe('a ComfyUI workflow that takes pictures', () => {
  it('is given the picture and the depth of the variation that more is wanted of, to the byte, once', async () => {
    const { server, made } = await comfy(['reference', 'control'], { subfolder: 'stage' });
    expect(await made('baked')).toHaveLength(2);
    expect(server.uploads).toHaveLength(2);
    const [reference, control] = server.uploads;
    expect(reference?.get('image')?.bytes.equals(picture)).toBe(true);
    expect(control?.get('image')?.bytes.equals(depth)).toBe(true);
    for (const form of server.uploads) {
      expect(form.get('type')?.bytes.toString()).toBe('input');
      expect(form.get('overwrite')?.bytes.toString()).toBe('true');
      expect(form.get('image')?.contentType).toBe('image/png');
    }
    const named = (bytes: Buffer) => `stage/cyclorama-${hashOf(bytes).slice(0, 16)}.png`;
    for (const graph of server.graphs) {
      expect(graph['20']?.inputs.image).toBe(named(picture));
      expect(graph['21']?.inputs.image).toBe(named(depth));
    }
    expect(server.calls.lastIndexOf('POST /upload/image')).toBeLessThan(
      server.calls.indexOf('POST /prompt'),
    );
  });

  it.each(['scene', 'layered'])(
    'is given the small picture of what has no other: %s',
    async (like) => {
      const { server, made } = await comfy(['reference']);
      await made(like);
      expect(server.uploads[0]?.get('image')).toMatchObject({
        bytes: small,
        contentType: 'image/webp',
        filename: `cyclorama-${hashOf(small).slice(0, 16)}.webp`,
      });
      expect(server.graphs[0]?.['20']?.inputs.image).toMatch(/^cyclorama-/);
    },
  );

  it('uploads nothing that it does not take', async () => {
    const { server, made } = await comfy([]);
    await made('baked');
    expect(server.uploads).toEqual([]);
  });

  it.each([
    ['reference', undefined, /choose a variation and ask for more like it/],
    ['control', undefined, /choose a variation and ask for more like it/],
    ['reference', 'unknown', /choose a variation/],
    ['control', 'painted', /has none\. Bake it first/],
    ['reference', 'undrawn', /no picture to go by\. Choose another/],
    ['reference', 'gone', /gone, or its file was changed/],
  ])(
    'is refused with what to do before anything is sent: %s, like %s',
    async (wants, like, words) => {
      const { server, made } = await comfy([wants]);
      await expect(made(like)).rejects.toThrow(words);
      expect(server.calls).toEqual([]);
    },
  );

  it('tries again what the network has cut, and nothing else', async () => {
    const cut = await comfy(['reference'], { cuts: 2 });
    expect(await cut.made('painted')).toHaveLength(2);
    expect(cut.server.calls.filter((call) => call === 'POST /upload/image')).toHaveLength(3);
    const full = await comfy(['reference'], {
      upload: { status: 507, document: { error: 'no room' } },
    });
    await expect(full.made('painted')).rejects.toThrow(/does not take.*\(507\): no room/);
    expect(full.server.calls).toEqual(['POST /upload/image']);
  });

  it.each<[string, Misbehaviour['upload'], RegExp]>([
    [
      'a redirect',
      { status: 307, headers: { location: 'http://evil.example/' }, document: {} },
      /sends this call elsewhere \(307\)/,
    ],
    ['an answer without a name', { status: 200, document: { hello: 1 } }, /does not take/],
    [
      'a name that is too long',
      { status: 200, document: { name: 'x'.repeat(300) } },
      /does not take/,
    ],
  ])('does not go on after %s', async (_name, upload, words) => {
    const { server, made } = await comfy(['reference'], upload ? { upload } : {});
    await expect(made('painted')).rejects.toThrow(words);
    expect(server.graphs).toEqual([]);
  });

  it('is cancelled while it is uploaded, and given up after its time', async () => {
    const hung = await comfy(['reference'], { swallowsUpload: true });
    const made = hung.made('painted');
    const cancelled = expect(made).rejects.toThrow('cancelled');
    await until('it is there', async () => hung.server.uploads.length === 1);
    hung.controller.abort(new Error('cancelled'));
    await cancelled;
    const late = await comfy(['reference'], { swallowsUpload: true }, 300);
    await expect(late.made('painted')).rejects.toThrow(/took longer than 0\.3 s/);
  });

  it('hands over no more than a picture may have', () => {
    const bytes = Buffer.alloc(mostPictureBytes + 1);
    const file = { name: 'x.png', bytes, contentType: 'image/png' };
    expect(() => formWithFile({}, 'image', file)).toThrow(/larger than 200 MiB/);
  });
});

describe('the name of an uploaded picture', () => {
  it('has its folder in front, where it has one', () => {
    expect(uploadedName({ name: 'a.png', subfolder: 'in/here', type: 'input' })).toBe(
      'in/here/a.png',
    );
    expect(uploadedName({ name: 'a.png' })).toBe('a.png');
    expect(uploadedName({ name: 5 })).toBeUndefined();
    expect(uploadedName(null)).toBeUndefined();
  });
});
