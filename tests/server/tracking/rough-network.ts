import { type Pose, quatFromRotationDeg } from '../../../core/math.ts';

/** What a network does to a tracker's packets; all in ms or shares. */
export interface Roughness {
  loss: number;
  jitterMs: number;
  reorder: number;
}

export interface Arrival {
  sentMs: number;
  receivedMs: number;
  sequence: number;
}

const pathMs = 2;

/**
 * Packets sent every `periodMs` for `seconds`, as they arrive through a rough network: lost, delayed by
 * up to the jitter, and some of them held until their successor has passed.
 */
export function arrivals(
  seconds: number,
  periodMs: number,
  { loss, jitterMs, reorder }: Roughness,
  random: () => number,
): Arrival[] {
  const list: Arrival[] = [];
  for (let i = 0; i * periodMs < seconds * 1000; i++) {
    if (random() < loss) continue;
    const heldMs = random() < reorder ? (1 + 0.8 * random()) * periodMs : 0;
    const receivedMs = i * periodMs + pathMs + jitterMs * random() + heldMs;
    list.push({ sentMs: i * periodMs, receivedMs, sequence: i });
  }
  return list.sort((a, b) => a.receivedMs - b.receivedMs);
}

/** A dolly of at most 1 m/s and 1 m/s² that pans by 15°, as a function of time in ms. */
export function dollyAt(ms: number): Pose {
  const t = ms / 1000;
  return {
    position: [Math.sin(t), 1.6 + 0.1 * Math.sin(0.7 * t), 2 + 0.3 * Math.cos(0.5 * t)],
    orientation: quatFromRotationDeg(
      [0, 0, 0, 1],
      [2 * Math.sin(0.8 * t), 15 * Math.sin(0.6 * t), 0],
    ),
  };
}
