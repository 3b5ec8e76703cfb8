/**
 * @typedef {object} Entry
 * @property {string} name path without a leading slash
 * @property {number} mode type and permissions, as in `stat`
 * @property {Buffer} [data] of a file
 */

export const fileMode = 0o100755;
export const folderMode = 0o040755;

const headerLength = 110;

/**
 * An archive in cpio's "newc" format, which the kernel unpacks as its first root: for each entry 110
 * characters of header in hexadecimal, name and data, both padded to four bytes (Linux,
 * Documentation/driver-api/early-userspace/buffer-format.rst).
 * @param {readonly Entry[]} entries folders before what is in them
 * @returns {Buffer}
 */
export function cpioArchive(entries) {
  const all = [...entries, { name: 'TRAILER!!!', mode: 0 }];
  return Buffer.concat(all.flatMap((entry, index) => partsOf(entry, index + 1)));
}

/**
 * @param {Entry} entry
 * @param {number} inode
 * @returns {Buffer[]}
 */
function partsOf({ name, mode, data = Buffer.alloc(0) }, inode) {
  const nameSize = Buffer.byteLength(name) + 1;
  // inode, mode, uid, gid, links, mtime, size, device and rdev (major, minor), name size, check
  const fields = [inode, mode, 0, 0, 1, 0, data.length, 0, 0, 0, 0, nameSize, 0];
  const head = `070701${fields.map((field) => field.toString(16).padStart(8, '0')).join('')}`;
  const named = Buffer.alloc(toFour(headerLength + nameSize));
  named.write(head + name);
  const padded = Buffer.alloc(toFour(data.length));
  data.copy(padded);
  return [named, padded];
}

/** @param {number} length */
const toFour = (length) => Math.ceil(length / 4) * 4;
