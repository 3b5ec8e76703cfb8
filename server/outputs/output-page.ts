import type { OutputReport } from '../../core/wire/events.ts';

/** One connected stage page, as the registry talks to it. */
export interface PageLink {
  /** Identity of the page across reconnections. */
  client: string;
  sameBuild: boolean;
  claimed(role: 'active' | 'spare'): void;
  capture(token: string): void;
}

/** What one page has said of itself. */
export class OutputPage {
  readonly link: PageLink;
  readonly claimedMs: number;
  report: OutputReport | undefined;
  reportedMs = Number.NEGATIVE_INFINITY;
  /** When a report first showed the frame that is its newest. */
  lastFrameMs = Number.NEGATIVE_INFINITY;
  prepared: readonly string[] = [];
  #previousWorstFrameMs = 0;

  /** `before`: the same page before its connection broke; it has not begun anew, and may hang. */
  constructor(link: PageLink, nowMs: number, before?: OutputPage) {
    this.link = link;
    this.claimedMs = before?.claimedMs ?? nowMs;
    if (!before) return;
    this.report = before.report;
    this.reportedMs = before.reportedMs;
    this.lastFrameMs = before.lastFrameMs;
    this.prepared = before.prepared;
  }

  takeReport(report: OutputReport, nowMs: number): void {
    if (report.k !== this.report?.k) this.lastFrameMs = nowMs;
    this.#previousWorstFrameMs = this.report?.worstFrameMs ?? 0;
    this.report = report;
    this.reportedMs = nowMs;
    this.prepared = report.prepared;
  }

  /** Over the last two reports, a second together. */
  get worstFrameMs(): number {
    return Math.max(this.report?.worstFrameMs ?? 0, this.#previousWorstFrameMs);
  }
}
