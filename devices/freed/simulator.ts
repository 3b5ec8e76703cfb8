import type { Simulator } from '../simulator.ts';
import { encodeFreed, type FreedLens, freedLength } from './codec.ts';

export interface FreedSimulatorOptions {
  /** 0 to 255. */
  cameraId: number;
  lens?: FreedLens;
}

const standingLens: FreedLens = { zoom: 0x0800, focus: 0x0800, iris: 0x0118 };

/** A FreeD head: one D1 packet for each sample. */
export function freedSimulator({
  cameraId,
  lens = standingLens,
}: FreedSimulatorOptions): Simulator {
  const datagrams: Simulator['datagrams'] = (pose) => {
    const packet = new Uint8Array(freedLength);
    encodeFreed(packet, cameraId, pose, lens);
    return [packet];
  };
  return { datagrams };
}
