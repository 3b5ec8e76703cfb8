import type { Triple } from '../math.ts';

export const signedAxes = ['x', 'y', 'z', '-x', '-y', '-z'] as const;
/** Where a component comes from: an axis of the tracker, or its opposite. */
export type SignedAxis = (typeof signedAxes)[number];
/** The corrected x, y, z in terms of the tracker's: ['x', 'y', '-z'] turns its third axis round. */
export type AxisMap = readonly [SignedAxis, SignedAxis, SignedAxis];

/** The tracker's axes are the house's. */
export const houseAxes: AxisMap = ['x', 'y', 'z'];

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
  isOpposite(axis) ? -point[index[axis]] : point[index[axis]];

export const isOpposite = (axis: SignedAxis): boolean => axis.startsWith('-');
/** 0, 1 or 2: which component of the tracker's an axis reads. */
export const axisIndex = (axis: SignedAxis): 0 | 1 | 2 => index[axis];

/** Whether each of x, y and z is read exactly once. */
export const isAxisMap = (axes: readonly SignedAxis[]): boolean =>
  new Set(axes.map(axisIndex)).size === 3;

export const isHouseAxes = (map: AxisMap): boolean => changes(map) === 0;

/** One map after another: `mapPoint(composeAxes(outer, inner), p)` is `mapPoint(outer, mapPoint(inner, p))`. */
export function composeAxes(outer: AxisMap, inner: AxisMap): AxisMap {
  const through = (axis: SignedAxis): SignedAxis => {
    const read = inner[index[axis]];
    return isOpposite(axis) ? turned(read) : read;
  };
  return [through(outer[0]), through(outer[1]), through(outer[2])];
}

/** The map that takes back what `map` did. */
export function invertAxes(map: AxisMap): AxisMap {
  const from = (i: 0 | 1 | 2): SignedAxis => {
    const at = map.findIndex((axis) => index[axis] === i);
    const axis = houseAxes[at] ?? 'x';
    return isOpposite(map[at] ?? 'x') ? turned(axis) : axis;
  };
  return [from(0), from(1), from(2)];
}

/** The map with one component read from another axis; whichever had that axis gets this one's in return. */
export function withAxis(map: AxisMap, place: 0 | 1 | 2, axis: SignedAxis): AxisMap {
  const before = map[place];
  const each = (i: 0 | 1 | 2): SignedAxis => {
    if (i === place) return axis;
    return index[map[i]] === index[axis] ? before : map[i];
  };
  return [each(0), each(1), each(2)];
}

const turned = (axis: SignedAxis): SignedAxis => {
  const plain = orders[0][index[axis]];
  return isOpposite(axis) ? plain : opposite[plain];
};

/** Whether the map changes handedness: its determinant is −1. */
export function isMirror(map: AxisMap): boolean {
  const [a, b, c] = map.map((axis) => index[axis]);
  const swaps = Number(a !== 0) + Number(b !== 1) + Number(c !== 2) === 2 ? 1 : 0;
  return (swaps + flips(map)) % 2 === 1;
}

const flips = (map: AxisMap): number => map.filter(isOpposite).length;

/** How many of the three components are not the tracker's own. */
export const changes = (map: AxisMap): number =>
  map.filter((axis, i) => axis !== orders[0][i]).length;

/** What is wrong with the tracker's axes, as the beginning of a sentence. */
export function axisMapInWords(map: AxisMap): string {
  if (isHouseAxes(map)) return "The tracker's axes are right as they come";
  const moved = map.filter((axis, i) => index[axis] !== i);
  if (moved.length === 0 && flips(map) === 1) {
    const flipped = map.find(isOpposite) ?? '-z';
    return `The tracker's ${axisName(flipped)} axis points the other way`;
  }
  if (moved.length === 2 && flips(map) === 0) {
    return `The tracker's ${moved.map(axisName).sort().join(' and ')} axes are exchanged`;
  }
  return "The tracker's axes come in another order or direction";
}

const axisName = (axis: SignedAxis): string => axis.replace('-', '').toUpperCase();

/** x, y, −z, as it stands on the page. */
export const axisMapText = (map: AxisMap): string => map.map(axisText).join(', ');
export const axisText = (axis: SignedAxis): string => axis.replace('-', '−');
