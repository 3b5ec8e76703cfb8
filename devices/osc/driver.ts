import { deviceFactory } from '../device-factory.ts';
import { oscOptions } from './options.ts';
import { OscDevice } from './osc-device.ts';

export { oscPort } from './options.ts';

/**
 * Listens for OSC: poses and lenses of `/cyc`, VMC and the senders that the options name, every
 * command as `/cyc/<noun>/<verb>`, the controls that are bound, and subscriptions to feedback.
 */
export const oscFactory = deviceFactory({
  kind: 'osc',
  poseIs: 'pupil',
  schema: oscOptions,
  make: (id, options, context) => new OscDevice(id, options, context),
});
