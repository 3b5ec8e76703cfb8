import type { Output } from '../../core/show/stage-schema.ts';
import { frameAt, periodMs, type Rate } from '../../core/time/rate.ts';
import type { OutputReport, SwitchReport } from '../../core/wire/events.ts';
import type { OutputStatus } from '../../core/wire/status.ts';
import type { DisplayReport } from '../../core/wire/timing.ts';
import type { CountedOutput } from '../commands/take-readiness.ts';
import { OutputPage, type PageLink } from './output-page.ts';
import { outputStatus } from './output-status.ts';
import { silentFrameMs } from './window-alarms.ts';

export interface OutputRegistryOptions {
  nowMs: () => number;
  rate: () => Rate;
  outputs: () => readonly Output[];
  /** Told of every report of an active page that knows its display. */
  onDisplay?: (output: string, display: DisplayReport) => void;
}

/** A page that just came has this long to prepare anything before a take stops waiting for it. */
const startingMs = 10_000;
const keptSwitches = 100;
const mostRemembered = 64;
/** A page that draws fewer of the wall's frames has other troubles than latency. */
const keepingUp = 0.8;

/** Who draws which output: the first page is active, later ones are spares in order of arrival. */
export class OutputRegistry {
  readonly #options: OutputRegistryOptions;
  readonly #pages = new Map<string, OutputPage[]>();
  readonly #switches = new Map<string, SwitchReport[]>();
  readonly #listeners = new Set<() => void>();
  /** Pages whose connection went, by client: one that comes back is no new page. */
  readonly #gone = new Map<string, OutputPage>();

  constructor(options: OutputRegistryOptions) {
    this.#options = options;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A page claims an output. The same page coming back takes its own place again. */
  claim(output: string, link: PageLink): OutputPage {
    const pages = this.#pages.get(output) ?? [];
    const place = pages.findIndex((other) => other.link.client === link.client);
    const before = pages[place] ?? this.#gone.get(link.client);
    const page = new OutputPage(link, this.#options.nowMs(), before);
    this.#gone.delete(link.client);
    if (place >= 0) pages[place] = page;
    else pages.push(page);
    this.#pages.set(output, pages);
    link.claimed(pages[0] === page ? 'active' : 'spare');
    this.#changed();
    return page;
  }

  /** A page went; a spare takes its place. */
  release(output: string, page: OutputPage): void {
    const pages = this.#pages.get(output) ?? [];
    const wasActive = pages[0] === page;
    const rest = pages.filter((other) => other !== page);
    if (rest.length > 0) this.#pages.set(output, rest);
    else this.#pages.delete(output);
    this.#remember(page);
    if (wasActive) rest[0]?.link.claimed('active');
    this.#changed();
  }

  report(output: string, page: OutputPage, report: OutputReport): void {
    page.takeReport(report, this.#options.nowMs());
    const { display } = report;
    if (display && this.active(output) === page) this.#options.onDisplay?.(output, display);
    this.#changed();
  }

  prepared(page: OutputPage, keys: readonly string[]): void {
    page.prepared = keys;
    this.#changed();
  }

  switched(output: string, page: OutputPage, report: SwitchReport): void {
    if (this.active(output) !== page) return;
    const known = this.#switches.get(output) ?? [];
    this.#switches.set(output, [...known, report].slice(-keptSwitches));
  }

  /** The output's own accounts of its last transitions, oldest first. */
  switches(output: string): readonly SwitchReport[] {
    return this.#switches.get(output) ?? [];
  }

  active(output: string): OutputPage | undefined {
    return this.#pages.get(output)?.[0];
  }

  /** The outputs that a take waits for: connected, active, visible, drawing. */
  counted(): CountedOutput[] {
    return this.#options.outputs().flatMap(({ id }): CountedOutput[] => {
      const page = this.active(id);
      if (!page || !this.#counts(page)) return [];
      const { prepared, report, worstFrameMs } = page;
      const latencyMs = report?.latencyMs ?? 0;
      return [{ id, prepared, failed: report?.failed ?? [], latencyMs, worstFrameMs }];
    });
  }

  /**
   * How late the pages that keep up hand over their frames, ms: on average, since one pose serves them all, and
   * displays that run free lie up to a whole frame apart. 0 when there is none.
   */
  lateMs(): number {
    const { num, den } = this.#options.rate();
    const keepsUp = (fps: number) => fps >= (keepingUp * num) / den;
    let [sumMs, count] = [0, 0];
    for (const { id } of this.#options.outputs()) {
      const report = this.active(id)?.report;
      if (!report || !keepsUp(report.fps) || !Number.isFinite(report.latencyMs)) continue;
      sumMs += report.latencyMs;
      count += 1;
    }
    return count > 0 ? Math.max(0, sumMs / count) : 0;
  }

  statuses(): OutputStatus[] {
    const outputs = this.#options.outputs();
    const lags = outputs.map(({ id }) => this.#lagMs(this.active(id)));
    const least = Math.min(...lags.filter(Number.isFinite));
    return outputs.map((output, index) => {
      const skewMs = (lags[index] ?? Number.NaN) - least;
      return this.#status(output, Number.isFinite(skewMs) ? skewMs : 0);
    });
  }

  #counts(page: OutputPage): boolean {
    const now = this.#options.nowMs();
    if (page.report && !page.report.visible) return false;
    if (now - page.lastFrameMs <= silentFrameMs) return true;
    // Loading holds up its frames; to leave it out now would switch it to nothing.
    return page.prepared.length === 0 && now - page.claimedMs <= startingMs;
  }

  /** How far the page's newest frame was behind show time when it was reported, ms. */
  #lagMs(page: OutputPage | undefined): number {
    if (!page?.report || !this.#counts(page)) return Number.NaN;
    const rate = this.#options.rate();
    const expected = frameAt(page.reportedMs - page.report.latencyMs, rate);
    return (expected - page.report.k) * periodMs(rate);
  }

  #status(output: Output, skewMs: number): OutputStatus {
    const pages = this.#pages.get(output.id) ?? [];
    const nowMs = this.#options.nowMs();
    return outputStatus({ output, pages, skewMs, nowMs, wall: this.#options.rate() });
  }

  #remember(page: OutputPage): void {
    this.#gone.set(page.link.client, page);
    const [oldest] = this.#gone.keys();
    if (oldest !== undefined && this.#gone.size > mostRemembered) this.#gone.delete(oldest);
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
