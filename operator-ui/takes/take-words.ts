import type { EndReason } from '../../core/takes/take-header.ts';
import type { TakeLabel } from '../../core/takes/take-label.ts';
import type { TakeSummary } from '../../core/takes/take-summary.ts';
import { numberText } from '../theme/readout.ts';

/** A take as it is called out: scene and slate as on the board, then its number. */
export const takeName = ({ scene, slate, number }: Omit<TakeLabel, 'id'>): string =>
  `${scene} · ${slate} · take ${number}`;

/** A count with a thin space between thousands, so that six digits are read at a glance. */
export const countText = (count: number): string =>
  String(Math.floor(count)).replace(/\B(?=(\d{3})+$)/g, '\u2009');

const minutesOfADay = 24 * 60;
const bytesOfAGigabyte = 1024 ** 3;

/** How long the disk lasts; before the pace of a take is known, how much room it has. */
export function roomText(minutesLeft: number | null, freeBytes: number | null): string {
  if (minutesLeft !== null && minutesLeft >= minutesOfADay) return 'over 24 h';
  if (minutesLeft !== null) return `${countText(minutesLeft)} min`;
  return freeBytes === null ? '–' : `${numberText(freeBytes / bytesOfAGigabyte, 0)} GB`;
}

const endings: Record<EndReason, string> = {
  cut: '',
  'server-stopped': 'server stopped',
  'disk-full': 'disk full',
  'disk-failed': 'disk failed',
  'recorder-failed': 'recorder failed',
  interrupted: 'interrupted',
};

/** Everything about a take that somebody must look at before it is needed, each in two words. */
export function takeFaults(take: TakeSummary): string[] {
  const ending = take.state === 'rolling' ? '' : endings[take.state];
  return [
    ending,
    take.atRisk ? 'at risk' : '',
    take.lost > 0 ? `${countText(take.lost)} lost` : '',
    take.damagedBytes > 0 ? 'damaged file' : '',
  ].filter((words) => words !== '');
}
