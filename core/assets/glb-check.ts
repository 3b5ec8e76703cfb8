import { type Problem, pointerFromPath, type Result } from '../result.ts';
import { dataUriBytes, fitsView } from './gltf-buffers.ts';
import { drawnExtensions } from './gltf-extensions.ts';
import { checkNodes } from './gltf-nodes.ts';
import {
  type Gltf,
  type GltfAccessor,
  type GltfBufferView,
  type GltfImage,
  gltfSchema,
} from './gltf-schema.ts';

/** Longest `data:` address that a file may carry inside its JSON. */
const maxDataUriChars = 1_000_000;
/** Values that accessors may ask for without bringing the bytes. */
const maxInventedElements = 16_000_000;

const imageTypes = ['image/png', 'image/jpeg', 'image/webp'];

/** A picture inside the file: a range of the BIN chunk, or the base64 text of a `data:` address. */
export interface EmbeddedImage {
  path: string;
  data: { offset: number; bytes: number } | { base64: string };
}

/**
 * Checks the JSON of a `.glb` before anything loads it: no address outside the file, every buffer,
 * view and accessor inside its bytes, bounded counts, a node tree without loops, no extension that
 * the pages cannot draw (glTF 2.0 sections 3.5, 3.6, 4.4). `binBytes` is the BIN chunk's length.
 * Returns the pictures in the file, whose own headers are the caller's to check.
 */
export function checkGltf(document: unknown, binBytes: number): Result<EmbeddedImage[]> {
  const parsed = gltfSchema.safeParse(document);
  if (!parsed.success) {
    const fault = parsed.error.issues.slice(0, 20).map((issue) => ({
      path: pointerFromPath(issue.path),
      code: 'gltf-invalid',
      message: issue.message,
    }));
    return { ok: false, fault };
  }
  const gltf = parsed.data;
  const fault = [
    ...checkExtensions(gltf),
    ...checkBuffers(gltf, binBytes),
    ...checkViews(gltf),
    ...checkAccessors(gltf),
    ...checkImages(gltf),
    ...checkNodes(gltf),
  ];
  if (fault.length > 0) return { ok: false, fault: fault.slice(0, 20) };
  return { ok: true, value: embeddedImages(gltf) };
}

const problem = (path: string, code: string, message: string): Problem => ({ path, code, message });

function checkExtensions(gltf: Gltf): Problem[] {
  return gltf.extensionsRequired.flatMap((name, index) =>
    drawnExtensions.has(name)
      ? []
      : problem(
          `/extensionsRequired/${index}`,
          'gltf-extension',
          `The file cannot be drawn without ${name.slice(0, 64)}; export it without that extension.`,
        ),
  );
}

/** Why an address inside the file is refused, or `undefined`. Its text is never echoed whole. */
function uriProblem(uri: string, path: string): Problem | undefined {
  if (!uri.startsWith('data:')) {
    const named = uri.slice(0, 80);
    return problem(
      path,
      'external-uri',
      `The file points outside itself ("${named}"). Export one .glb with everything embedded.`,
    );
  }
  if (uri.length <= maxDataUriChars) return undefined;
  return problem(
    path,
    'data-uri-size',
    `Embedded data of ${uri.length} characters: put it in BIN.`,
  );
}

function checkBuffers(gltf: Gltf, binBytes: number): Problem[] {
  return gltf.buffers.flatMap((buffer, index) => {
    const path = `/buffers/${index}`;
    if (buffer.uri !== undefined) {
      const refused = uriProblem(buffer.uri, `${path}/uri`);
      if (refused) return refused;
    }
    const there =
      buffer.uri === undefined ? (index === 0 ? binBytes : 0) : dataUriBytes(buffer.uri);
    if (there !== undefined && buffer.byteLength <= there) return [];
    return problem(
      `${path}/byteLength`,
      'gltf-bounds',
      `The buffer declares ${buffer.byteLength} bytes, the file brings ${there ?? 'none readable'}.`,
    );
  });
}

function checkViews(gltf: Gltf): Problem[] {
  return gltf.bufferViews.flatMap((view, index) => {
    const buffer = gltf.buffers[view.buffer];
    if (buffer && view.byteOffset + view.byteLength <= buffer.byteLength) return [];
    return problem(`/bufferViews/${index}`, 'gltf-bounds', 'The view leaves its buffer.');
  });
}

function checkAccessors(gltf: Gltf): Problem[] {
  const invented = gltf.accessors
    .filter((accessor) => accessor.bufferView === undefined)
    .reduce((sum, accessor) => sum + accessor.count, 0);
  if (invented > maxInventedElements) {
    return [problem('/accessors', 'gltf-size', `${invented} values are declared without data.`)];
  }
  return gltf.accessors.flatMap((accessor, index) =>
    isInside(gltf, accessor)
      ? []
      : problem(`/accessors/${index}`, 'gltf-bounds', 'The accessor reads outside its bytes.'),
  );
}

function isInside(gltf: Gltf, accessor: GltfAccessor): boolean {
  const { sparse, count } = accessor;
  const reads = (view: number, part: Parameters<typeof fitsView>[0]): boolean => {
    const bufferView = gltf.bufferViews[view];
    return bufferView !== undefined && fitsView(part, bufferView);
  };
  if (accessor.bufferView !== undefined && !reads(accessor.bufferView, accessor)) return false;
  if (!sparse) return true;
  const { indices, values } = sparse;
  return (
    sparse.count <= count &&
    reads(indices.bufferView, { ...indices, type: 'SCALAR', count: sparse.count }) &&
    reads(values.bufferView, { ...accessor, ...values, count: sparse.count })
  );
}

function checkImages(gltf: Gltf): Problem[] {
  return gltf.images.flatMap((image, index) => {
    const path = `/images/${index}`;
    if (image.uri !== undefined) {
      const refused = uriProblem(image.uri, `${path}/uri`);
      if (refused) return refused;
    }
    const type = image.uri?.slice('data:'.length).split(/[;,]/, 1)[0] ?? image.mimeType ?? '';
    if (!imageTypes.includes(type)) {
      const known = imageTypes.join(', ');
      return problem(path, 'image-type', `"${type.slice(0, 40)}" is not drawn; use ${known}.`);
    }
    if (image.uri !== undefined || binView(gltf, image)) return [];
    return problem(`${path}/bufferView`, 'gltf-bounds', 'The picture has no bytes in the file.');
  });
}

/** The view of a picture in the BIN chunk, which is where every exporter puts it. */
function binView(gltf: Gltf, image: GltfImage): GltfBufferView | undefined {
  const view = gltf.bufferViews[image.bufferView ?? -1];
  return view?.buffer === 0 && gltf.buffers[0]?.uri === undefined ? view : undefined;
}

function embeddedImages(gltf: Gltf): EmbeddedImage[] {
  return gltf.images.flatMap((image, index): EmbeddedImage[] => {
    const path = `/images/${index}`;
    if (image.uri !== undefined) {
      return [{ path, data: { base64: image.uri.slice(image.uri.indexOf(',') + 1) } }];
    }
    const view = binView(gltf, image);
    return view ? [{ path, data: { offset: view.byteOffset, bytes: view.byteLength } }] : [];
  });
}
