import type { Lamp } from '../../../core/control/control-event.ts';
import { type HidWrite, outputReport, padded } from '../hid-write.ts';
import type { StreamDeckSpec } from '../parsers/streamdeck-models.ts';
import type { EncodeJpeg } from './jpeg-aside.ts';
import { drawKey, turnHalf } from './key-picture.ts';

const packetLength = 1024;
const headerLength = 8;

/** Brightness of all keys, 0..100 per cent: feature report 03 08 (05 55 aa d1 01 in generation 1). */
export function streamDeckBrightness({ generation }: StreamDeckSpec, percent: number): HidWrite {
  const value = Math.round(Math.min(100, Math.max(0, percent)));
  const bytes =
    generation === 2
      ? padded(32, 0x03, 0x08, value)
      : padded(17, 0x05, 0x55, 0xaa, 0xd1, 0x01, value);
  return { isFeature: true, bytes };
}

/**
 * Cuts the JPEG of key `index` (from 0) into output reports of 1024 bytes: 02 07, key, 1 in the last,
 * length and number of the part as u16 little-endian, then up to 1016 bytes of the picture.
 */
export function keyPackets(index: number, jpeg: Uint8Array): HidWrite[] {
  const roomOfPart = packetLength - headerLength;
  const count = Math.max(1, Math.ceil(jpeg.length / roomOfPart));
  return Array.from({ length: count }, (_, part) => {
    const bytes = jpeg.subarray(part * roomOfPart, (part + 1) * roomOfPart);
    const packet = new Uint8Array(packetLength);
    packet.set([0x02, 0x07, index, part === count - 1 ? 1 : 0]);
    packet.set([bytes.length & 0xff, bytes.length >> 8, part & 0xff, part >> 8], 4);
    packet.set(bytes, headerLength);
    return outputReport(packet);
  });
}

/**
 * The reports that show a lamp on the key of a control `key/n`: none where keys have no pictures,
 * `undefined` when the picture cannot be made now.
 */
export async function streamDeckLights(
  { picture }: StreamDeckSpec,
  control: string,
  lamp: Lamp,
  encodeJpeg: EncodeJpeg,
): Promise<HidWrite[] | undefined> {
  const [, digits] = /^key\/(\d{1,3})$/.exec(control) ?? [];
  const key = Number(digits ?? 0);
  if (!picture || key < 1 || key > picture.keys) return [];
  const { width, height, isTurned } = picture;
  const drawn = drawKey(width, height, lamp);
  const jpeg = await encodeJpeg(isTurned ? turnHalf(drawn) : drawn, width, height);
  return jpeg && keyPackets(key - 1, jpeg);
}
