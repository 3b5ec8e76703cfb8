import type { Lamp } from '../../../core/control/control-event.ts';
import { type HidWrite, outputReport, padded } from '../hid-write.ts';
import type { XkeysSpec } from '../parsers/xkeys-products.ts';

/** Bytes of an output report, with the 0 that stands for "no id". */
const reportLength = 36;
const setLight = 0xb5;
const setAllLights = 0xb6;
const sendState = 0xb1;

type Colour = readonly [red: number, green: number, blue: number];
const off = 0;
const steady = 1;
const flashing = 2;

const colours: Record<Lamp['tally'], Colour> = {
  off: [0, 0, 0],
  next: [0, 255, 0],
  air: [255, 0, 0],
  on: [255, 120, 0],
};

/** All lights out, and a report of how everything stands, so that the first move is known as one. */
export const xkeysOpening: readonly HidWrite[] = [
  command(setAllLights, 0, 0),
  command(setAllLights, 1, 0),
  command(sendState),
];

/**
 * The reports that light button `n` of an X-keys panel for the control `button/n` (the bytes of
 * recordings of SuperFlyTV/xkeys). Panels with blue and red lights show `air` red, `next` blue and
 * `on` both; with one colour, `next` flashes and the others are steady; with RGB, red, green, amber.
 */
export function xkeysLights(spec: XkeysSpec, control: string, lamp: Lamp): HidWrite[] {
  const button = buttonOf(control);
  if (button < 1 || button > spec.columns * spec.rows) return [];
  const { tally } = lamp;
  switch (spec.light) {
    case 'none':
      return [];
    case 'two-colours': {
      const blue = ledOfMatrix(spec, button);
      return [
        light(blue, tally === 'next' || tally === 'on' ? steady : off),
        light(blue + (spec.redFrom ?? 0), tally === 'air' || tally === 'on' ? steady : off),
      ];
    }
    case 'stick':
      return [light(ledOfStick(spec, button), oneColour(tally))];
    case 'row':
      return [light(button - 1, oneColour(tally))];
    case 'rgb': {
      const [red, green, blue] = colours[tally];
      // The wire has green first; a last 1 would flash.
      return [command(setLight, ledOfMatrix(spec, button), green, red, blue, 0)];
    }
  }
}

const oneColour = (tally: Lamp['tally']): number =>
  tally === 'off' ? off : tally === 'next' ? flashing : steady;

const light = (led: number, state: number): HidWrite => command(setLight, led, state, 1);

function command(...bytes: number[]): HidWrite {
  return outputReport(padded(reportLength, 0, ...bytes));
}

/** LEDs are counted in columns of eight. */
const ledOfMatrix = ({ rows }: XkeysSpec, button: number): number =>
  Math.floor((button - 1) / rows) * 8 + ((button - 1) % rows);

/** On a stick the buttons stand in one row, and the LED numbers leave two out after each six. */
function ledOfStick({ columns, rows }: XkeysSpec, button: number): number {
  const column = Math.floor((button - 1) / rows);
  const place = ((button - 1) % rows) * columns + column;
  if (place > 11) return place + 4;
  return place > 5 ? place + 2 : place;
}

/** 0 for what is no button. */
function buttonOf(control: string): number {
  const [, digits] = /^button\/(\d{1,3})$/.exec(control) ?? [];
  return Number(digits ?? 0);
}
