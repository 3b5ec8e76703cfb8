import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

/**
 * The files of kernel modules and of all they need, in an order in which they load. What each needs
 * stands in the module itself: a package that is only unpacked has no `modules.dep`. Built-in and
 * unknown ones are left out.
 * @param {string} folder `lib/modules/<version>`
 * @param {readonly string[]} wanted names such as `hid_generic`
 * @returns {Promise<string[]>} absolute paths
 */
export async function modulePaths(folder, wanted) {
  const names = await readdir(folder, { recursive: true });
  const files = new Map(
    names.filter((name) => name.endsWith('.ko')).map((name) => [nameOf(name), join(folder, name)]),
  );
  /** @type {Set<string>} */
  const order = new Set();
  const add = async (/** @type {string} */ name) => {
    const file = files.get(nameOf(name));
    if (file === undefined || order.has(file)) return;
    for (const need of needsOf(await readFile(file, 'latin1'))) await add(need);
    order.add(file);
  };
  for (const name of wanted) await add(name);
  return [...order];
}

/**
 * @param {string} text of a module: its section `.modinfo` has `depends=a,b` between zero bytes
 * @returns {string[]}
 */
function needsOf(text) {
  const start = text.indexOf('\0depends=');
  if (start < 0) return [];
  const from = start + '\0depends='.length;
  return text
    .slice(from, text.indexOf('\0', from))
    .split(',')
    .filter((name) => name !== '');
}

/** @param {string} file */
const nameOf = (file) => basename(file, '.ko').replaceAll('-', '_');
