/** How long a travel from mark to mark takes, and how long it rests there. */
export interface Timing {
  lengthMs: number;
  restMs: number;
}

/** From 0 to 1 while `part` goes from 0 to 1, with the least jerk: 10τ³ − 15τ⁴ + 6τ⁵ (Flash and Hogan 1985). */
export function leastJerk(part: number): number {
  const t = Math.min(1, Math.max(0, part));
  return t ** 3 * (10 + t * (6 * t - 15));
}

/** There and back between 0 and 1 with rests, starting and stopping with no jolt. */
export function travel({ lengthMs, restMs }: Timing): (tMs: number) => number {
  const legMs = lengthMs + restMs;
  return (tMs) => {
    const time = tMs + restMs / 2;
    const leg = Math.floor(time / legMs);
    const way = leastJerk((time - leg * legMs - restMs) / lengthMs);
    return leg % 2 === 0 ? way : 1 - way;
  };
}

/** A slow swing within ±1 at `hz`, beginning anywhere. */
export function oscillation(hz: number, random: () => number): (tMs: number) => number {
  const phase = 2 * Math.PI * random();
  return (tMs) => Math.sin(2e-3 * Math.PI * hz * tMs + phase);
}
