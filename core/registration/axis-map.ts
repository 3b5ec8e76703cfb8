import type { Triple } from '../math.ts';

/** Where a component comes from: an axis of the tracker, or its opposite. */
export type SignedAxis = 'x' | 'y' | 'z' | '-x' | '-y' | '-z';
/** The corrected x, y, z in terms of the tracker's: ['x', 'y', '-z'] turns its third axis round. */
export type AxisMap = readonly [SignedAxis, SignedAxis, SignedAxis];

const orders = [
  ['x', 'y', 'z'],
  ['x', 'z', 'y'],
  ['y', 'x', 'z'],
  ['y', 'z', 'x'],
  ['z', 'x', 'y'],
  ['z', 'y', 'x'],
] as const;
const index = { x: 0, y: 1, z: 2, '-x': 0, '-y': 1, '-z': 2 } as const;
const signs = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) => [0, 1, 2].map((i) => (bits >> i) & 1));
const opposite = { x: '-x', y: '-y', z: '-z' } as const;

/** The 48 orders and signs of three axes: 24 turns and 24 mirrors. */
export const axisMaps: readonly AxisMap[] = orders.flatMap(([a, b, c]) =>
  signs.map(
    ([sa, sb, sc]): AxisMap => [sa ? opposite[a] : a, sb ? opposite[b] : b, sc ? opposite[c] : c],
  ),
);

export const mapPoint = (map: AxisMap, point: Readonly<Triple>): Triple => [
  component(map[0], point),
  component(map[1], point),
  component(map[2], point),
];

const component = (axis: SignedAxis, point: Readonly<Triple>): number =>
  axis.startsWith('-') ? -point[index[axis]] : point[index[axis]];

/** Whether the map changes handedness: its determinant is −1. */
export function isMirror(map: AxisMap): boolean {
  const [a, b, c] = map.map((axis) => index[axis]);
  const swaps = Number(a !== 0) + Number(b !== 1) + Number(c !== 2) === 2 ? 1 : 0;
  return (swaps + flips(map)) % 2 === 1;
}

const flips = (map: AxisMap): number => map.filter((axis) => axis.startsWith('-')).length;

/** How many of the three components are not the tracker's own. */
export const changes = (map: AxisMap): number =>
  map.filter((axis, i) => axis !== orders[0][i]).length;

/** What is wrong with the tracker's axes, as the beginning of a sentence. */
export function axisMapInWords(map: AxisMap): string {
  const moved = map.filter((axis, i) => index[axis] !== i);
  if (moved.length === 0 && flips(map) === 1) {
    const flipped = map.find((axis) => axis.startsWith('-')) ?? '-z';
    return `The tracker's ${axisName(flipped)} axis points the other way`;
  }
  if (moved.length === 2 && flips(map) === 0) {
    return `The tracker's ${moved.map(axisName).sort().join(' and ')} axes are exchanged`;
  }
  return "The tracker's axes come in another order or direction";
}

const axisName = (axis: SignedAxis): string => axis.replace('-', '').toUpperCase();

/** (x, y, −z), as it stands on the page. */
export const axisMapText = (map: AxisMap): string =>
  `(${map.map((axis) => axis.replace('-', '−')).join(', ')})`;
