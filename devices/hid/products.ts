import type { Lamp } from '../../core/control/control-event.ts';
import type { ControlLayout } from './control-layout.ts';
import type { HidWrite } from './hid-write.ts';
import type { EncodeJpeg } from './lights/jpeg-aside.ts';
import { spaceMouseLed } from './lights/spacemouse-led.ts';
import { streamDeckBrightness, streamDeckLights } from './lights/streamdeck-lights.ts';
import { xkeysLights, xkeysOpening } from './lights/xkeys-lights.ts';
import { parseDualSense } from './parsers/dualsense.ts';
import { padLayout } from './parsers/pad.ts';
import { parseShuttle, shuttleLayout, shuttleSpecs } from './parsers/shuttle.ts';
import { parseSpaceMouse, spaceMouseLayout } from './parsers/spacemouse.ts';
import { parseStreamDeck, streamDeckLayout } from './parsers/streamdeck.ts';
import { streamDeckSpecs } from './parsers/streamdeck-models.ts';
import { parseXbox } from './parsers/xbox.ts';
import { parseXkeys, xkeysLayout } from './parsers/xkeys.ts';
import { xkeysSpecs } from './parsers/xkeys-products.ts';
import type { HidReading, ReportFault } from './reading.ts';

export const familyNames = [
  'spacemouse',
  'dualsense',
  'xbox',
  'shuttle',
  'xkeys',
  'streamdeck',
] as const;
export type FamilyName = (typeof familyNames)[number];

/** What is known about one vendor and product: its controls, its reports and its lights. */
export interface HidProduct {
  family: FamilyName;
  name: string;
  layout: ControlLayout;
  /** Its readings carry a velocity, so it can drive a camera. */
  hasVelocity: boolean;
  /** It sends reports for as long as an axis is deflected, so that silence means rest. */
  repeats?: boolean;
  /** HID usage (page, usage) of the interface that sends the reports; absent: interface 0. */
  usage?: readonly [page: number, usage: number];
  /** Fills a cleared reading from one report, with its id where the device has ids. */
  parse: (report: Uint8Array, reading: HidReading) => ReportFault | undefined;
  /** What the device is told first. */
  opening: readonly HidWrite[];
  /** The reports that show a lamp on a control: none where there is no light, `undefined`: later. */
  lights: (
    control: string,
    lamp: Lamp,
    encodeJpeg: EncodeJpeg,
  ) => HidWrite[] | Promise<HidWrite[] | undefined>;
}

const vendors = {
  logitech: 0x046d,
  threeDconnexion: 0x256f,
  sony: 0x054c,
  microsoft: 0x045e,
  contour: 0x0b33,
  piEngineering: 0x05f3,
  elgato: 0x0fd9,
};

const multiAxis = [0x01, 0x08] as const;
const gamePad = [0x01, 0x05] as const;
const keyBrightness = 70;

/** SpacePilot and SpaceNavigator era, sold under Logitech's number. */
const logitechPucks = new Set([0xc625, 0xc626, 0xc627, 0xc628, 0xc629, 0xc62b]);
const threeDconnexionPucks = new Set([
  0xc62e, 0xc62f, 0xc631, 0xc632, 0xc633, 0xc635, 0xc636, 0xc638, 0xc63a, 0xc641, 0xc652,
]);

const spaceMouse: HidProduct = {
  family: 'spacemouse',
  name: 'SpaceMouse',
  layout: spaceMouseLayout,
  hasVelocity: true,
  repeats: true,
  usage: multiAxis,
  parse: parseSpaceMouse,
  opening: [],
  lights: spaceMouseLed,
};

const pad = {
  layout: padLayout,
  hasVelocity: true,
  usage: gamePad,
  opening: [],
  lights: () => [],
};
const dualSense: HidProduct = {
  ...pad,
  family: 'dualsense',
  name: 'DualSense',
  parse: parseDualSense,
};
const xbox: HidProduct = { ...pad, family: 'xbox', name: 'Xbox controller', parse: parseXbox };

/** Vendor · 65536 + product to what is known about it. */
const known = new Map<number, HidProduct>();
const keyOf = (vendor: number, product: number): number => vendor * 65536 + product;
const add = (vendor: number, products: Iterable<number>, what: HidProduct): void => {
  for (const product of products) known.set(keyOf(vendor, product), what);
};

add(vendors.logitech, logitechPucks, spaceMouse);
add(vendors.threeDconnexion, threeDconnexionPucks, spaceMouse);
add(vendors.sony, [0x0ce6], dualSense);
add(vendors.microsoft, [0x02fd, 0x0b05, 0x0b13], xbox);
for (const [product, spec] of shuttleSpecs) {
  add(vendors.contour, [product], {
    family: 'shuttle',
    name: 'Shuttle',
    layout: shuttleLayout(spec),
    hasVelocity: false,
    parse: (report, reading) => parseShuttle(spec, report, reading),
    opening: [],
    lights: () => [],
  });
}
for (const spec of xkeysSpecs) {
  add(vendors.piEngineering, spec.products, {
    family: 'xkeys',
    name: spec.name,
    layout: xkeysLayout(spec),
    hasVelocity: false,
    parse: (report, reading) => parseXkeys(spec, report, reading),
    opening: xkeysOpening,
    lights: (control, lamp) => xkeysLights(spec, control, lamp),
  });
}
for (const spec of streamDeckSpecs) {
  add(vendors.elgato, spec.products, {
    family: 'streamdeck',
    name: spec.name,
    layout: streamDeckLayout(spec),
    hasVelocity: false,
    parse: (report, reading) => parseStreamDeck(spec, report, reading),
    opening: spec.picture ? [streamDeckBrightness(spec, keyBrightness)] : [],
    lights: (control, lamp, encodeJpeg) => streamDeckLights(spec, control, lamp, encodeJpeg),
  });
}

/**
 * What is known about a device by USB vendor and product, or `undefined`. 3Dconnexion devices that
 * are not listed count as pucks when their usage is a multi-axis controller: mice do not have it.
 */
export function hidProduct(
  vendor: number,
  product: number,
  usagePage = 0,
  usage = 0,
): HidProduct | undefined {
  const found = known.get(keyOf(vendor, product));
  if (found) return found;
  const isPuck =
    vendor === vendors.threeDconnexion && usagePage === multiAxis[0] && usage === multiAxis[1];
  return isPuck ? spaceMouse : undefined;
}

/** One product of a family, for reports that come from no open device. */
export function anyOfFamily(family: FamilyName): HidProduct | undefined {
  return [...known.values()].find((product) => product.family === family);
}
