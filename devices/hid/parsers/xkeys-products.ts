/** How the lights below the keys are addressed. */
export type XkeysLight = 'none' | 'two-colours' | 'stick' | 'row' | 'rgb';

/** One X-keys product; offsets are into an input report, whose byte 0 is the unit's id. */
export interface XkeysSpec {
  products: readonly number[];
  name: string;
  /** Bytes of buttons from 2 on, and how many bits of each are buttons. */
  columns: number;
  rows: number;
  light: XkeysLight;
  /** Where the red lights begin. */
  redFrom?: number;
  /** It has the program switch, which is button 0. */
  hasSwitch?: boolean;
  jog?: number;
  shuttle?: number;
  tbar?: number;
  /** First of three bytes: x, y, twist. */
  joystick?: number;
  /** Buttons that are not there, and whose bits mean something else. */
  holes?: readonly number[];
}

const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i);

/** Facts from SuperFlyTV/xkeys, `products.ts`; the light's kinds are its back light types. */
export const xkeysSpecs: readonly XkeysSpec[] = [
  {
    products: [1027, 1029],
    name: 'XK-24',
    columns: 4,
    rows: 6,
    light: 'two-colours',
    redFrom: 32,
    hasSwitch: true,
  },
  { products: [1404], name: 'XK-24 RGB', columns: 4, rows: 6, light: 'rgb', hasSwitch: true },
  { products: [1127, 1129], name: 'XK-4', columns: 4, rows: 1, light: 'stick', hasSwitch: true },
  { products: [1130, 1132], name: 'XK-8', columns: 4, rows: 2, light: 'stick', hasSwitch: true },
  {
    products: [1049, 1051, 1213, 1216],
    name: 'XK-16',
    columns: 4,
    rows: 4,
    light: 'stick',
    hasSwitch: true,
  },
  {
    products: [1062, 1064],
    name: 'XK-12 Jog & Shuttle',
    columns: 4,
    rows: 3,
    light: 'two-colours',
    redFrom: 32,
    hasSwitch: true,
    jog: 6,
    shuttle: 7,
  },
  {
    products: [1065, 1067],
    name: 'XK-12 Joystick',
    columns: 4,
    rows: 3,
    light: 'two-colours',
    redFrom: 32,
    hasSwitch: true,
    joystick: 6,
  },
  {
    products: [1114, 1116],
    name: 'XK-68 Jog & Shuttle',
    columns: 10,
    rows: 8,
    light: 'two-colours',
    redFrom: 80,
    hasSwitch: true,
    jog: 16,
    shuttle: 17,
    holes: [30, 31, 32, 38, 39, 40, 46, 47, 48, 54, 55, 56],
  },
  {
    products: [1117, 1119],
    name: 'XK-68 Joystick',
    columns: 10,
    rows: 8,
    light: 'two-colours',
    redFrom: 80,
    hasSwitch: true,
    joystick: 14,
    holes: [28, 29, 30, 36, 37, 38, 44, 45, 46, 52, 53, 54],
  },
  {
    products: [1279, 1282],
    name: 'XKR-32',
    columns: 4,
    rows: 8,
    light: 'two-colours',
    redFrom: 32,
  },
  {
    products: range(1355, 1361),
    name: 'XKE-40',
    columns: 5,
    rows: 8,
    light: 'row',
    hasSwitch: true,
  },
  {
    products: [1121, 1123, 1231, 1234],
    name: 'XK-60',
    columns: 10,
    rows: 8,
    light: 'two-colours',
    redFrom: 80,
    hasSwitch: true,
  },
  {
    products: [1089, 1091, 1217, 1220],
    name: 'XK-80',
    columns: 10,
    rows: 8,
    light: 'two-colours',
    redFrom: 80,
    hasSwitch: true,
  },
  {
    products: [1275, 1278],
    name: 'XKE-124 T-bar',
    columns: 16,
    rows: 8,
    light: 'two-colours',
    redFrom: 128,
    tbar: 28,
    holes: [109, 110, 111, 112],
  },
  {
    products: [1227, 1230],
    name: 'XKE-128',
    columns: 16,
    rows: 8,
    light: 'two-colours',
    redFrom: 128,
  },
  {
    products: range(1325, 1331),
    name: 'XKE-64 Jog T-bar',
    columns: 10,
    rows: 8,
    light: 'two-colours',
    redFrom: 80,
    jog: 18,
    shuttle: 19,
    tbar: 17,
    holes: [6, 7, 8, 14, 15, 16, 22, 23, 24, 30, 31, 32, 73, 74, 75],
  },
  {
    products: range(1316, 1322),
    name: 'XK-16 LCD',
    columns: 4,
    rows: 4,
    light: 'two-colours',
    redFrom: 32,
    hasSwitch: true,
  },
  {
    products: [1030, 1032],
    name: 'XK-128 Matrix',
    columns: 16,
    rows: 8,
    light: 'none',
    hasSwitch: true,
  },
  {
    products: [1080, 1082],
    name: 'XK-3 Foot Pedal',
    columns: 1,
    rows: 4,
    light: 'none',
    hasSwitch: true,
    holes: [1],
  },
  { products: [1192, 1195], name: 'XK-12 Switch Interface', columns: 2, rows: 8, light: 'none' },
  { products: [1365, 1366], name: 'X-blox XBK-4x6', columns: 4, rows: 6, light: 'none' },
  { products: range(1378, 1384), name: 'X-blox XBK-3x6', columns: 3, rows: 6, light: 'none' },
  { products: range(1496, 1502), name: 'X-blox XBK-16x6', columns: 16, rows: 6, light: 'none' },
  {
    products: range(1388, 1394),
    name: 'X-blox XBA-4x3 Jog & Shuttle',
    columns: 4,
    rows: 3,
    light: 'none',
    jog: 12,
    shuttle: 13,
  },
  {
    products: range(1396, 1402),
    name: 'X-blox XBA-3x6 T-bar',
    columns: 3,
    rows: 6,
    light: 'none',
    tbar: 9,
  },
];
