import { quat } from '../../../core/math.ts';
import type { TrackingSample } from '../../../core/tracking/tracking-sample.ts';

export const signedAxes = ['+x', '-x', '+y', '-y', '+z', '-z'] as const;
type SignedAxis = (typeof signedAxes)[number];

/** Which axis of the wire each house axis (x right, y up, z back) is: Unity's is x '+x', y '+y', z '-z'. */
export interface Axes {
  x: SignedAxis;
  y: SignedAxis;
  z: SignedAxis;
}

/** The orders of turns about the wire's axes, each about the axes that the ones before have turned. */
export const turnOrders = ['XYZ', 'XZY', 'YXZ', 'YZX', 'ZXY', 'ZYX'] as const;
export type TurnOrder = (typeof turnOrders)[number];

/**
 * The way from the wire's axes to the house's, M with one ±1 in each row. Positions are M·p. A turn
 * R of the wire is M·R·Mᵀ here, which in a quaternion is det(M)·M on its vector part.
 */
export interface AxisMap {
  /** For each house axis the number of the wire's axis, and its sign. */
  wire: readonly [number, number, number];
  sign: readonly [number, number, number];
  /** det(M): −1 when the wire is left-handed. */
  handed: number;
}

export function axisMap({ x, y, z }: Axes): AxisMap {
  const wire = [wireAxis(x), wireAxis(y), wireAxis(z)] as const;
  const sign = [signOf(x), signOf(y), signOf(z)] as const;
  const [a, b, c] = wire;
  // The sign of a permutation of 0, 1, 2; 0 when it is none.
  const parity = ((b - a) * (c - a) * (c - b)) / 2;
  return { wire, sign, handed: parity * sign[0] * sign[1] * sign[2] };
}

/** Whether each axis of the wire is named once. */
export const isPermutation = (axes: Axes): boolean => axisMap(axes).handed !== 0;

const wireAxis = (axis: SignedAxis): number => 'xyz'.indexOf(axis.charAt(1));
const signOf = (axis: SignedAxis): number => (axis.startsWith('-') ? -1 : 1);

/**
 * Writes the orientation of the turns `rx`, `ry`, `rz` (radians about the wire's axes, intrinsic in
 * the given order) into the sample, in house axes. Allocates nothing.
 */
export function setOrientationFromTurns(
  sample: TrackingSample,
  rx: number,
  ry: number,
  rz: number,
  order: TurnOrder,
  map: AxisMap,
): void {
  quat.identity(wireTurn);
  for (let i = 0; i < 3; i += 1) {
    const axis = order.charCodeAt(i);
    if (axis === 0x58) quat.rotateX(wireTurn, wireTurn, rx);
    else if (axis === 0x59) quat.rotateY(wireTurn, wireTurn, ry);
    else quat.rotateZ(wireTurn, wireTurn, rz);
  }
  const { wire, sign, handed } = map;
  sample.qx = handed * sign[0] * (wireTurn[wire[0]] ?? 0);
  sample.qy = handed * sign[1] * (wireTurn[wire[1]] ?? 0);
  sample.qz = handed * sign[2] * (wireTurn[wire[2]] ?? 0);
  sample.qw = wireTurn[3];
}

const wireTurn = quat.create();
