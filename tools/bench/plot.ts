import { figure } from './print.ts';
import { type Curve, type CurvePoint, fitLine, type Line } from './report-curves.ts';

const [width, height] = [640, 360];
const frame = { left: 64, right: 620, top: 44, bottom: 304 };

/** Colours for a light page, and for a dark one where the viewer says so. */
const style = `
  text { font: 13px system-ui, sans-serif; fill: #1f2328; }
  .title { font-weight: 600; }
  .page { fill: #ffffff; }
  .grid { stroke: #d0d7de; }
  .fit { stroke: #bc4c00; stroke-dasharray: 6 4; }
  .spread { stroke: #0969da; stroke-width: 2; }
  .point { fill: #0969da; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; }
    .page { fill: #0d1117; }
    .grid { stroke: #30363d; }
    .fit { stroke: #f0883e; }
    .spread { stroke: #58a6ff; }
    .point { fill: #58a6ff; }
  }`;

interface Scale {
  ticks: number[];
  place(value: number): number;
}

/** A growth curve as SVG: every step with its spread, and the line of least squares with its slope. */
export function plotCurve(curve: Curve): string {
  const { points, x: what, figure: name, unit } = curve;
  const x = scale(
    points.map((point) => point.x),
    frame.left,
    frame.right,
  );
  const y = scale(
    points.map((point) => point.high),
    frame.bottom,
    frame.top,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img">
<title>${escaped(`${name} over ${what}`)}</title>
<style>${style}
</style>
<rect class="page" width="${width}" height="${height}" rx="6"/>
${[...gridAcross(y), ...gridUp(x), ...fitted(points, x, y), ...points.map((p) => dot(p, x, y))].join('\n')}
${text(frame.left, 26, `${name} (${unit})`, 'start', 'title')}
${text(frame.right, 26, slopeText(curve, fitLine(points)), 'end')}
${text((frame.left + frame.right) / 2, height - 12, what, 'middle')}
</svg>
`;
}

/** The slope in words, as in `0.31 % for each client`. */
export function slopeText({ unit, x }: Curve, { slope, r2 }: Line): string {
  const each = x.endsWith('s') ? x.slice(0, -1) : x;
  return `${figure(slope)} ${unit} for each ${each}, R² ${r2.toFixed(3)}`;
}

/** From zero to a round number above the greatest value, over pixels `from` to `to`. */
function scale(values: readonly number[], from: number, to: number): Scale {
  const most = Math.max(0, ...values.filter(Number.isFinite)) || 1;
  const spacing = roundSpacing(most / 5);
  const count = Math.ceil(most / spacing - 1e-9);
  return {
    ticks: Array.from({ length: count + 1 }, (_, i) => i * spacing),
    place: (value) => from + ((to - from) * value) / (count * spacing),
  };
}

/** The next of 1, 2 and 5 times a power of ten. */
export function roundSpacing(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= least * (1 - 1e-9));
  return (factor ?? 10) * power;
}

const gridAcross = ({ ticks, place }: Scale): string[] =>
  ticks.flatMap((tick) => [
    stroke('grid', frame.left, place(tick), frame.right, place(tick)),
    text(frame.left - 8, place(tick) + 4, figure(tick), 'end'),
  ]);

const gridUp = ({ ticks, place }: Scale): string[] =>
  ticks.flatMap((tick) => [
    stroke('grid', place(tick), frame.bottom, place(tick), frame.bottom + 5),
    text(place(tick), frame.bottom + 20, figure(tick), 'middle'),
  ]);

/** From the first step to the last: what lies beyond has not been measured. */
function fitted(points: readonly CurvePoint[], x: Scale, y: Scale): string[] {
  const { slope, offset } = fitLine(points);
  const [first, last] = [points[0], points.at(-1)];
  if (!Number.isFinite(slope) || !first || !last) return [];
  const at = (value: number) =>
    [x.place(value), y.place(Math.max(0, offset + slope * value))] as const;
  return [stroke('fit', ...at(first.x), ...at(last.x))];
}

function dot(point: CurvePoint, x: Scale, y: Scale): string {
  if (!Number.isFinite(point.y + point.low + point.high)) return '';
  const [px, py] = [x.place(point.x), y.place(point.y)];
  const spread = stroke('spread', px, y.place(point.low), px, y.place(point.high));
  return `${spread}<circle class="point" cx="${px.toFixed(1)}" cy="${py.toFixed(1)}" r="4"/>`;
}

const stroke = (name: string, x1: number, y1: number, x2: number, y2: number): string =>
  `<line class="${name}" x1="${x1.toFixed(1)}" y1="${y1.toFixed(1)}" x2="${x2.toFixed(1)}" y2="${y2.toFixed(1)}"/>`;

const text = (x: number, y: number, words: string, anchor: string, name = 'label'): string =>
  `<text class="${name}" x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}">${escaped(words)}</text>`;

const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
