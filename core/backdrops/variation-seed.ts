/**
 * The seed of variation `index` of a request: the request's own for the first, and for the others spread
 * over all 32 bits (the finaliser of MurmurHash3, Appleby, public domain).
 */
export function variationSeed(seed: number, index: number): number {
  if (index === 0) return seed >>> 0;
  let h = (seed + Math.imul(index, 0x9e3779b9)) >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
