import { done, fault, type Result } from '../result.ts';
import { type ArchiveEntry, readArchive } from './archive.ts';
import { contentOf, type Inflate } from './archive-content.ts';
import { type LayerStack, layersFromDocument } from './layer.ts';
import { parseTwoAndHalfD, type TwoAndHalfD } from './two-and-half-d.ts';
import { textOfUtf8 } from './utf-8.ts';

export const documentName = 'data.json';
const mostDocumentBytes = 4 * 1024 * 1024;

/** A `.2p5d` file whose directory and document are read; its pictures are still packed. */
export interface OpenedLayers {
  entries: ArchiveEntry[];
  document: TwoAndHalfD;
  stack: LayerStack;
}

/** Opens a `.2p5d`: judges the archive, reads `data.json`, and finds every picture that it shows. */
export function openLayers(archive: Uint8Array, inflate: Inflate): Result<OpenedLayers> {
  const entries = readArchive(archive);
  if (!entries.ok) return entries;
  const entry = entries.value.find(({ name }) => name === documentName);
  if (!entry) {
    return fault('', 'no-document', 'The .2p5d file is refused: it holds no data.json at its top.');
  }
  if (entry.bytes > mostDocumentBytes) {
    return fault('', 'too-large', 'The .2p5d file is refused: its data.json is above 4 MB.');
  }
  const content = contentOf(archive, entry, inflate);
  if (!content.ok) return content;
  const document = parsed(content.value);
  if (!document.ok) return document;
  const stack = layersFromDocument(document.value);
  const names = new Set(entries.value.map(({ name }) => name));
  for (const { name, file, depthFile } of stack.layers) {
    const missing = [file, depthFile].find((each) => each !== null && !names.has(each));
    if (missing === undefined || missing === null) continue;
    const words = `The .2p5d file is refused: "${name}" names ${missing}, which is not in it.`;
    return fault('/data.json/plates', 'missing-file', words);
  }
  return done({ entries: entries.value, document: document.value, stack });
}

function parsed(bytes: Uint8Array): Result<TwoAndHalfD> {
  const text = textOfUtf8(bytes);
  if (text !== undefined) return parseTwoAndHalfD(text);
  return fault('/data.json', 'not-utf-8', 'data.json is no UTF-8 text. Export the file again.');
}

/** Every picture that a stack shows, by name: colour and depth. */
export const picturesOf = ({ layers }: LayerStack): string[] => [
  ...new Set(layers.flatMap(({ file, depthFile }) => (depthFile ? [file, depthFile] : [file]))),
];
