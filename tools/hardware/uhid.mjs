import { closeSync, constants, openSync, readSync, writeSync } from 'node:fs';

/** Kinds of events and sizes of `struct uhid_event` (Linux, include/uapi/linux/uhid.h; packed). */
const kinds = {
  destroy: 1,
  output: 6,
  getReport: 9,
  getReply: 10,
  create2: 11,
  input2: 12,
  setReport: 13,
  setReply: 14,
};
const dataSize = 4096;
const eventSize = 4 + 128 + 64 + 64 + 2 + 2 + 4 * 4 + dataSize;
const usbBus = 3;
/** EIO: what the emulated device says to feature reports. */
const refused = 5;

/**
 * @typedef {object} Identity
 * @property {string} name
 * @property {string} serial
 * @property {number} vendor
 * @property {number} product
 * @property {readonly number[]} descriptor HID report descriptor
 */

/** A HID device that the kernel takes for a real one; needs root and the module uhid. */
export class UhidDevice {
  #file = openSync('/dev/uhid', constants.O_RDWR | constants.O_NONBLOCK);
  #event = Buffer.alloc(eventSize);

  /** @param {Identity} identity */
  constructor({ name, serial, vendor, product, descriptor }) {
    const event = Buffer.alloc(eventSize);
    event.writeUInt32LE(kinds.create2, 0);
    event.write(name, 4);
    event.write(serial, 4 + 128 + 64);
    let at = 4 + 128 + 64 + 64;
    at = event.writeUInt16LE(descriptor.length, at);
    at = event.writeUInt16LE(usbBus, at);
    at = event.writeUInt32LE(vendor, at);
    at = event.writeUInt32LE(product, at);
    at += 8;
    event.set(descriptor, at);
    writeSync(this.#file, event);
  }

  /** @param {Uint8Array} report its id first */
  send(report) {
    const event = Buffer.alloc(6 + dataSize);
    event.writeUInt32LE(kinds.input2, 0);
    event.writeUInt16LE(report.length, 4);
    event.set(report, 6);
    writeSync(this.#file, event);
  }

  /**
   * What was written to the device since the last call; requests for features are refused.
   * @returns {string[]} output reports in hexadecimal
   */
  outputs() {
    const reports = [];
    while (this.#read()) {
      const kind = this.#event.readUInt32LE(0);
      if (kind === kinds.output) {
        const size = this.#event.readUInt16LE(4 + dataSize);
        reports.push(this.#event.subarray(4, 4 + size).toString('hex'));
      }
      if (kind === kinds.getReport) this.#refuse(kinds.getReply);
      if (kind === kinds.setReport) this.#refuse(kinds.setReply);
    }
    return reports;
  }

  /** Unplugs it. */
  destroy() {
    const event = Buffer.alloc(4);
    event.writeUInt32LE(kinds.destroy, 0);
    writeSync(this.#file, event);
    closeSync(this.#file);
  }

  /** @param {number} reply */
  #refuse(reply) {
    const event = Buffer.alloc(4 + 4 + 2 + 2 + dataSize);
    event.writeUInt32LE(reply, 0);
    event.writeUInt32LE(this.#event.readUInt32LE(4), 4);
    event.writeUInt16LE(refused, 8);
    writeSync(this.#file, event);
  }

  #read() {
    try {
      return readSync(this.#file, this.#event) > 0;
    } catch {
      // EAGAIN: nothing more is there.
      return false;
    }
  }
}

/** A SpaceMouse: 1 = x y z, 2 = rx ry rz, 3 = 16 buttons, 4 = the light (own construction). */
export const puckDescriptor = [
  [0x05, 0x01, 0x09, 0x08, 0xa1, 0x01],
  [0xa1, 0x00, 0x85, 0x01, 0x16, 0xa2, 0xfe, 0x26, 0x5e, 0x01, 0x09, 0x30, 0x09, 0x31, 0x09, 0x32],
  [0x75, 0x10, 0x95, 0x03, 0x81, 0x02, 0xc0],
  [0xa1, 0x00, 0x85, 0x02, 0x09, 0x33, 0x09, 0x34, 0x09, 0x35, 0x75, 0x10, 0x95, 0x03, 0x81, 0x02],
  [0xc0],
  [0xa1, 0x02, 0x85, 0x03, 0x05, 0x09, 0x19, 0x01, 0x29, 0x10, 0x15, 0x00, 0x25, 0x01, 0x75, 0x01],
  [0x95, 0x10, 0x81, 0x02, 0xc0],
  [0xa1, 0x02, 0x85, 0x04, 0x05, 0x08, 0x09, 0x4b, 0x15, 0x00, 0x25, 0x01, 0x75, 0x01, 0x95, 0x01],
  [0x91, 0x02, 0x75, 0x07, 0x95, 0x01, 0x91, 0x03, 0xc0],
  [0xc0],
].flat();
