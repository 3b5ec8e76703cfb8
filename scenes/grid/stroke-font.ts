/**
 * Letters as strokes on a lattice 4 wide and 6 high, y up: drawn by us, so that every machine of a
 * stage shows the same ones whatever fonts it has.
 */
const strokes: Readonly<Record<string, string>> = {
  '0': '10 30 41 45 36 16 05 01 10',
  '1': '05 26 20|00 40',
  '2': '05 16 36 45 44 00 40',
  '3': '06 46 23 33 42 41 30 10 01',
  '4': '30 36 02 42',
  '5': '46 06 03 33 42 41 30 00',
  '6': '46 26 04 01 10 30 41 42 33 03',
  '7': '06 46 20',
  '8': '13 04 05 16 36 45 44 33 13 02 01 10 30 41 42 33',
  '9': '00 20 42 45 36 16 05 04 13 43',
  '-': '13 33',
  '+': '03 43|25 21',
  '.': '20 21',
  ',': '10 21',
  '°': '15 26 35 24 15',
  m: '00 04|03 14 23 20|23 34 43 40',
  L: '06 00 40',
  R: '00 06 36 45 44 33 03|23 40',
  x: '00 44|04 40',
  y: '04 22|44 00',
  z: '04 44 00 40',
};

export type StrokePoint = readonly [number, number];

/** Lines of a text, x from 0 to 6 per letter, y from 0 to 6; letters that are not known are gaps. */
export function textStrokes(text: string): StrokePoint[][] {
  const lines: StrokePoint[][] = [];
  [...text].forEach((letter, i) => {
    for (const stroke of (strokes[letter] ?? '').split('|')) {
      if (stroke === '') continue;
      lines.push(
        stroke.split(' ').map((point): StrokePoint => [6 * i + Number(point[0]), Number(point[1])]),
      );
    }
  });
  return lines;
}

/** Width of a text in the same units, without the gap after its last letter. */
export const textWidth = (text: string): number => 6 * text.length - 2;
