/** mulberry32: a small seeded generator, so that a failing case can be run again. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** The run's seed: `CYCLORAMA_SEED`, or a new one, printed so that it can be given again. */
export function printedSeed(name: string): number {
  const seed = Number(process.env.CYCLORAMA_SEED) || Math.floor(performance.now() * 1000) % 2 ** 31;
  console.log(`seed of "${name}": CYCLORAMA_SEED=${seed}`);
  return seed;
}
