import { radFromDeg } from '../../core/math.ts';
import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import { type PoseFault, setOrientationYxz, settlePose } from '../sample-orientation.ts';
import { type ArgumentFault, readNumbers, tagAt } from './arguments.ts';
import { ByteTable } from './byte-table.ts';
import { endOfString, type OscMessage, padded } from './message.ts';

export type SampleFault = ArgumentFault | PoseFault | 'subject';

const numbers = new Float64Array(8);
const number = (i: number): number => numbers[i] ?? Number.NaN;

/** `/cyc/camera/<id>/pose` f×7: x y z in metres, then the quaternion x y z w, house axes. */
export function decodePose(message: OscMessage, sample: TrackingSample): SampleFault | undefined {
  const fault = readNumbers(message, 0, message.argumentsStart, 7, numbers);
  if (fault) return fault;
  setPosition(sample, number(0), number(1), number(2));
  setQuaternion(sample, number(3), number(4), number(5), number(6));
  return settlePose(sample);
}

/**
 * `/cyc/camera/<id>/euler` f×6: x y z in metres, then pan, tilt, roll in degrees; pan + to the left,
 * tilt + up, roll + clockwise seen from behind: Ry(pan)·Rx(tilt)·Rz(−roll).
 */
export function decodeEuler(message: OscMessage, sample: TrackingSample): SampleFault | undefined {
  const fault = readNumbers(message, 0, message.argumentsStart, 6, numbers);
  if (fault) return fault;
  setPosition(sample, number(0), number(1), number(2));
  const pan = radFromDeg(number(3));
  const tilt = radFromDeg(number(4));
  const roll = radFromDeg(number(5));
  setOrientationYxz(sample, tilt, pan, -roll);
  return settlePose(sample);
}

/**
 * `/cyc/camera/<id>/lens` f×3: focal length in mm, focus distance in m, f-stop. A value that is not
 * positive is left out; returns `arguments` when all three are.
 */
export function decodeLens(message: OscMessage, sample: TrackingSample): SampleFault | undefined {
  const fault = readNumbers(message, 0, message.argumentsStart, 3, numbers);
  if (fault) return fault;
  sample.focalLengthMm = positiveOrNaN(number(0));
  sample.focusDistanceM = positiveOrNaN(number(1));
  sample.fStop = positiveOrNaN(number(2));
  return number(0) > 0 || number(1) > 0 || number(2) > 0 ? undefined : 'arguments';
}

/**
 * `/VMC/Ext/Cam` (VMC protocol): name, position x y z in metres, quaternion x y z w, vertical field
 * of view in degrees. Unity axes, left-handed, Y up, Z forward: position (x, y, −z), quaternion
 * (−x, −y, z, w) up to sign. The subject is the name; a field of view outside 0 to 180° is left out.
 */
export function decodeVmcCamera(
  message: OscMessage,
  sample: TrackingSample,
): SampleFault | undefined {
  const { bytes, argumentsStart: start } = message;
  if (tagAt(message, 0) !== 0x73) return 'arguments';
  const nameEnd = endOfString(bytes, start, message.end);
  if (nameEnd < 0) return 'length';
  if (nameEnd === start || nameEnd - start > 128) return 'subject';
  const position = padded(nameEnd + 1, message.addressStart);
  const fault = readNumbers(message, 1, position, 8, numbers);
  if (fault) return fault;
  sample.subject = names.of(bytes, start, nameEnd);
  setPosition(sample, number(0), number(1), -number(2));
  setQuaternion(sample, -number(3), -number(4), number(5), number(6));
  const fov = number(7);
  if (fov > 0 && fov < 180) sample.verticalFovRad = radFromDeg(fov);
  return settlePose(sample);
}

const names = new ByteTable((text) => text, 256);

function setPosition(sample: TrackingSample, x: number, y: number, z: number): void {
  sample.hasPose = true;
  sample.x = x;
  sample.y = y;
  sample.z = z;
}

function setQuaternion(s: TrackingSample, x: number, y: number, z: number, w: number): void {
  s.qx = x;
  s.qy = y;
  s.qz = z;
  s.qw = w;
}

const positiveOrNaN = (value: number): number => (value > 0 ? value : Number.NaN);
