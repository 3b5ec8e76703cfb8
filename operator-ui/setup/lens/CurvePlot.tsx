import type { CurvePoint } from '../../../core/lens/curve.ts';
import { numberText } from '../../theme/readout.ts';
import './lens-plot.css';
import { type PlotScale, plotScale, scaleShare } from './plot-scale.ts';

interface Props {
  title: string;
  xLabel: string;
  yLabel: string;
  points: readonly CurvePoint[];
  /** The table's own readings. */
  nodes: readonly CurvePoint[];
  /** Where the ring stands now. */
  live: CurvePoint | undefined;
}

const [width, height] = [520, 250];
const [left, right, top, bottom] = [56, width - 24, 26, height - 44];

/** A line with axes, units, the table's readings, and where the lens stands. */
export function CurvePlot({ title, xLabel, yLabel, points, nodes, live }: Props) {
  const drawn = live ? [...points, live] : points;
  const xs = plotScale(drawn.map(({ x }) => x));
  const ys = plotScale(drawn.map(({ y }) => y));
  const across = (x: number) => left + scaleShare(xs, x) * (right - left);
  const up = (y: number) => bottom - scaleShare(ys, y) * (bottom - top);
  const line = points.map(({ x, y }) => `${across(x).toFixed(1)},${up(y).toFixed(1)}`).join(' ');
  return (
    <svg className="lens-plot" viewBox={`0 0 ${width} ${height}`} role="img">
      <title>{title}</title>
      {xs.ticks.map((x) => (
        <g key={x}>
          <path className="lens-grid" d={`M${across(x)} ${top}V${bottom}`} />
          <text x={across(x)} y={bottom + 17} textAnchor="middle">
            {tickText(x, xs)}
          </text>
        </g>
      ))}
      {ys.ticks.map((y) => (
        <g key={y}>
          <path className="lens-grid" d={`M${left} ${up(y)}H${right}`} />
          <text x={left - 6} y={up(y) + 4} textAnchor="end">
            {tickText(y, ys)}
          </text>
        </g>
      ))}
      <text className="lens-axis" x={right} y={height - 6} textAnchor="end">
        {xLabel}
      </text>
      <text className="lens-axis" x={4} y={14}>
        {yLabel}
      </text>
      <polyline points={line} />
      {nodes.map(({ x, y }) => (
        <circle key={x} cx={across(x)} cy={up(y)} r={4} />
      ))}
      {live && <LiveMark x={across(live.x)} y={up(live.y)} value={live.y} digits={ys.digits} />}
    </svg>
  );
}

const tickText = (tick: number, { digits }: PlotScale): string => numberText(tick, digits);

function LiveMark({ x, y, value, digits }: CurvePoint & { value: number; digits: number }) {
  return (
    <g className="lens-live">
      <path d={`M${x} ${top}V${bottom}`} />
      <circle cx={x} cy={y} r={6} />
      <text x={right} y={14} textAnchor="end">
        now {numberText(value, digits + 1)}
      </text>
    </g>
  );
}
