import type { StateChange } from '../commands/reduce.ts';

type Path = readonly (string | number)[];

/**
 * Why a change of this place of the show's state would spoil a take that rolls, or `undefined`. The
 * document is locked but for how large the inner frustum is drawn; what is on program is the operator's.
 */
function spoilsTakeAt([root, list, , part]: Path): string | undefined {
  if (root !== 'show') return undefined;
  if (list === 'cameras' && part === 'innerFrustum') return undefined;
  return 'the show itself';
}

/** The same of the step that an undo or redo would take. */
export function stepSpoilsTake(paths: Iterable<Path>): string | undefined {
  for (const path of paths) {
    const what = spoilsTakeAt(path);
    if (what) return because(what);
  }
  return undefined;
}

const because = (what: string): string =>
  `A take rolls: a change of ${what} would spoil it. Cut first.`;

/**
 * Why a command would spoil the take that rolls, or `undefined` when it may come: what moves the
 * picture in the camera, changes its timing, or lays a test picture over it. Takes of environments,
 * looks, blackout, freeze, holding the tracking and the size of the inner frustum stay allowed.
 */
export function spoilsTake(change: StateChange): string | undefined {
  switch (change.type) {
    case 'show.replace':
      return because('the show itself');
    case 'stage.rates':
      return because('the rates');
    case 'output.photonDelay':
      return because("an output's delay");
    case 'stage.identify':
      return change.on ? because('the picture by identification') : undefined;
    case 'stage.pattern':
      return change.pattern === 'off' ? undefined : because('the picture by a pattern');
    case 'device.set':
    case 'device.remove':
      return because('the devices');
    case 'object.set':
    case 'object.remove':
      return because('the tracked objects');
    case 'camera.set': {
      const { type: _type, id: _id, innerFrustum: _innerFrustum, ...rest } = change;
      const fields = Object.entries(rest).filter(([, value]) => value !== undefined);
      const [field] = fields.map(([name]) => name);
      return field === undefined ? undefined : because(`a camera's ${field}`);
    }
    default:
      return undefined;
  }
}
