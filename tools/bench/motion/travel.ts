/** How long a travel from mark to mark takes, and how long it rests there. */
export interface Timing {
  lengthMs: number;
  restMs: number;
}

/**
 * There and back between 0 and 1 with rests, starting and stopping with no jolt: the path of least
 * jerk (Flash and Hogan 1985), 10τ³ − 15τ⁴ + 6τ⁵.
 */
export function travel({ lengthMs, restMs }: Timing): (tMs: number) => number {
  const legMs = lengthMs + restMs;
  return (tMs) => {
    const time = tMs + restMs / 2;
    const leg = Math.floor(time / legMs);
    const part = Math.min(1, Math.max(0, (time - leg * legMs - restMs) / lengthMs));
    const way = part ** 3 * (10 + part * (6 * part - 15));
    return leg % 2 === 0 ? way : 1 - way;
  };
}

/** A slow swing within ±1 at `hz`, beginning anywhere. */
export function oscillation(hz: number, random: () => number): (tMs: number) => number {
  const phase = 2 * Math.PI * random();
  return (tMs) => Math.sin(2e-3 * Math.PI * hz * tMs + phase);
}
