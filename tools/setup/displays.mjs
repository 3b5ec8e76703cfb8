import { run } from './run.mjs';

/**
 * @typedef {object} Display
 * @property {string} name of its connector, such as `HDMI-1`
 * @property {[number, number, number, number]} window x, y, width, height in the X display's pixels
 * @property {number} [refreshHz] of the mode in use
 */

/**
 * The displays in use, from what `xrandr --query` prints.
 * @param {string} text
 * @returns {Display[]} in xrandr's order
 */
export function parseXrandr(text) {
  /** @type {Display[]} */
  const displays = [];
  for (const line of text.split('\n')) {
    const head = /^(\S+) connected (?:primary )?(\d+)x(\d+)\+(\d+)\+(\d+)/.exec(line);
    if (head) {
      const [, name = '', width, height, x, y] = head;
      displays.push({ name, window: [Number(x), Number(y), Number(width), Number(height)] });
      continue;
    }
    const last = displays.at(-1);
    const rate = /^\s+\d+x\d+.*?(\d+\.\d+)\*/.exec(line);
    if (last && rate) last.refreshHz = Number(rate[1]);
    // What follows a connector that is off or unplugged belongs to no display in use.
    if (/^\S+ (?:connected|disconnected)/.test(line))
      displays.push({ name: '', window: [0, 0, 0, 0] });
  }
  return displays.filter((display) => display.name !== '');
}

/**
 * The displays of an X server.
 * @param {string} xDisplay such as `:0`
 * @returns {Promise<Display[] | undefined>} undefined when xrandr is absent or gets no answer
 */
export async function listDisplays(xDisplay) {
  const options = { quiet: true, env: { DISPLAY: xDisplay }, timeoutMs: 5_000 };
  const { code, output } = await run('xrandr', ['--query'], options);
  return code === 0 ? parseXrandr(output) : undefined;
}
