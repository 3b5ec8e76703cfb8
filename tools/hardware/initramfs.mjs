import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';
import { cpioArchive, fileMode, folderMode } from './cpio.mjs';
import { modulePaths } from './modules.mjs';

/** This machine's root over virtio, emulated HID devices, and MIDI ports with a raw end. */
const modules = ['virtio_pci', '9pnet_virtio', '9p', 'hid_generic', 'uhid', 'snd_virmidi'];

/**
 * @typedef {object} Guest
 * @property {string} busybox path of a static busybox
 * @property {string} modulesFolder `lib/modules/<version>`
 * @property {string} command run by `sh` in this machine's root
 */

/**
 * The first root of the guest: loads modules, mounts this machine's root read-only, runs the command
 * there, says `guest ended with N`, and ends the machine.
 * @param {Guest} guest
 * @returns {Promise<Buffer>}
 */
export async function initramfs({ busybox, modulesFolder, command }) {
  const paths = await modulePaths(modulesFolder, modules);
  const files = await Promise.all(
    paths.map(async (path) => ({ path, data: await readFile(path) })),
  );
  const folders = ['bin', 'modules', 'proc', 'sys', 'dev', 'host'];
  return gzipSync(
    cpioArchive([
      ...folders.map((name) => ({ name, mode: folderMode })),
      { name: 'bin/busybox', mode: fileMode, data: await readFile(busybox) },
      { name: 'init', mode: fileMode, data: Buffer.from(initScript(paths, command)) },
      ...files.map(({ path, data }) => ({
        name: `modules/${basename(path)}`,
        mode: fileMode,
        data,
      })),
    ]),
    { level: 1 },
  );
}

/**
 * @param {readonly string[]} paths
 * @param {string} command
 */
const initScript = (paths, command) => `#!/bin/busybox sh
/bin/busybox --install -s /bin
export PATH=/bin
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
${paths.map((path) => `insmod /modules/${basename(path)}`).join('\n')}
mount -t 9p -o trans=virtio,version=9p2000.L,ro,cache=loose,msize=262144 host /host
for folder in proc sys dev; do mount -o bind /$folder /host/$folder; done
mount -t tmpfs tmp /host/tmp
chroot /host /bin/sh -c '${command.replaceAll("'", "'\\''")}'
echo "guest ended with $?"
# There is no ACPI here to power off with; QEMU runs with -no-reboot.
reboot -f
`;
