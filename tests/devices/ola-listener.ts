import { artNetFactory } from '../../devices/artnet/driver.ts';
import type { Device, DeviceContext } from '../../devices/device.ts';
import { sacnFactory } from '../../devices/sacn/driver.ts';
import { commandFor } from './control-fixture.ts';

// A machine of its own with a sACN and an Art-Net input on the address that it is told: a line for
// each value of a slot, each timecode and each state of an input.
const say = (line: string): void => console.log(line);
const context: DeviceContext = {
  nowMs: () => performance.now(),
  sink: {
    sample: ({ timecodeFrame }) => say(`timecode ${timecodeFrame}`),
    command: () => {},
    control: ({ control, kind, value }) => {
      if (kind === 'level') say(`${control} ${Math.round(value * 255)}`);
    },
  },
  onStatus: () => {
    for (const device of devices) say(`${device.id} ${JSON.stringify(device.status())}`);
  },
};
const slots = (universe: number, count: number) =>
  Array.from({ length: count }, (_, i) => commandFor(`slot/${universe}/${i + 1}`, { value: '/a' }));
const [host = '127.0.0.1'] = process.argv.slice(2);
const shared = { interface: host, allow: ['10.77.0.0/24'] };
const devices: Device[] = [
  sacnFactory.create('sacn', { ...shared, bindings: [...slots(1, 4), ...slots(300, 2)] }, context),
  artNetFactory.create('artnet', { ...shared, bindings: slots(0x123, 3) }, context),
];
for (const device of devices) await device.open();
say('open');
