/**
 * Imports a package as this folder sees it: its own node_modules first, then the project's.
 * @param {string} name
 * @returns {Promise<Record<string, unknown>>} a CommonJS package's exports are under `default`, too
 */
export const importPeer = (name) => import(name);
