import type { Pose } from '../core/math.ts';

/** Makes what a real tracker would send: the wire bytes of one sample, as one or more datagrams. */
export interface Simulator {
  /** `pose` in house axes (metres, camera along −Z), `tMs` in ms since 1970. The bytes are the caller's. */
  datagrams(pose: Pose, tMs: number): Uint8Array[];
}
