const MiB = 1024 * 1024;

/** How a kind of file is recognised, limited and served. */
export interface AssetKind {
  extension: string;
  contentType: string;
  maxBytes: number;
  /** Whether the first bytes of a file are this kind's. */
  matches(head: Buffer): boolean;
  check: 'glb' | 'image' | 'layers' | 'none';
}

/** Enough bytes to tell every kind from every other. */
export const magicBytes = 16;

const startsWith =
  (...signatures: (string | number[])[]) =>
  (head: Buffer): boolean =>
    signatures.some((signature) => {
      const bytes = Buffer.from(signature as string, 'latin1');
      return head.subarray(0, bytes.length).equals(bytes);
    });

const isWebp = (head: Buffer): boolean =>
  head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP';
const isMp4 = (head: Buffer): boolean => head.toString('latin1', 4, 8) === 'ftyp';
const isJpeg = startsWith([0xff, 0xd8, 0xff]);

const jpeg = { contentType: 'image/jpeg', maxBytes: 200 * MiB, matches: isJpeg, check: 'image' };

const kinds: readonly AssetKind[] = [
  {
    extension: 'glb',
    contentType: 'model/gltf-binary',
    maxBytes: 512 * MiB,
    matches: startsWith('glTF'),
    check: 'glb',
  },
  {
    extension: 'png',
    contentType: 'image/png',
    maxBytes: 200 * MiB,
    matches: startsWith([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    check: 'image',
  },
  { extension: 'jpg', ...jpeg, check: 'image' },
  { extension: 'jpeg', ...jpeg, check: 'image' },
  {
    extension: 'webp',
    contentType: 'image/webp',
    maxBytes: 200 * MiB,
    matches: isWebp,
    check: 'image',
  },
  {
    extension: 'hdr',
    contentType: 'image/vnd.radiance',
    maxBytes: 512 * MiB,
    matches: startsWith('#?RADIANCE', '#?RGBE'),
    check: 'none',
  },
  {
    extension: 'exr',
    contentType: 'image/x-exr',
    maxBytes: 512 * MiB,
    matches: startsWith([0x76, 0x2f, 0x31, 0x01]),
    check: 'none',
  },
  {
    extension: '2p5d',
    contentType: 'application/zip',
    maxBytes: 512 * MiB,
    matches: startsWith('PK\x03\x04'),
    check: 'layers',
  },
  {
    extension: 'mp4',
    contentType: 'video/mp4',
    maxBytes: 4096 * MiB,
    matches: isMp4,
    check: 'none',
  },
];

const byExtension = new Map(kinds.map((kind) => [kind.extension, kind]));
export const knownExtensions = [...byExtension.keys()];

/** The kind that a file name's ending says; capitals count as small letters. */
export const kindOf = (name: string): AssetKind | undefined =>
  byExtension.get(name.slice(name.lastIndexOf('.') + 1).toLowerCase());
