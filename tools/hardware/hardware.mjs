import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { inProject, ROOT, seconds } from '../setup/project.mjs';
import { run } from '../setup/run.mjs';
import { initramfs } from './initramfs.mjs';

const cache = inProject('.cache', 'hardware');
/** Software emulation is slow: minutes for each part on a small machine. */
const longestMs = 900_000;
const allParts = ['hid', 'midi'];

/** @param {string} name */
const find = (name) =>
  [...(process.env.PATH ?? '').split(delimiter), '/bin', '/sbin', '/usr/sbin']
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));

/**
 * The kernel of a Debian package that is unpacked in `folder`.
 * @param {string} folder
 */
async function kernelIn(folder) {
  const boot = join(folder, 'boot');
  if (!existsSync(boot)) return undefined;
  const file = (await readdir(boot)).find((name) => name.startsWith('vmlinuz-'));
  if (file === undefined) return undefined;
  const version = file.slice('vmlinuz-'.length);
  const modules = [join(folder, 'lib/modules', version), join(folder, 'usr/lib/modules', version)];
  const modulesFolder = modules.find((path) => existsSync(path));
  return modulesFolder === undefined ? undefined : { file: join(boot, file), modulesFolder };
}

/**
 * Fetches the distribution's kernel package and unpacks it below `.cache`, installing nothing.
 * @param {string} folder
 * @returns {Promise<string | undefined>} why it could not
 */
async function fetchKernel(folder) {
  if (!find('apt-get')) return 'there is no apt-get to fetch a kernel with';
  const asked = await run('apt-cache', ['depends', '--important', 'linux-image-amd64'], {
    quiet: true,
  });
  const [, name] = /Depends: (linux-image-\S+)/.exec(asked.output) ?? [];
  if (name === undefined) return 'apt-cache knows no kernel package (linux-image-amd64)';
  const work = join(cache, 'fetching');
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  const fetched = await run('sh', ['-c', `cd "$1" && apt-get download "$2"`, 'sh', work, name]);
  const [deb] = (await readdir(work)).filter((file) => file.endsWith('.deb'));
  if (fetched.code !== 0 || deb === undefined) return `apt-get could not fetch ${name}`;
  const unpacked = await run('dpkg-deb', ['-x', join(work, deb), join(work, 'linux')]);
  if (unpacked.code !== 0) return `${deb} could not be unpacked`;
  await rename(join(work, 'linux'), folder);
  return undefined;
}

/** @param {string} reason @returns {never} */
function skip(reason) {
  console.log(`hardware tests skipped: ${reason}`);
  process.exit(0);
}

const qemu =
  find('qemu-system-x86_64') ??
  skip('there is no qemu-system-x86_64 (apt-get install qemu-system-x86)');
const busybox = find('busybox') ?? skip('there is no busybox (apt-get install busybox-static)');
if (process.arch !== 'x64') skip('the guest is an x86-64 machine with this machine’s Node');
const parts = process.argv.length > 2 ? process.argv.slice(2) : allParts;
const unknown = parts.find((part) => !allParts.includes(part));
if (unknown !== undefined) {
  console.error(`there is no part "${unknown}"; parts are ${allParts.join(' and ')}`);
  process.exit(2);
}
for (const name of ['node-hid', '@julusian/midi']) {
  if (!existsSync(inProject('node_modules', name))) skip(`the package ${name} is not installed`);
}

await mkdir(cache, { recursive: true });
const folder = process.env.HARDWARE_LINUX ?? join(cache, 'linux');
const fault = (await kernelIn(folder)) ? undefined : await fetchKernel(folder);
if (fault !== undefined) skip(fault);
const kernel = (await kernelIn(folder)) ?? skip(`there is no kernel in ${folder}`);

const libraries = process.env.LD_LIBRARY_PATH
  ? `LD_LIBRARY_PATH=${process.env.LD_LIBRARY_PATH} `
  : '';
const command = `cd ${ROOT} && ${libraries}exec ${process.execPath} --import tsx tools/hardware/guest.mjs ${parts.join(' ')}`;
const image = join(cache, 'initramfs.gz');
await writeFile(image, await initramfs({ busybox, modulesFolder: kernel.modulesFolder, command }));
const { code, output, ms } = await run(
  qemu,
  [
    ...['-accel', 'tcg,thread=multi', '-cpu', 'max', '-smp', '2', '-m', '1024'],
    ...['-nographic', '-vga', 'none', '-no-reboot', '-net', 'none'],
    ...['-kernel', kernel.file, '-initrd', image, '-append', 'console=ttyS0 quiet panic=-1'],
    ...['-fsdev', 'local,id=host,path=/,security_model=none,readonly=on,multidevs=remap'],
    ...['-device', 'virtio-9p-pci,fsdev=host,mount_tag=host'],
  ],
  { quiet: true, timeoutMs: longestMs },
);
const hasPassed = code === 0 && output.includes('all hardware tests passed');
const lines = output.split(/\r?\n/);
console.log(
  (hasPassed ? lines.filter((line) => /ok - |all hardware/.test(line)) : lines.slice(-60)).join(
    '\n',
  ),
);
console.log(`${hasPassed ? 'passed' : 'FAILED'} in ${seconds(ms)}`);
process.exitCode = hasPassed ? 0 : 1;
