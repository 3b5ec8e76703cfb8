import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { info, ok, warn } from './finding.mjs';

/** @typedef {import('./finding.mjs').Finding} Finding */

/** USB vendors of the families in docs/devices/hid.md: a keyboard that nobody may read is no fault. */
export const HID_VENDORS = ['256f', '046d', '054c', '045e', '0b33', '05f3', '0fd9'];

const RULES_FILE = '/etc/udev/rules.d/70-cyclorama-hid.rules';
const AUDIO_GROUP = 'sudo usermod -aG audio $USER, and log in again';

/** @param {string} path @param {number} mode @returns {boolean} */
function mayUse(path, mode) {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} folder @returns {string[]} */
const namesIn = (folder) => (existsSync(folder) ? readdirSync(folder) : []);

/**
 * @typedef {object} SoundFacts
 * @property {boolean} hasProgram what records is installed
 * @property {string[]} inputs `pcmC0D0c` and the like in /dev/snd
 * @property {string[]} refused those of them that this user may not open
 */

/**
 * Whether LTC can be recorded.
 * @param {SoundFacts} facts
 * @param {NodeJS.Platform} platform
 * @returns {Finding}
 */
export function soundFinding({ hasProgram, inputs, refused }, platform) {
  const name = 'sound input';
  if (platform !== 'linux' && platform !== 'darwin') {
    return info(
      name,
      'not on this system: no LTC',
      'For timecode: MTC by MIDI, or a Linux machine',
    );
  }
  const [program, install] =
    platform === 'linux'
      ? ['arecord', 'sudo apt-get install alsa-utils']
      : ['rec', 'brew install sox'];
  if (!hasProgram) return info(name, `no ${program}: no LTC`, `For LTC: ${install}`);
  if (platform === 'darwin') return ok(name, `${program} is there, for LTC`);
  if (inputs.length === 0) {
    const fix = 'For LTC: plug in a sound card with a line input';
    return info(name, `${program} is there, but no sound input`, fix);
  }
  if (refused.length < inputs.length) {
    return ok(name, `${program} and ${inputs.length - refused.length} inputs, for LTC`);
  }
  return warn(name, 'this user may not record: no LTC', `For LTC: ${AUDIO_GROUP}`);
}

/**
 * Whether MIDI ports can be opened.
 * @param {{ isThere: boolean, mayOpen: boolean }} facts of /dev/snd/seq
 * @param {NodeJS.Platform} platform
 * @returns {Finding}
 */
export function sequencerFinding({ isThere, mayOpen }, platform) {
  const name = 'MIDI sequencer';
  if (platform !== 'linux') return ok(name, 'that of this system');
  if (!isThere) {
    const load = 'sudo modprobe snd-seq';
    const always = 'echo snd-seq | sudo tee /etc/modules-load.d/snd-seq.conf keeps it';
    return info(name, '/dev/snd/seq is absent: no MIDI', `For MIDI: ${load}; ${always}`);
  }
  if (mayOpen) return ok(name, '/dev/snd/seq can be opened, for MIDI');
  return warn(name, 'this user may not open /dev/snd/seq: no MIDI', `For MIDI: ${AUDIO_GROUP}`);
}

/**
 * @typedef {object} HidNode
 * @property {string} path `/dev/hidraw0`
 * @property {string} name as its maker calls it
 * @property {string} vendor four hexadecimal digits
 * @property {boolean} mayOpen
 */

/**
 * Whether pucks, pads and decks can be opened.
 * @param {readonly HidNode[]} nodes every device of /dev/hidraw*
 * @param {boolean} hasRules rules of ours are installed
 * @param {NodeJS.Platform} platform
 * @returns {Finding}
 */
export function hidFinding(nodes, hasRules, platform) {
  const name = 'HID devices';
  if (platform !== 'linux') return ok(name, 'need no rights on this system');
  const known = nodes.filter(({ vendor }) => HID_VENDORS.includes(vendor));
  const refused = known.filter(({ mayOpen }) => !mayOpen);
  if (refused.length > 0) {
    const names = refused.map((node) => `${node.name} (${node.path})`).join(', ');
    return warn(name, `this user may not open ${names}`, hidFix(refused[0]?.vendor ?? ''));
  }
  if (known.length > 0) return ok(name, known.map((node) => node.name).join(', '));
  if (hasRules) return ok(name, 'none is plugged in; there are udev rules for them');
  const fix = `Before a puck, pad or deck is plugged in: the udev rules of docs/devices/hid.md into ${RULES_FILE}`;
  return info(name, 'none is plugged in, and no udev rule lets this user open one', fix);
}

/** @param {string} vendor @returns {string} */
const hidFix = (vendor) =>
  `Put KERNEL=="hidraw*", ATTRS{idVendor}=="${vendor}", MODE="0660", TAG+="uaccess" into ${RULES_FILE}, run sudo udevadm control --reload, and plug it in again`;

/** @param {string} program @returns {boolean} whether it is on the path */
const hasProgram = (program) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));

/** @returns {Promise<Finding>} */
export async function checkSoundInput() {
  const program = process.platform === 'darwin' ? 'rec' : 'arecord';
  const inputs = namesIn('/dev/snd').filter((name) => /^pcm.*c$/.test(name));
  const refused = inputs.filter((name) => !mayUse(join('/dev/snd', name), constants.R_OK));
  return soundFinding({ hasProgram: hasProgram(program), inputs, refused }, process.platform);
}

/** @returns {Promise<Finding>} */
export async function checkSequencer() {
  const path = '/dev/snd/seq';
  const mayOpen = mayUse(path, constants.R_OK | constants.W_OK);
  return sequencerFinding({ isThere: existsSync(path), mayOpen }, process.platform);
}

/** @returns {Promise<Finding>} */
export async function checkHid() {
  const nodes = namesIn('/dev').filter((name) => /^hidraw\d+$/.test(name));
  const isRoot = process.getuid?.() === 0;
  return hidFinding(nodes.map(hidNode), isRoot || existsSync(RULES_FILE), process.platform);
}

/** @param {string} name `hidraw0` @returns {HidNode} */
function hidNode(name) {
  const path = join('/dev', name);
  const mayOpen = mayUse(path, constants.R_OK | constants.W_OK);
  return { path, mayOpen, ...hidIdentity(readUevent(name)) };
}

/** @param {string} name @returns {string} */
function readUevent(name) {
  try {
    return readFileSync(`/sys/class/hidraw/${name}/device/uevent`, 'utf8');
  } catch {
    return '';
  }
}

/**
 * @param {string} uevent of the kernel: `HID_ID=0003:0000256F:0000C635`, `HID_NAME=…`
 * @returns {{ name: string, vendor: string }}
 */
export function hidIdentity(uevent) {
  const [, vendor = ''] = /^HID_ID=[0-9A-F]+:0000([0-9A-F]{4}):/m.exec(uevent) ?? [];
  const [, name = 'a HID device'] = /^HID_NAME=(.+)$/m.exec(uevent) ?? [];
  return { name, vendor: vendor.toLowerCase() };
}
