/** Software emulation is slow: what takes a second there may take several here. */
const longestMs = 150_000;

/**
 * Resolves when `isTrue` holds, with how long it took.
 * @param {string} what
 * @param {() => boolean | Promise<boolean>} isTrue
 */
export async function until(what, isTrue) {
  const startMs = performance.now();
  while (!(await isTrue())) {
    if (performance.now() - startMs > longestMs)
      throw new Error(`not within ${longestMs / 1000} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  console.log(`ok - ${what} (${Math.round(performance.now() - startMs)} ms)`);
}
