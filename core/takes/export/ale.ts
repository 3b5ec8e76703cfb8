import { rateName } from '../../time/rate.ts';
import type { TakeSummary } from '../take-summary.ts';

const columns = [
  'Name',
  'Tracks',
  'Start',
  'End',
  'Scene',
  'Slate',
  'Take',
  'Good',
  'Comments',
  'Cameras',
  'State',
] as const;

/**
 * Takes as an Avid log (ALE): a heading, the columns, a line a take, all parted by tabs. `End` is the
 * frame after the last. A file has one rate: takes of another timecode rate are left out; `rateOf`
 * says which it is.
 */
export function aleText(takes: readonly TakeSummary[]): string {
  const rate = aleRate(takes);
  const fitting = takes.filter(({ timecodeRate }) => rateName(timecodeRate) === rate);
  const heading = [
    ['FIELD_DELIM', 'TABS'],
    ['VIDEO_FORMAT', '1080'],
    ['AUDIO_FORMAT', '48khz'],
    ['FPS', rate],
  ];
  return [
    'Heading',
    ...heading.map((pair) => pair.join('\t')),
    '',
    'Column',
    columns.join('\t'),
    '',
    'Data',
    ...fitting.map((take) => fieldsOf(take).map(oneLine).join('\t')),
    '',
  ].join('\n');
}

/** The timecode rate of a log: that of its first take. */
const aleRate = ([first]: readonly TakeSummary[]): string =>
  rateName(first?.timecodeRate ?? { num: 24, den: 1 });

const fieldsOf = (take: TakeSummary): string[] => [
  take.id,
  'V',
  take.startTimecode,
  take.endTimecode,
  take.scene,
  take.slate,
  String(take.number),
  take.good === null ? '' : take.good ? 'Yes' : 'No',
  take.note,
  take.cameras.join(' '),
  take.atRisk ? `${take.state}, at risk` : take.state,
];

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
