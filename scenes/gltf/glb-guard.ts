import { drawnExtensions } from '../../core/assets/gltf-extensions.ts';
import { imageSize } from '../../core/assets/image-size.ts';
import type { Result } from '../../core/result.ts';

/** What a location may hold; generous for a wall, small enough that no file stops a machine. */
export interface GlbLimits {
  fileBytes: number;
  /** Elements of all accessors together: vertices, indices, animation keys. */
  elements: number;
  /** Pixels of all images together. */
  texturePixels: number;
  nodes: number;
}

export const glbLimits: GlbLimits = {
  fileBytes: 1_000_000_000,
  elements: 60_000_000,
  texturePixels: 256_000_000,
  nodes: 200_000,
};

const advice: Record<string, string> = {
  KHR_draco_mesh_compression: 'export it without Draco compression',
  EXT_meshopt_compression: 'export it without meshopt compression',
  KHR_texture_basisu: 'export it with PNG, JPEG or WebP textures',
};

type Json = Readonly<Record<string, unknown>>;

interface Glb {
  document: Json;
  binary: Uint8Array;
}

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const listOf = (value: unknown): readonly Json[] =>
  Array.isArray(value) ? value.filter(isJson) : [];

const countOf = (value: unknown): number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : 0;

const refuse = (fault: string): Result<never, string> => ({ ok: false, fault });

/** Splits a binary glTF 2.0 into its two chunks (glTF 2.0 specification, section 4.4). */
function splitGlb(bytes: Uint8Array): Result<Glb, string> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 20 || view.getUint32(0, true) !== 0x46546c67) {
    return refuse('it is not a binary glTF file (.glb)');
  }
  if (view.getUint32(4, true) !== 2) return refuse('it is not glTF version 2');
  const total = view.getUint32(8, true);
  if (total > bytes.length) return refuse(`it is truncated: ${bytes.length} of ${total} bytes`);
  const jsonLength = view.getUint32(12, true);
  if (view.getUint32(16, true) !== 0x4e4f534a || 20 + jsonLength > total) {
    return refuse('its JSON chunk is damaged');
  }
  let document: unknown;
  try {
    document = JSON.parse(new TextDecoder().decode(bytes.subarray(20, 20 + jsonLength)));
  } catch {
    return refuse('its JSON chunk is damaged');
  }
  if (!isJson(document)) return refuse('its JSON chunk is damaged');
  const at = 20 + jsonLength;
  if (at + 8 > total) return { ok: true, value: { document, binary: new Uint8Array(0) } };
  const length = view.getUint32(at, true);
  if (view.getUint32(at + 4, true) !== 0x004e4942 || at + 8 + length > total) {
    return refuse('its binary chunk is damaged');
  }
  return { ok: true, value: { document, binary: bytes.subarray(at + 8, at + 8 + length) } };
}

function foreignUri(document: Json): string | undefined {
  for (const holder of [...listOf(document.buffers), ...listOf(document.images)]) {
    const uri = holder.uri;
    if (uri !== undefined && (typeof uri !== 'string' || !/^data:/i.test(uri))) return String(uri);
  }
  return undefined;
}

function unreadableExtension(document: Json): string | undefined {
  const used = Array.isArray(document.extensionsUsed) ? document.extensionsUsed : [];
  const required = Array.isArray(document.extensionsRequired) ? document.extensionsRequired : [];
  // A compressed mesh or texture is of no use without its decoder, required or not.
  const compressed = used.filter((name) => Object.hasOwn(advice, String(name)));
  const unknown = required.filter((name) => !drawnExtensions.has(String(name)));
  const [first] = [...compressed, ...unknown];
  return first === undefined ? undefined : String(first);
}

/** Nodes must form trees: each with one parent, none above itself (specification, section 3.5.2). */
function hasLoop(nodes: readonly Json[]): boolean {
  const parent = new Map<number, number>();
  for (const [index, node] of nodes.entries()) {
    for (const child of Array.isArray(node.children) ? node.children : []) {
      if (typeof child !== 'number' || parent.has(child)) return true;
      parent.set(child, index);
    }
  }
  const settled = new Set<number>();
  for (const start of parent.keys()) {
    const path = new Set<number>();
    let at: number | undefined = start;
    while (at !== undefined && !settled.has(at)) {
      if (path.has(at)) return true;
      path.add(at);
      at = parent.get(at);
    }
    for (const node of path) settled.add(node);
  }
  return false;
}

function imageBytes(image: Json, { document, binary }: Glb): Uint8Array | undefined {
  if (typeof image.uri === 'string') {
    const comma = image.uri.indexOf(',');
    if (comma < 0 || !/;base64$/i.test(image.uri.slice(0, comma))) return undefined;
    try {
      return Uint8Array.from(atob(image.uri.slice(comma + 1)), (letter) => letter.charCodeAt(0));
    } catch {
      return undefined;
    }
  }
  const view = listOf(document.bufferViews)[countOf(image.bufferView)];
  if (view === undefined) return undefined;
  const offset = countOf(view.byteOffset);
  return binary.subarray(offset, offset + countOf(view.byteLength));
}

function texturePixels(glb: Glb): Result<number, string> {
  let sum = 0;
  for (const [index, image] of listOf(glb.document.images).entries()) {
    const bytes = imageBytes(image, glb);
    const size = bytes === undefined ? undefined : imageSize(bytes);
    if (size === undefined)
      return refuse(`its image ${index} is no PNG, JPEG or WebP that can be read`);
    sum += size.width * size.height;
  }
  return { ok: true, value: sum };
}

/** Elements that loading would allocate. */
const elementCount = (document: Json): number =>
  listOf(document.accessors).reduce((sum, accessor) => sum + countOf(accessor.count), 0);

const millions = (count: number): string => `${(count / 1e6).toFixed(1)} million`;

/**
 * Judges a .glb before anything of it is decoded: its structure, that it names no file outside itself,
 * the extensions it needs, and its size against the limits. The fault completes "… cannot be used: ".
 */
export function inspectGlb(bytes: Uint8Array, limits: GlbLimits = glbLimits): Result<true, string> {
  if (bytes.length > limits.fileBytes) return refuse(`it has over ${limits.fileBytes} bytes`);
  const split = splitGlb(bytes);
  if (!split.ok) return split;
  const { document } = split.value;
  const uri = foreignUri(document);
  if (uri !== undefined) {
    return refuse(
      `it refers to another file (${uri.slice(0, 80)}); export it with everything embedded`,
    );
  }
  const extension = unreadableExtension(document);
  if (extension !== undefined) {
    return refuse(
      `it needs ${extension}; ${advice[extension] ?? 'export it without that extension'}`,
    );
  }
  const nodes = listOf(document.nodes);
  if (nodes.length > limits.nodes)
    return refuse(`it has ${nodes.length} nodes, over ${limits.nodes}`);
  if (hasLoop(nodes)) return refuse('its nodes form no tree');
  const elements = elementCount(document);
  if (elements > limits.elements) {
    return refuse(
      `it has ${millions(elements)} vertices and indices, over ${millions(limits.elements)}`,
    );
  }
  const pixels = texturePixels(split.value);
  if (!pixels.ok) return pixels;
  if (pixels.value > limits.texturePixels) {
    return refuse(
      `its textures have ${millions(pixels.value)} pixels, over ${millions(limits.texturePixels)}`,
    );
  }
  return { ok: true, value: true };
}

/** The only addresses that loading may touch: what the file itself carries. */
export const isEmbedded = (url: string): boolean => /^(blob|data):/i.test(url);
