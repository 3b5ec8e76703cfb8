import { rotationDegFromQuat, type Triple } from '../../math.ts';
import type { Clip } from '../filmed-frames.ts';
import { verticalFovDeg } from './numbers.ts';

/**
 * A camera as Nuke channels (.chan): a line a frame of frame number, tx ty tz in metres, rx ry rz in
 * degrees, vertical field of view in degrees. +Y up, the camera looks along −Z. The rotation order is
 * ZXY as Nuke names it (first about Z, then X, then Y: Ry·Rx·Rz), which the file itself cannot say:
 * `chanName` does, as the Blender manual advises. Angles go on over ±180° without a jump.
 */
export function* chanLines({ frames }: Clip): Generator<string> {
  let before: Triple = [0, 0, 0];
  for (const { number, position, orientation, lens } of frames) {
    const turned = rotationDegFromQuat(orientation);
    const angles = turned.map((deg, i) => unwrapped(deg, before[i] ?? 0));
    before = [angles[0] ?? 0, angles[1] ?? 0, angles[2] ?? 0];
    const numbers = [...position, ...before, verticalFovDeg(lens)];
    yield `${number}\t${numbers.map((value) => value.toFixed(7)).join('\t')}\n`;
  }
}

const unwrapped = (deg: number, before: number): number =>
  deg + 360 * Math.round((before - deg) / 360);

/** What the format leaves out stands in the name: rotation order and sensor in mm. */
export function chanName(take: string, { camera, frames }: Clip): string {
  const lens = frames[0]?.lens;
  const sensor = lens ? `_${lens.sensorWidthMm * lens.squeeze}x${lens.sensorHeightMm}` : '';
  return `${take}_${camera}_ZXY${sensor}.chan`;
}
