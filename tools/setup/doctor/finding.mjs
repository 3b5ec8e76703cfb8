/**
 * What one check found. `missing` is kept for what Cyclorama cannot run without.
 * @typedef {object} Finding
 * @property {string} name
 * @property {'ok' | 'info' | 'warn' | 'missing'} state
 * @property {string} text what is
 * @property {string} [fix] what to do about it
 */

/** @param {string} name @param {string} text @returns {Finding} */
export function ok(name, text) {
  return { name, state: 'ok', text };
}

/** @param {string} name @param {string} text @param {string} [fix] @returns {Finding} */
export function info(name, text, fix) {
  return { name, state: 'info', text, fix };
}

/** @param {string} name @param {string} text @param {string} fix @returns {Finding} */
export function warn(name, text, fix) {
  return { name, state: 'warn', text, fix };
}

/** @param {string} name @param {string} text @param {string} fix @returns {Finding} */
export function missing(name, text, fix) {
  return { name, state: 'missing', text, fix };
}

/** @param {Finding} finding @returns {string[]} one line, and one more for the fix */
export function findingLines({ name, state, text, fix }) {
  const line = `${state.padEnd(8)}${name.padEnd(18)}${text}`;
  return fix ? [line, `${' '.repeat(26)}→ ${fix}`] : [line];
}

/** @param {unknown} error @returns {string} */
export function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
