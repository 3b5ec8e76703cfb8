import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Inflate } from '../../core/layers/archive-content.ts';
import { crc32 } from '../../core/takes/crc32.ts';

export const inflate: Inflate = (packed, bytes) =>
  inflateRawSync(packed, { maxOutputLength: Math.max(1, bytes) });

/** The example of the format page, with fields that it does not define. */
export const exampleDocument = () => ({
  meta: { version: '1.0.0', generator: 'Disguise Designer', build: 'r27.1' },
  extra: [1, null, { deep: 'kept' }],
  asset: { max_depth: 100, min_depth: 10, field_of_view: 90, colour_space: 'ACEScg' },
  plates: [
    {
      note: 'before the name',
      name: 'Background',
      filename: 'background_image.png',
      depth_map_filename: 'background_depth.png',
      width: 1920,
      height: 1080,
      x: 0,
      y: 0,
      z: 0.75,
      scale_x: 1,
      scale_y: 1,
      scale_z: 1,
      rotation_x: 0,
      rotation_y: 0,
      rotation_z: 0,
      mean_depth: 0.4,
    },
    {
      name: 'Foreground',
      filename: 'foreground_image.png',
      mesh: 'rock.obj',
      width: 512,
      height: 200,
      x: 0.4,
      y: -0.2,
      z: 0.2,
      scale_x: 0.25,
      scale_y: 0.2,
      scale_z: 1,
      rotation_x: 0,
      rotation_y: 12.5,
      rotation_z: 0,
      mean_depth: 0.05,
      layer_tags: ['grass'],
    },
  ],
});

export interface MadeEntry {
  name: string;
  content: Buffer;
  isStored?: boolean;
  /** What the directory says instead of the truth. */
  says?: { bytes?: number; mode?: number; flags?: number; method?: number; local?: number };
  /** Sizes and checksum stand behind the content, as streaming writers have it. */
  isStreamed?: boolean;
}

/** A zip as other programs write it; where `says` differs, a hostile one. */
export function zipBytes(entries: readonly MadeEntry[], comment = ''): Buffer {
  const bodies: Buffer[] = [];
  const heads: Buffer[] = [];
  let at = 0;
  for (const { name, content, isStored = false, says = {}, isStreamed = false } of entries) {
    const packed = isStored ? content : deflateRawSync(content);
    const nameBytes = Buffer.from(name, 'utf8');
    const crc = crc32(content, 0, content.length);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE((says.flags ?? 0x800) | (isStreamed ? 8 : 0), 2);
    common.writeUInt16LE(says.method ?? (isStored ? 0 : 8), 4);
    common.writeInt32LE(crc, 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(says.bytes ?? content.length, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    const local = Buffer.from(common);
    if (isStreamed) local.fill(0, 10, 22);
    const tail = Buffer.alloc(isStreamed ? 16 : 0);
    if (isStreamed) {
      tail.writeUInt32LE(0x08074b50, 0);
      common.copy(tail, 4, 10, 22);
    }
    const head = Buffer.alloc(46);
    head.writeUInt32LE(0x02014b50, 0);
    head.writeUInt16LE(0x031e, 4);
    common.copy(head, 6);
    head.writeUInt32LE(((says.mode ?? 0o100644) << 16) >>> 0, 38);
    head.writeUInt32LE(says.local ?? at, 42);
    heads.push(head, nameBytes);
    const body = Buffer.concat([
      Buffer.from('PK\x03\x04', 'latin1'),
      local,
      nameBytes,
      packed,
      tail,
    ]);
    bodies.push(body);
    at += body.length;
  }
  const directory = Buffer.concat(heads);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...bodies, directory, end, Buffer.from(comment, 'latin1')]);
}

export const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value), 'utf8');
