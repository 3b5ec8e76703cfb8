/** One axis of a plot: its ends, where it has marks, and how many digits those need. */
export interface PlotScale {
  from: number;
  to: number;
  ticks: readonly number[];
  digits: number;
}

const steps = [1, 2, 2.5, 5, 10];

/** Round marks, about `count` of them, from the first at or below all values to the last at or above. */
export function plotScale(values: readonly number[], count = 4): PlotScale {
  const [low, high] = ends(values.filter(Number.isFinite));
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (steps.find((each) => each * power >= rough * 0.999) ?? 10);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  const ticks = Array.from({ length: last - first + 1 }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  );
  const digits = Math.max(0, ...ticks.map(decimals));
  return { from: ticks[0] ?? low, to: ticks.at(-1) ?? high, ticks, digits };
}

/** A line that stays level needs room, too. */
function ends(values: readonly number[]): [number, number] {
  if (values.length === 0) return [0, 1];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const margin = Math.max(Math.abs(high) * 0.05, 1e-6);
  return high - low > margin * 1e-3 ? [low, high] : [low - margin, high + margin];
}

const decimals = (tick: number): number => String(tick).split('.')[1]?.length ?? 0;

/** Where a value lies on an axis, 0 to 1, held inside. */
export const scaleShare = ({ from, to }: PlotScale, value: number): number =>
  Math.min(1, Math.max(0, (value - from) / (to - from)));
