/**
 * One 32-bit hash of an integer and a seed, the same in `shaders/scenes/common/hash.glsl`: both sides
 * of the GPU bus agree bit for bit. PCG output permutation: Jarzynski and Olano 2020,
 * "Hash Functions for GPU Rendering", listing `pcg_hash`.
 */
export function hash32(value: number, seed = 0): number {
  let word = (Math.imul((value ^ Math.imul(seed, 0x9e3779b9)) | 0, 747796405) + 2891336453) >>> 0;
  word = Math.imul(((word >>> ((word >>> 28) + 4)) ^ word) >>> 0, 277803737) >>> 0;
  return ((word >>> 22) ^ word) >>> 0;
}

/** Uniform in [0, 1) from an integer and a seed. */
export const unitFromHash = (value: number, seed = 0): number => hash32(value, seed) / 4294967296;

/** A sequence of uniform numbers in [0, 1) that follows from the seed alone. */
export function createRandom(seed: number): () => number {
  let index = 0;
  return () => unitFromHash(index++, seed);
}
