import { type Pose, rotationDegFromQuat } from '../../core/math.ts';
import type { Simulator } from '../simulator.ts';
import { encodeOscMessage, type TypedArgument } from './osc-js.ts';

/** A sender of `/cyc/camera/<subject>/…`: the pose in the given form, then the lens. */
export function oscSimulator(subject: string, form: 'pose' | 'euler' = 'pose'): Simulator {
  const address = `/cyc/camera/${subject}/${form}`;
  const lens = encodeOscMessage(`/cyc/camera/${subject}/lens`, floats([35, 3.5, 2.8]));
  const datagrams: Simulator['datagrams'] = (pose) => {
    const numbers = form === 'pose' ? poseNumbers(pose) : eulerNumbers(pose);
    return [encodeOscMessage(address, floats(numbers)), lens];
  };
  return { datagrams };
}

/** A VMC performer's camera (Unity axes), with its vertical field of view in degrees. */
export function vmcSimulator(name: string, fovDeg = 40): Simulator {
  const datagrams: Simulator['datagrams'] = (pose) => {
    const [x, y, z] = [pose.position[0], pose.position[1], -pose.position[2]];
    const [qx, qy, qz, qw] = quaternion(pose);
    const numbers = floats([x, y, z, -qx, -qy, qz, qw, fovDeg]);
    return [encodeOscMessage('/VMC/Ext/Cam', [['s', name], ...numbers])];
  };
  return { datagrams };
}

const floats = (numbers: readonly number[]): TypedArgument[] => numbers.map((n) => ['f', n]);

const quaternion = ({ orientation: q }: Pose): [number, number, number, number] => [
  q[0],
  q[1],
  q[2],
  q[3],
];

const position = ({ position: p }: Pose): [number, number, number] => [p[0], p[1], p[2]];

const poseNumbers = (pose: Pose): number[] => [...position(pose), ...quaternion(pose)];

function eulerNumbers(pose: Pose): number[] {
  const [tilt, pan, z] = rotationDegFromQuat(pose.orientation);
  return [...position(pose), pan, tilt, -z];
}
