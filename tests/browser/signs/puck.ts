import { home, type Move } from './moves.ts';

export const puckPath = '1-4:1.0';

/** A velocity holds for so long after its report, and is integrated in closed form: a known way. */
const heldS = 0.3;
const metresPerSecond = 20;
const degreesPerSecond = 70;

/** A straight response; the height is held, so that the recorded push moves to the right alone. */
export const driveOptions = {
  match: 'spacemouse',
  subject: '1',
  home: 'button/2',
  metresPerSecond,
  degreesPerSecond,
  deadZone: 0,
  exponent: 1,
  lockRoll: false,
  silenceMs: heldS * 1000,
  bounds: { min: [-5, home[1], -5], max: [5, home[1], 5] },
  start: { position: [...home], rotationDeg: [0, 0, 0] },
};

/** As observed on a SpaceMouse Compact (tests/fixtures/hid): 18 to the right, 248 down, of 350. */
const recordedPush = '0112000000f800';
const full = 350;
/** A twist of report 2, by the layout that its makers document: x right, y to the user, z down. */
const raw = { pan: 100, tilt: 83, roll: 250 };

/** The ways that the reports below are worth. */
export const drivenAmounts: Required<Move> = {
  pan: (raw.pan / full) * degreesPerSecond * heldS,
  tilt: (raw.tilt / full) * degreesPerSecond * heldS,
  roll: (raw.roll / full) * degreesPerSecond * heldS,
  truck: (18 / full) * metresPerSecond * heldS,
};

const twist = (x: number, y: number, z: number): string => {
  const bytes = Buffer.alloc(7);
  bytes[0] = 2;
  for (const [i, value] of [x, y, z].entries()) bytes.writeInt16LE(value, 1 + 2 * i);
  return bytes.toString('hex');
};

/** The reports that make a move; each axis that moves does so by its own amount. */
export function reportsFor({ pan = 0, tilt = 0, roll = 0, truck = 0 }: Move): string[] {
  const turns = twist(tilt && raw.tilt, roll && -raw.roll, pan && raw.pan);
  return truck ? [recordedPush] : [turns];
}

export const homePress = ['0302', '0300'];
