import { done, fault, type Result } from '../result.ts';
import { textOfUtf8 } from './utf-8.ts';

/**
 * The directory of a zip file (PKWARE APPNOTE 6.3.10, sections 4.3.7 local header, 4.3.12 central
 * directory, 4.3.16 end record), judged before anything is inflated.
 */
export interface ArchiveEntry {
  /** With `/`; a plain relative path. */
  name: string;
  /** The name as it stands in the file. */
  nameBytes: Uint8Array;
  /** 0 stored, 8 deflated. */
  method: 0 | 8;
  /** Signed, as `crc32` gives it. */
  crc32: number;
  /** Where its compressed bytes are. */
  start: number;
  packedBytes: number;
  bytes: number;
}

export const mostEntries = 1000;
export const mostUnpackedBytes = 2 ** 30;
export const mostRatio = 100;
/** Below so many bytes a ratio says nothing: an even picture or a short text packs to little. */
const ratioFromBytes = 1024 * 1024;

const endBytes = 22;
const [endMagic, centralMagic, localMagic] = [0x06054b50, 0x02014b50, 0x04034b50];
const [centralBytes, localBytes] = [46, 30];
const linkMode = 0o12;
const directoryMode = 0o04;

const refuse = (code: string, words: string) =>
  fault('', code, `The .2p5d file is refused: ${words}`);
const viewOf = (bytes: Uint8Array) =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Where the end record begins; its comment may follow it. */
function endOf(view: DataView): number | undefined {
  const first = Math.max(0, view.byteLength - endBytes - 0xffff);
  for (let at = view.byteLength - endBytes; at >= first; at--) {
    if (view.getUint32(at, true) !== endMagic) continue;
    if (at + endBytes + view.getUint16(at + 20, true) === view.byteLength) return at;
  }
  return undefined;
}

/** Entries of a zip in the order of its directory; folders are left out. Refused in words when it is not one we would unpack. */
export function readArchive(bytes: Uint8Array): Result<ArchiveEntry[]> {
  const view = viewOf(bytes);
  const end = view.byteLength >= endBytes ? endOf(view) : undefined;
  if (end === undefined) {
    return refuse('no-zip', 'it is no zip, or its end is missing. Copy it again, whole.');
  }
  const [disk, startDisk] = [view.getUint16(end + 4, true), view.getUint16(end + 6, true)];
  const count = view.getUint16(end + 10, true);
  const at = view.getUint32(end + 16, true);
  if (disk !== 0 || startDisk !== 0 || count === 0xffff || at === 0xffffffff) {
    return refuse('zip64', 'it is in several parts or of the kind for more than 4 GB.');
  }
  if (count > mostEntries) {
    return refuse('too-many', `it has ${count} entries; ${mostEntries} is the most.`);
  }
  return readDirectory(bytes, view, { count, at, end });
}

interface Directory {
  count: number;
  at: number;
  end: number;
}

function readDirectory(
  bytes: Uint8Array,
  view: DataView,
  { count, at: first, end }: Directory,
): Result<ArchiveEntry[]> {
  const entries: ArchiveEntry[] = [];
  const names = new Set<string>();
  let [at, total] = [first, 0];
  for (let i = 0; i < count; i++) {
    if (at + centralBytes > end || view.getUint32(at, true) !== centralMagic) {
      return refuse('truncated', 'its directory is broken off. Copy it again, whole.');
    }
    const nameBytes = view.getUint16(at + 28, true);
    const next =
      at + centralBytes + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > end)
      return refuse('truncated', 'its directory is broken off. Copy it again, whole.');
    const nameAt = bytes.subarray(at + centralBytes, at + centralBytes + nameBytes);
    const name = nameOf(nameAt);
    const entry = readEntry(view, at, name, first);
    if (!entry.ok) return entry;
    if (entry.value) {
      const key = name.toLowerCase();
      if (names.has(key)) return refuse('duplicate', `it holds "${name}" twice.`);
      names.add(key);
      total += entry.value.bytes;
      if (total > mostUnpackedBytes) return refuse('too-large', 'it unpacks to more than 1 GB.');
      entries.push({ ...entry.value, nameBytes: nameAt });
    }
    at = next;
  }
  return overlapping(entries) ?? done(entries);
}

/** UTF-8, or else one letter a byte: writers from before 2006 knew no other (APPNOTE appendix D). */
const nameOf = (bytes: Uint8Array): string =>
  textOfUtf8(bytes) ?? Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

/** A relative path of plain names: no step upwards, no root, no drive, no backslash, nothing unprintable. */
const isPlainPath = (name: string): boolean =>
  name.length > 0 &&
  name.length <= 255 &&
  !/[\\:]/.test(name) &&
  [...name].every((letter) => letter >= ' ' && letter !== '\x7f') &&
  name.split('/').every((part) => part !== '' && part !== '.' && part !== '..');

function readEntry(
  view: DataView,
  at: number,
  name: string,
  directory: number,
): Result<Omit<ArchiveEntry, 'nameBytes'> | undefined> {
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  const [packedBytes, bytes] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)];
  const local = view.getUint32(at + 42, true);
  // Unix mode in the upper half, whoever wrote it: a link is a link.
  const kind = view.getUint32(at + 38, true) >>> 28;
  const isFolder = name.endsWith('/') || kind === directoryMode;
  if (!isPlainPath(isFolder ? name.replace(/\/$/, '') : name)) {
    return refuse(
      'bad-name',
      `the name "${name.slice(0, 80)}" leads out of it or is no plain name.`,
    );
  }
  if (kind === linkMode) return refuse('link', `"${name}" is a link to somewhere else.`);
  if (isFolder)
    return bytes === 0
      ? done(undefined)
      : refuse('bad-name', `"${name}" is a folder with content.`);
  if (flags & 1) return refuse('encrypted', `"${name}" is encrypted.`);
  if (method !== 0 && method !== 8) {
    return refuse('method', `"${name}" is packed in a way that is not read. Pack it with deflate.`);
  }
  if (method === 0 && packedBytes !== bytes) {
    return refuse('broken', `"${name}" says two lengths.`);
  }
  if (bytes > ratioFromBytes && bytes > mostRatio * packedBytes) {
    return refuse('bomb', `"${name}" unpacks to more than ${mostRatio} times its size.`);
  }
  if (bytes > mostUnpackedBytes) return refuse('too-large', `"${name}" unpacks to more than 1 GB.`);
  if (local + localBytes > directory || view.getUint32(local, true) !== localMagic) {
    return refuse('truncated', `"${name}" is missing from it. Copy it again, whole.`);
  }
  const start =
    local + localBytes + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  if (start + packedBytes > directory) {
    return refuse('truncated', `"${name}" is broken off. Copy it again, whole.`);
  }
  const crc32 = view.getInt32(at + 16, true);
  return done({ name, method, crc32, start, packedBytes, bytes });
}

/** Two entries over the same bytes are how a small file unpacks to a large one. */
function overlapping(entries: readonly ArchiveEntry[]): Result<ArchiveEntry[]> | undefined {
  const inOrder = [...entries].sort((a, b) => a.start - b.start);
  for (let i = 1; i < inOrder.length; i++) {
    const [before, after] = [inOrder[i - 1], inOrder[i]];
    if (!before || !after || before.start + before.packedBytes <= after.start) continue;
    return refuse('overlap', `"${before.name}" and "${after.name}" lie over one another.`);
  }
  return undefined;
}
