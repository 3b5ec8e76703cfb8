import type { BenchResult } from './bench.ts';
import { slopeText } from './plot.ts';
import { figure, goalText, peersText, verdict } from './print.ts';
import { type Curve, curvesOf, fitLine } from './report-curves.ts';
import type { BenchRun } from './report-run.ts';

/** Between these two the page is written by `npm run bench -- --doc`. */
export const markers = ['<!-- bench: begin -->', '<!-- bench: end -->'] as const;

/** The page with the generated part replaced. Throws when the markers are missing. */
export function withReport(page: string, report: string): string {
  const [begin, end] = markers;
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error(`The page needs the lines ${begin} and ${end}.`);
  return `${page.slice(0, from + begin.length)}\n\n${report.trim()}\n\n${page.slice(to)}`;
}

/** The generated part: machine, targets, growth. `images` is where the page finds the plots. */
export function reportOf(run: BenchRun, images: string): string {
  const steps = new Set(run.results.filter((result) => curvesOf([result]).length > 0));
  const targets = run.results.filter((result) => !steps.has(result));
  return [
    machineText(run),
    ...run.failures.map(({ id, error }) => `**${id} broke off:** ${cell(error)}`),
    targetTable(targets),
    notes(targets),
    ...growth(curvesOf(run.results), images),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function machineText({ machine, results }: BenchRun): string {
  const judged = results.filter(({ holds }) => holds !== null);
  const held = judged.filter(({ holds }) => holds);
  return [
    `Run of ${machine.date.slice(0, 10)}: **${held.length} of ${judged.length} targets hold.**`,
    `${machine.cores} cores of ${machine.cpu}, ${machine.memoryGiB} GiB, ${machine.platform}, Node ${machine.node};`,
    `seed ${machine.seed}, ${machine.rounds} rounds; a 1 ms timer was ${figure(machine.timerLateMsP95)} ms late at p95`,
    machine.isTooBusy ? '(**too busy: these figures mean little**).' : 'before the run.',
  ].join(' ');
}

const targetTable = (results: readonly BenchResult[]): string =>
  table(
    ['id', 'what', 'ours', 'beside it', 'ratio', 'goal', ''],
    results.map((result) => [
      result.id,
      result.what,
      `${figure(result.ours)} ${result.unit}${spreadText(result)}`,
      peersText(result),
      result.ratio === null ? '' : figure(result.ratio),
      goalText(result),
      result.holds === false ? '**missed**' : verdict(result),
    ]),
  );

const spreadText = ({ spread }: BenchResult): string =>
  spread && spread[0] !== spread[1] ? ` (${figure(spread[0])} to ${figure(spread[1])})` : '';

const notes = (results: readonly BenchResult[]): string =>
  results
    .filter(({ note }) => note)
    .map(({ id, note }) => `- ${id}: ${cell(note ?? '')}`)
    .join('\n');

/** For everything that grows: its plots, then the figures in one table. */
function growth(curves: readonly Curve[], images: string): string[] {
  const prefixes = [...new Set(curves.map(({ prefix }) => prefix))];
  return prefixes.flatMap((prefix) => {
    const group = curves.filter((curve) => curve.prefix === prefix);
    const plots = group.map((curve) => `![${altText(curve)}](${images}/${plotName(curve)})`);
    return [`### Growth over ${group[0]?.x}`, ...plots, growthTable(group)];
  });
}

function growthTable(group: readonly Curve[]): string {
  const steps = [...new Set(group.flatMap(({ points }) => points.map(({ x }) => x)))];
  const at = (curve: Curve, x: number) => curve.points.find((point) => point.x === x)?.y;
  return table(
    [group[0]?.x ?? '', ...group.map((curve) => `${curve.figure} (${curve.unit})`)],
    steps.map((x) => [String(x), ...group.map((curve) => figure(at(curve, x) ?? Number.NaN))]),
  );
}

const altText = (curve: Curve): string =>
  cell(`${curve.figure} over ${curve.x}: ${slopeText(curve, fitLine(curve.points))}`);

/** The file of a curve's plot, as in `gc-server-cpu.svg`. */
export const plotName = ({ prefix, figure }: Curve): string =>
  `${`${prefix}-${figure}`.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.svg`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  rows.length === 0
    ? ''
    : [head, head.map(() => '---'), ...rows]
        .map((cells) => `| ${cells.map(cell).join(' | ')} |`)
        .join('\n');

const cell = (words: string): string => words.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ');
