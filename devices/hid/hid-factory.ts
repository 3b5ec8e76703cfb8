import type { DeviceFactory } from '../device.ts';
import { deviceFactory } from '../device-factory.ts';
import { HidDevice } from './hid-device.ts';
import { hidOptions } from './options.ts';
import type { HidShell } from './shell.ts';

/** Makes devices of kind `hid` around a library, timers and a JPEG encoder. */
export const hidFactoryOn = (shell: HidShell): DeviceFactory =>
  deviceFactory({
    kind: 'hid',
    poseIs: 'pupil',
    schema: () => hidOptions,
    make: (id, options, context) => new HidDevice({ id, options, context, shell }),
  });
