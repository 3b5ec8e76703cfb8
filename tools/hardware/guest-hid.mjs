import { deepStrictEqual } from 'node:assert/strict';
import { hidFactory } from '../../devices/hid/driver.ts';
import { listHidDevices } from '../../devices/hid/list-devices.ts';
import { spaceMouseButtons, spaceMouseReports } from '../../devices/hid/simulator.ts';
import { until } from './guest-until.mjs';
import { puckDescriptor, UhidDevice } from './uhid.mjs';

// The real node-hid and our driver, on devices that only the kernel believes in.

const plug = () =>
  new UhidDevice({
    name: 'SpaceMouse Compact',
    serial: 'H1',
    vendor: 0x256f,
    product: 0xc635,
    descriptor: puckDescriptor,
  });

/** @type {{ control: string, kind: string, value: number }[]} */
const events = [];
/** @type {number[]} */
const heights = [];
let puck = plug();
const device = hidFactory.create(
  'puck',
  { match: { serial: 'H1' }, deadZone: 0, exponent: 1, start: { position: [0, 1.5, 0] } },
  {
    nowMs: () => performance.now(),
    onStatus: () => {},
    sink: {
      sample: (sample) => heights.push(sample.y),
      command: () => {},
      control: (event) => events.push({ ...event }),
    },
  },
);
const isOpen = () => device.status().state === 'open';

await device.open();
await until('the device is found and opened', isOpen);
const listed = await listHidDevices();
if (!listed.ok) throw new Error(listed.fault);
deepStrictEqual(listed.value, [
  {
    id: '256f:c635:H1',
    name: 'SpaceMouse Compact',
    vendor: 0x256f,
    product: 0xc635,
    serial: 'H1',
    family: 'spacemouse',
  },
]);
console.log('ok - it is listed with its identity and family');
await until('its pushes move the camera', () => {
  for (const report of spaceMouseReports([0, 1, 0, 0, 0, 0])) puck.send(report);
  return (heights.at(-1) ?? 0) > 1.6;
});
puck.send(spaceMouseButtons([1]));
await until('its button is an event', () => events.length === 1);
deepStrictEqual(events[0], { control: 'button/1', kind: 'press', value: 1 });
device.show?.('led', { tally: 'air', level: null, label: '' });
await until('its light is switched on', () => puck.outputs().includes('0401'));
for (let i = 1; i <= 5; i += 1) {
  puck.destroy();
  await until(`unplugging is noticed (${i})`, () => !isOpen());
  puck = plug();
  await until(`it is taken again (${i})`, isOpen);
}
deepStrictEqual(events.slice(1), [{ control: 'button/1', kind: 'release', value: 0 }]);
console.log('ok - its button was let go at the first loss');
await until('its light is switched on again', () => puck.outputs().includes('0401'));
await device.close();
puck.destroy();
