/** Columns and rows of a glyph. */
export const glyphWidth = 5;
export const glyphHeight = 7;

/** Each glyph is seven rows from the top, one digit to base 32 for each: its bits are the pixels. */
const glyphs: Readonly<Record<string, string>> = {
  ' ': '0000000',
  A: 'ehhvhhh',
  B: 'uhhuhhu',
  C: 'ehggghe',
  D: 'uhhhhhu',
  E: 'vgguggv',
  F: 'vgguggg',
  G: 'ehgnhhf',
  H: 'hhhvhhh',
  I: 'e44444e',
  J: '72222ic',
  K: 'hikokih',
  L: 'ggggggv',
  M: 'hrllhhh',
  N: 'hhpljhh',
  O: 'ehhhhhe',
  P: 'uhhuggg',
  Q: 'ehhhlid',
  R: 'uhhukih',
  S: 'fgge11u',
  T: 'v444444',
  U: 'hhhhhhe',
  V: 'hhhhha4',
  W: 'hhhllla',
  X: 'hha4ahh',
  Y: 'hhha444',
  Z: 'v1248gv',
  '0': 'ehjlphe',
  '1': '4c4444e',
  '2': 'eh1248v',
  '3': 'v2421he',
  '4': '26aiv22',
  '5': 'vgu11he',
  '6': '68guhhe',
  '7': 'v124888',
  '8': 'ehhehhe',
  '9': 'ehhf12c',
  '-': '000e000',
  '.': '00000cc',
  ',': '0000c48',
  ':': '0cc0cc0',
  '/': '01248g0',
  '+': '044v440',
  _: '000000v',
  '#': 'aavavaa',
  '!': '4444404',
  '?': 'eh12404',
  '%': 'op248j3',
  '(': '2488842',
  ')': '8422248',
  "'": '4480000',
  '&': 'cik8lid',
};

/** What stands for a character that the table lacks: a box. */
const unknown = 'vhhhhhv';

/** Text as this font can show it: capitals, without accents. */
export const showable = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toUpperCase();

/** Whether the pixel of a glyph is set; `x` from the left, `y` from the top. */
export function isInk(character: string, x: number, y: number): boolean {
  const row = Number.parseInt((glyphs[character] ?? unknown)[y] ?? '0', 32);
  return ((row >> (glyphWidth - 1 - x)) & 1) === 1;
}
