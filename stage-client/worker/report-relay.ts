import type { OutputReport } from '../../core/wire/events.ts';

/** A report that is this old comes from a page that hangs: it draws nothing meanwhile. */
const stalledMs = 1000;

/** The page's newest account of itself, told again and again while the page hangs. Pure. */
export class ReportRelay {
  #report: OutputReport | undefined;
  #atMs = Number.NEGATIVE_INFINITY;
  #prepared: string[] = [];

  get prepared(): string[] {
    return this.#prepared;
  }

  takeReport(report: OutputReport, nowMs: number): void {
    this.#report = report;
    this.#atMs = nowMs;
    this.#prepared = report.prepared;
  }

  takePrepared(keys: string[]): void {
    this.#prepared = keys;
  }

  /** What to say now; undefined before the first report. An old report takes back nothing that was prepared since. */
  now(nowMs: number): OutputReport | undefined {
    const report = this.#report;
    if (!report) return undefined;
    const fps = nowMs - this.#atMs > stalledMs ? 0 : report.fps;
    return { ...report, fps, prepared: this.#prepared };
  }
}
