import { done, fault, type Result } from '../result.ts';
import { crc32 } from '../takes/crc32.ts';
import type { ArchiveEntry } from './archive.ts';
import { utf8OfText } from './utf-8.ts';

/** Inflates raw deflate data (RFC 1951) to at most `bytes`. May throw; may return fewer. */
export type Inflate = (packed: Uint8Array, bytes: number) => Uint8Array;

/** The content of one entry, as long and with the checksum that the directory says. */
export function contentOf(
  archive: Uint8Array,
  entry: ArchiveEntry,
  inflate: Inflate,
): Result<Uint8Array> {
  const { name, start, packedBytes, bytes } = entry;
  const packed = archive.subarray(start, start + packedBytes);
  const content = entry.method === 0 ? packed : inflated(packed, bytes, inflate);
  if (content?.length === bytes && crc32(content, 0, bytes) === entry.crc32) return done(content);
  const words = `The .2p5d file is refused: "${name}" is damaged. Copy or export it again.`;
  return fault('', 'damaged', words);
}

function inflated(packed: Uint8Array, bytes: number, inflate: Inflate): Uint8Array | undefined {
  try {
    return inflate(packed, bytes);
  } catch {
    return undefined;
  }
}

/** A file to be put into an archive: packed already, or plain. */
interface Packed {
  nameBytes: Uint8Array;
  method: 0 | 8;
  crc32: number;
  bytes: number;
  packed: Uint8Array;
}

export const plain = (name: string, content: Uint8Array): Packed => ({
  nameBytes: utf8OfText(name),
  method: 0,
  crc32: crc32(content, 0, content.length),
  bytes: content.length,
  packed: content,
});

/** The archive with one file's content replaced, or added when it has none; every other one's bytes are copied as they are packed. */
export function withContent(
  archive: Uint8Array,
  entries: readonly ArchiveEntry[],
  name: string,
  content: Uint8Array,
): Uint8Array {
  const fresh = plain(name, content);
  const kept = entries.map((entry): Packed => {
    const packed = archive.subarray(entry.start, entry.start + entry.packedBytes);
    return entry.name === name ? fresh : { ...entry, packed };
  });
  return archiveOf(kept.some((each) => each === fresh) ? kept : [fresh, ...kept]);
}

/** 1980-01-01, midnight: the same files make the same archive (APPNOTE 4.4.6). */
const dosDate = 0x21;

/** A zip of files, in their order. Below 4 GB. */
export function archiveOf(files: readonly Packed[]): Uint8Array {
  const names = files.map(({ nameBytes }) => nameBytes);
  const sizes = files.map(({ packed }, i) => 30 + (names[i]?.length ?? 0) + packed.length);
  const heads = names.reduce((sum, name) => sum + 46 + name.length, 0);
  const bodies = sizes.reduce((sum, size) => sum + size, 0);
  const out = new Uint8Array(bodies + heads + 22);
  const view = new DataView(out.buffer);
  let [local, central] = [0, bodies];
  files.forEach((file, i) => {
    const name = names[i] ?? new Uint8Array();
    view.setUint32(local, 0x04034b50, true);
    writeCommon(view, local + 4, file, name.length);
    out.set(name, local + 30);
    out.set(file.packed, local + 30 + name.length);
    view.setUint32(central, 0x02014b50, true);
    view.setUint16(central + 4, 20, true);
    writeCommon(view, central + 6, file, name.length);
    view.setUint32(central + 42, local, true);
    out.set(name, central + 46);
    local += sizes[i] ?? 0;
    central += 46 + name.length;
  });
  view.setUint32(central, 0x06054b50, true);
  view.setUint16(central + 8, files.length, true);
  view.setUint16(central + 10, files.length, true);
  view.setUint32(central + 12, heads, true);
  view.setUint32(central + 16, bodies, true);
  return out;
}

/** The 26 bytes that the local header and the directory share (APPNOTE 4.3.7, 4.3.12). */
function writeCommon(view: DataView, at: number, file: Packed, nameBytes: number): void {
  view.setUint16(at, 20, true);
  // Bit 11: the name is UTF-8 (APPNOTE 4.4.4).
  view.setUint16(at + 2, 0x800, true);
  view.setUint16(at + 4, file.method, true);
  view.setUint16(at + 8, dosDate, true);
  view.setUint32(at + 10, file.crc32, true);
  view.setUint32(at + 14, file.packed.length, true);
  view.setUint32(at + 18, file.bytes, true);
  view.setUint16(at + 22, nameBytes, true);
}
