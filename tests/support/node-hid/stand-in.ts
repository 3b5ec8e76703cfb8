import { EventEmitter } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import type { HidEvent, PluggedHid } from './hid-plugs.ts';

/**
 * What the package node-hid is to the process that loads it, with the devices of a test: they are
 * plugged, send and go as the test says over a socket at the port `HID_PLUGS_PORT`.
 */
let plugged: readonly PluggedHid[] = [];
const open = new Set<StandInDevice>();

class StandInDevice extends EventEmitter {
  readonly path: string;

  constructor(path: string) {
    super();
    this.path = path;
    open.add(this);
  }

  static async open(path: string): Promise<StandInDevice> {
    await told;
    if (plugged.some((device) => device.path === path)) return new StandInDevice(path);
    throw new Error(`cannot open device with path ${path}`);
  }

  async write(): Promise<number> {
    if (!open.has(this)) throw new Error('could not write to HID device');
    return 0;
  }

  sendFeatureReport(): Promise<number> {
    return this.write();
  }

  async close(): Promise<void> {
    open.delete(this);
  }
}

const at = (path: string): StandInDevice[] => [...open].filter((device) => device.path === path);

function take(event: HidEvent): void {
  if ('plugged' in event) plugged = event.plugged;
  else if ('report' in event) {
    for (const device of at(event.path)) device.emit('data', Buffer.from(event.report, 'hex'));
  } else {
    for (const device of at(event.lost)) {
      open.delete(device);
      device.emit('error', new Error('could not read from HID device'));
    }
  }
}

const socket = connect(Number(process.env.HID_PLUGS_PORT), '127.0.0.1');
/** The first line says what is plugged in. */
const told = new Promise<void>((resolve, reject) => {
  socket.once('error', reject);
  createInterface({ input: socket }).on('line', (line) => {
    take(JSON.parse(line) as HidEvent);
    resolve();
  });
});

export async function devicesAsync(): Promise<readonly PluggedHid[]> {
  await told;
  return plugged;
}

export { StandInDevice as HIDAsync };
