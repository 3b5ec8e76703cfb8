import { createPose } from '../../../core/math.ts';
import { createMove, moveNames } from '../motion/moves.ts';
import { randomFrom } from '../motion/random.ts';
import { datagram, oscMessage } from '../t1-osc-bytes.ts';
import { cameraCount, trackerHz } from './soak-show.ts';

const seconds = 16;
const floats = ['f', 'f', 'f', 'f', 'f', 'f', 'f'] as const;

/**
 * What four trackers send, sample by sample and camera by camera: seeded moves that go back the way
 * they came, so that sending them over and over makes no jump.
 */
export function soakPackets(seed: number): Buffer[] {
  const random = randomFrom(seed);
  const moves = Array.from({ length: cameraCount }, (_, i) =>
    createMove(moveNames[i % moveNames.length] ?? 'pan', random),
  );
  const pose = createPose();
  const samples = (seconds * trackerHz) / 2;
  return Array.from({ length: 2 * samples }, (_, i) => {
    const timeMs = (1000 * Math.min(i, 2 * samples - i)) / trackerHz;
    return moves.map((move, camera) => {
      const { position, orientation } = move(pose, timeMs);
      const address = `/cyc/camera/${camera}/pose`;
      return datagram(oscMessage(address, floats, [...position, ...orientation]));
    });
  }).flat();
}
