import type { BackdropSpec } from '../../core/backdrops/backdrop-spec.ts';
import type { BackdropReport } from '../../core/wire/backdrop-report.ts';
import { placeNames } from '../../scenes/backdrop/manifest.ts';

/** What stands beside a backdrop's prompt. */
export function statusWords(report: BackdropReport): string {
  const { status, progress, waitsFor, count, variations, fault } = report;
  if (waitsFor) return `Waits for ${waitsFor}`;
  switch (status) {
    case 'queued':
      return 'Waits its turn';
    case 'running':
      return `${variations.length} of ${count} made · ${Math.round(100 * progress)} %`;
    case 'pending':
      return 'To be reviewed';
    case 'approved':
      return `Approved by ${approver(report)}`;
    case 'rejected':
      return 'Rejected';
    case 'failed':
      return fault ?? 'Failed';
    case 'cancelled':
      return 'Cancelled';
  }
}

/** Who said yes, without what tells two pages of one machine apart. */
const approver = ({ origin }: BackdropReport): string =>
  origin.approvedBy?.split(' ')[0] ?? 'somebody';

/** A solar hour as a clock shows it. */
export function clockText(hour: number): string {
  const minutes = Math.round(hour * 60) % 1440;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

const weatherWords = [
  ['rain', 'rain'],
  ['snowfall', 'snowfall'],
  ['fog', 'fog'],
  ['lightning', 'lightning'],
  ['clouds', 'clouds'],
  ['wetness', 'wet'],
  ['snowCover', 'lying snow'],
  ['neon', 'neon'],
] as const;
const noticeable = 0.3;

/** How a spec was understood: place, hour, and what there is a good deal of. */
export function specWords(spec: BackdropSpec): string {
  const weather = weatherWords.filter(([name]) => spec[name] >= noticeable).map(([, word]) => word);
  return [placeNames[spec.place], clockText(spec.hour), ...weather.slice(0, 4)].join(' · ');
}
