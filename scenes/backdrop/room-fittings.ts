import { createRandom } from '../random.ts';
import {
  type Pane,
  paneHalfHeightM,
  planPanes,
  type RoomBox,
  roomHalfM,
  roomHeightM,
  sillM,
} from './room-plan.ts';

const metalKind = 3;
const woodKind = 4;
const bookKind = 5;
const clothKind = 6;
const pictureKind = 7;
const shadeKind = 8;

/** A box before a wall: along it, up, and how far it stands out of it, metres. */
type Span = readonly [from: number, to: number];

function boxAt(
  { normal, right }: Pick<Pane, 'normal' | 'right'>,
  along: Span,
  up: Span,
  out: Span,
  kind: number,
  tone = 0,
  glow = 0,
): RoomBox {
  const at = (a: number, o: number): readonly [number, number] => [
    -normal[0] * (roomHalfM - o) + right[0] * a,
    -normal[2] * (roomHalfM - o) + right[2] * a,
  ];
  const [p, q] = [at(along[0], out[0]), at(along[1], out[1])];
  return {
    min: [Math.min(p[0], q[0]), up[0], Math.min(p[1], q[1])],
    max: [Math.max(p[0], q[0]), up[1], Math.max(p[1], q[1])],
    kind,
    tone,
    glow,
  };
}

/** Curtains drawn aside in folds, on a rod, and a radiator under the sill. */
function windowFittings(pane: Pane, tone: number, random: () => number): RoomBox[] {
  const middle = pane.centre[0] * pane.right[0] + pane.centre[2] * pane.right[2];
  const high = Math.min(roomHeightM - 0.2, sillM + 2 * paneHalfHeightM + 0.2);
  const boxes: RoomBox[] = [];
  for (const side of [-1, 1]) {
    let at = middle + side * (pane.halfWidthM - 0.08);
    const end = middle + side * (pane.halfWidthM + 0.5);
    for (let fold = 0; (end - at) * side > 0; fold++) {
      const width = 0.05 + 0.05 * random();
      const out = 0.06 + (fold % 2) * 0.05 + 0.02 * random();
      boxes.push(
        boxAt(pane, [at, at + side * width], [0.03, high], [0.04, 0.04 + out], clothKind, tone),
      );
      at += side * width;
    }
  }
  const rod = pane.halfWidthM + 0.65;
  boxes.push(
    boxAt(pane, [middle - rod, middle + rod], [high, high + 0.035], [0.08, 0.115], woodKind),
  );
  for (let at = -0.8; at < 0.8; at += 0.075) {
    boxes.push(
      boxAt(pane, [middle + at, middle + at + 0.05], [0.14, 0.62], [0.05, 0.14], metalKind),
    );
  }
  return boxes;
}

/** A picture in a frame between two windows. */
function picture(ahead: Pane, at: number, size: Span, tone: number): RoomBox[] {
  const [wide, high] = [size[0] / 2, size[1] / 2];
  const middle = 1.75;
  return [
    boxAt(
      ahead,
      [at - wide - 0.04, at + wide + 0.04],
      [middle - high - 0.04, middle + high + 0.04],
      [0, 0.03],
      woodKind,
    ),
    boxAt(
      ahead,
      [at - wide, at + wide],
      [middle - high, middle + high],
      [0.03, 0.036],
      pictureKind,
      tone,
    ),
  ];
}

/** A low chest with a lamp and what people leave on one. */
function chest(ahead: Pane, at: number, random: () => number): RoomBox[] {
  const boxes = [
    boxAt(ahead, [at - 0.72, at + 0.72], [0.12, 0.78], [0.04, 0.46], woodKind, 0.5),
    boxAt(ahead, [at - 0.76, at + 0.76], [0.78, 0.81], [0.02, 0.49], woodKind, 0.3),
  ];
  for (const side of [-1, 1]) {
    const foot = at + side * 0.66;
    boxes.push(boxAt(ahead, [foot - 0.03, foot + 0.03], [0, 0.12], [0.08, 0.42], woodKind));
    const leaf = at + side * 0.35;
    boxes.push(
      boxAt(ahead, [leaf - 0.33, leaf + 0.33], [0.16, 0.74], [0.46, 0.475], woodKind, 0.7),
    );
  }
  const lamp = at + (random() < 0.5 ? -0.42 : 0.42);
  boxes.push(
    boxAt(ahead, [lamp - 0.06, lamp + 0.06], [0.81, 1.05], [0.18, 0.3], bookKind, random()),
    boxAt(ahead, [lamp - 0.15, lamp + 0.15], [1.05, 1.33], [0.09, 0.39], shadeKind, 0, 1),
  );
  let book = at - 0.1;
  for (let i = 0; i < 5; i++) {
    const width = 0.03 + 0.03 * random();
    const high = 0.81 + 0.17 + 0.1 * random();
    boxes.push(boxAt(ahead, [book, book + width], [0.81, high], [0.12, 0.3], bookKind, random()));
    book += width + 0.002;
  }
  return boxes;
}

/** An armchair with its back to the wall. */
function armchair(ahead: Pane, at: number, tone: number): RoomBox[] {
  const part = (along: Span, up: Span, out: Span): RoomBox =>
    boxAt(ahead, [at + along[0], at + along[1]], up, out, clothKind, tone);
  return [
    part([-0.4, 0.4], [0.12, 0.44], [0.2, 0.86]),
    part([-0.38, 0.38], [0.42, 0.9], [0.2, 0.36]),
    part([-0.52, -0.38], [0.1, 0.62], [0.22, 0.86]),
    part([0.38, 0.52], [0.1, 0.62], [0.22, 0.86]),
  ];
}

/** What stands and hangs before the walls of the room: curtains, radiators, pictures, a chest with a lamp, an armchair. */
export function planFittings(seed: number): RoomBox[] {
  const random = createRandom(seed + 7850);
  const panes = planPanes(seed);
  const tone = random();
  const boxes = panes.flatMap((pane) => windowFittings(pane, tone, random));
  const ahead = panes[1];
  if (ahead === undefined) return boxes;
  const side = random() < 0.5 ? -1 : 1;
  boxes.push(
    ...picture(ahead, -2.95, [0.8, 0.6], random()),
    ...picture(ahead, 2.95, [0.55, 0.75], random()),
    ...chest(ahead, side * 2.95, random),
    ...armchair(ahead, -side * 2.95, fractOf(tone + 0.37)),
  );
  return boxes;
}

const fractOf = (value: number): number => value - Math.floor(value);
