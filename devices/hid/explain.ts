import type { HidFault } from './backend.ts';
import { hex4, usbId } from './found.ts';

/** What could not be opened, for the words of a reason. */
export interface Tried {
  name: string;
  vendor: number;
  product: number;
}

/** Why a device cannot be opened, or devices cannot be listed, and what to do: for the operator. */
export function explainFault({ code, detail }: HidFault, tried?: Tried): string {
  const what = tried ? `${tried.name} (${usbId(tried.vendor, tried.product)})` : 'HID devices';
  const word = detail === '' ? '' : ` (${detail})`;
  switch (code) {
    case 'library':
      return `The HID library cannot be loaded${word}. ${libraryRemedy(detail)} HID devices are off until then, and all else goes on.`;
    case 'permission':
      return `${what} is connected, but this user may not open it${word}. ${permissionRemedy(tried)}`;
    case 'busy':
      return `${what} is in use by another program${word}. Close that program: the maker's own app, a controller app such as Companion, or a second server.`;
    case 'gone':
      return `${what} went away while it was opened${word}. Plug it in again.`;
    case 'stopped':
      return `The process of the HID library is down${word}. It is started again by itself.`;
    case 'other':
      return `${what} cannot be opened${word}. Plug it in again.`;
  }
}

function libraryRemedy(detail: string): string {
  if (/libusb/i.test(detail)) return 'On Debian and Ubuntu: apt-get install libusb-1.0-0.';
  if (/libudev/i.test(detail)) return 'On Debian and Ubuntu: apt-get install libudev1.';
  return 'Run npm install, which brings the package node-hid.';
}

/** The rule that lets the user at this machine open devices of the vendor, as a line for udev. */
export const udevRule = (vendor: number): string =>
  `KERNEL=="hidraw*", ATTRS{idVendor}=="${hex4(vendor)}", MODE="0660", TAG+="uaccess"`;

function permissionRemedy(tried: Tried | undefined): string {
  const rule = tried ? ` ${udevRule(tried.vendor)} ` : ' the lines of docs/devices/hid.md ';
  return `On Linux put${rule}into /etc/udev/rules.d/70-cyclorama-hid.rules, run "sudo udevadm control --reload", and plug it in again (docs/devices/hid.md).`;
}
