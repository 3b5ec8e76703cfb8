import { z } from 'zod';
import { type Frame, frameShape, houseFrame, type Mapping } from './schema.ts';

/** The messages of a sender: what they carry, which of them carry nothing for us, and their frame. */
interface SenderMessages {
  frame: Frame;
  messages: readonly { address: string; fields: readonly string[] }[];
  /** Addresses that belong to it and carry no pose, so that they do not count as somebody else's. */
  ignored: readonly string[];
}

const position = ['x', 'y', 'z'];
const quaternion = ['qx', 'qy', 'qz', 'qw'];
const unity: Frame = { ...houseFrame, axes: { x: '+x', y: '+y', z: '-z' } };

/**
 * Other senders by name.
 * - `reality-field`: its page "OSC output". Axes and order of the angles are not stated there.
 * - `natnet`: NatNetFour2OSC's readme, all of its modes at once; Motive's right-handed axes with Y up.
 * - `zig-sim`: ZIG SIM's page "ARKit". ARKit's axes are the house's; order x y z w as its page
 *   "Motion data" has it.
 * - `vmc-trackers`: the VMC protocol's devices, Unity's axes.
 */
export const senders = {
  'reality-field': {
    frame: houseFrame,
    messages: [
      {
        address: '/tracker/position/<id>',
        fields: [...position, 'rx', 'ry', 'rz', 'focusEncoder', 'irisEncoder', 'zoomEncoder'],
      },
    ],
    ignored: ['/tracker/camera/<id>', '/tracker/controller/<id>', '/genlock'],
  },
  natnet: {
    frame: houseFrame,
    messages: [
      { address: '/rigidbody', fields: ['subject', '=position', ...position] },
      { address: '/rigidbody', fields: ['subject', '=quat', ...quaternion] },
      { address: '/rigidbody', fields: ['subject', '=tracked', 'tracked'] },
      { address: '/rigidbody/<id>/position', fields: position },
      { address: '/rigidbody/<id>/quat', fields: quaternion },
      { address: '/rigidbody/<id>/tracked', fields: ['tracked'] },
      { address: '/rigidbody/<id>/transformation', fields: [...position, ...quaternion] },
      { address: '/rb', fields: ['subject', '=0', 'tracked'] },
      { address: '/rb', fields: ['subject', '=2', 'timeMs', ...position, ...quaternion] },
    ],
    ignored: [
      '/frame/start',
      '/frame/end',
      '/frame/timestamp',
      '/frame/timecode',
      '/frame/recording',
      '/f/s',
      '/f/t',
      '/f/e',
    ],
  },
  'zig-sim': {
    frame: houseFrame,
    messages: [
      { address: '/<id>/arkitposition', fields: position },
      { address: '/<id>/arkitrotation', fields: quaternion },
    ],
    ignored: [],
  },
  'vmc-trackers': {
    frame: unity,
    messages: ['Hmd', 'Con', 'Tra'].map((device) => ({
      address: `/VMC/Ext/${device}/Pos`,
      fields: ['subject', ...position, ...quaternion],
    })),
    ignored: ['/VMC/Ext/OK', '/VMC/Ext/T', '/VMC/Ext/Root/Pos'],
  },
} satisfies Record<string, SenderMessages>;

export type SenderName = keyof typeof senders;

const isSender = (name: string): name is SenderName => Object.hasOwn(senders, name);
const senderNames = Object.keys(senders).filter(isSender);

/** An entry of the option `senders`: a name, or an object with a name and what differs. */
export const sender = z.preprocess(
  (entry) => (typeof entry === 'string' ? { name: entry } : entry),
  z.strictObject({
    name: z.enum(senderNames),
    as: frameShape.as.optional(),
    axes: frameShape.axes.optional(),
    unit: frameShape.unit.optional(),
    angle: frameShape.angle.optional(),
    order: frameShape.order.optional(),
  }),
);
export type Sender = z.infer<typeof sender>;

/** The mappings of a named sender, in the frame that its entry gives it. */
export function mappingsOfSender({ name, ...changes }: Sender): Mapping[] {
  const { frame, messages } = senders[name];
  const own: Frame = {
    as: changes.as ?? frame.as,
    axes: changes.axes ?? frame.axes,
    unit: changes.unit ?? frame.unit,
    angle: changes.angle ?? frame.angle,
    order: changes.order ?? frame.order,
  };
  return messages.map(({ address, fields }) => ({ ...own, address, fields: [...fields] }));
}
