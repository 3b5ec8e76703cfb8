/** 0 at `a`, 1 at `b`, level at both ends: GLSL's `smoothstep` on the processor. */
export function smoothstep(a: number, b: number, x: number): number {
  const t = Math.min(1, Math.max(0, (x - a) / (b - a)));
  return t * t * (3 - 2 * t);
}
