import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { plotCurve } from './plot.ts';
import { plotName, reportOf, withReport } from './report.ts';
import { curvesOf } from './report-curves.ts';
import { type BenchRun, benchRunSchema, jsonOfRun } from './report-run.ts';

const images = 'images/performance';

/** Keeps the run below `docs` and writes it into performance.md, with a plot for each growth curve. */
export function writeReport(docs: string, run: BenchRun): void {
  writeFileSync(join(docs, 'performance.json'), jsonOfRun(run));
  redrawReport(docs);
}

/** Writes page and plots again from the run that `docs` keeps. */
export function redrawReport(docs: string): void {
  const run = benchRunSchema.parse(
    JSON.parse(readFileSync(join(docs, 'performance.json'), 'utf8')),
  );
  const page = join(docs, 'performance.md');
  writeFileSync(page, withReport(readFileSync(page, 'utf8'), reportOf(run, images)));
  // A curve that is gone must not leave its plot behind.
  rmSync(join(docs, images), { recursive: true, force: true });
  mkdirSync(join(docs, images), { recursive: true });
  for (const curve of curvesOf(run.results)) {
    writeFileSync(join(docs, images, plotName(curve)), plotCurve(curve));
  }
}
