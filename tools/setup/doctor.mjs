import * as browser from './doctor/browser.mjs';
import * as devices from './doctor/devices.mjs';
import { findingLines, messageOf, warn } from './doctor/finding.mjs';
import * as machine from './doctor/machine.mjs';
import * as network from './doctor/network.mjs';
import * as software from './doctor/software.mjs';
import * as storage from './doctor/storage.mjs';

/** @typedef {import('./doctor/finding.mjs').Finding} Finding */

/** @type {readonly [string, () => Promise<Finding | Finding[]>][]} */
const CHECKS = [
  ['Node', software.checkNode],
  ['npm', software.checkNpm],
  ['packages', software.checkPackages],
  ['pages', software.checkPages],
  ['Chromium', browser.checkChromium],
  ['graphics', browser.checkRenderer],
  ['displays', browser.checkDisplays],
  ['fonts', browser.checkFonts],
  ['ports', network.checkPorts],
  ['network', network.checkInterfaces],
  ['multicast', network.checkMulticast],
  ['data folder', storage.checkDataFolder],
  ['disk space', storage.checkDiskSpace],
  ['memory', machine.checkMemory],
  ['libraries', machine.checkLibraries],
  ['HID devices', devices.checkHid],
  ['MIDI sequencer', devices.checkSequencer],
  ['sound input', devices.checkSoundInput],
];

/**
 * `npm run doctor`: says what this machine has, what it lacks, and how to get it.
 * @param {string[]} args `--json` for machine-readable output
 * @returns {Promise<number>} 1 when something that Cyclorama cannot run without is missing
 */
export async function main(args) {
  // First and alone: the other checks keep the machine busy.
  const clock = await machine.checkClock();
  const others = await Promise.all(CHECKS.map(([name, check]) => guarded(name, check)));
  const findings = [...others.flat(), clock];
  const fit = findings.every((finding) => finding.state !== 'missing');
  if (args.includes('--json')) console.log(JSON.stringify({ fit, findings }, null, 2));
  else console.log([...findings.flatMap(findingLines), '', verdict(findings)].join('\n'));
  return fit ? 0 : 1;
}

/**
 * @param {string} name
 * @param {() => Promise<Finding | Finding[]>} check
 * @returns {Promise<Finding | Finding[]>}
 */
async function guarded(name, check) {
  try {
    return await check();
  } catch (error) {
    return warn(name, `could not be checked: ${messageOf(error)}`, 'Look at it by hand');
  }
}

/** @param {readonly Finding[]} findings @returns {string} */
function verdict(findings) {
  const count = (/** @type {Finding['state']} */ state) =>
    findings.filter((finding) => finding.state === state).length;
  if (count('missing') > 0)
    return `Not ready: ${count('missing')} missing, ${count('warn')} warnings.`;
  return count('warn') > 0 ? `Ready to run, with ${count('warn')} warnings.` : 'Ready to run.';
}
