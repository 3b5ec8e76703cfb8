/** What draws a page's frames: Cyclorama's frame packets or newest samples, or one of its peers. */
export const contenders = ['frames', 'samples', 'naive', 'careful', 'barrier'] as const;
export type Contender = (typeof contenders)[number];

/** What a bench page is opened for: the query of its address. */
export type PageTask =
  /** `peers`: where the sockets of the peers' clocks are. */
  | { measures: 'clock'; peers: string }
  /** `slowMs`: how much longer every frame takes, as on a machine that is too slow. */
  | { measures: 'frames'; draws: Contender; output: string; slowMs: number };

export const queryOf = (task: PageTask): string =>
  new URLSearchParams(
    Object.entries(task).map(([name, value]): [string, string] => [name, `${value}`]),
  ).toString();

export function taskOf(query: string): PageTask {
  const asked = new URLSearchParams(query);
  if (asked.get('measures') === 'clock') {
    return { measures: 'clock', peers: asked.get('peers') ?? '' };
  }
  const draws = contenders.find((name) => name === asked.get('draws'));
  if (!draws) throw new Error(`There is no contender "${asked.get('draws')}".`);
  const [output, slowMs] = [asked.get('output') ?? '', Number(asked.get('slowMs'))];
  return { measures: 'frames', draws, output, slowMs };
}

/** Where a tracker numbers its packets instead of moving, packet n stands at x = n / 1024 m: exact in a float. */
export const stampsPerMetre = 1024;

/** One frame as it was read back from the canvas. Times are local to the page, ms since 1970. */
export interface DrawnFrame {
  k: number;
  /** Of all bits of the pose. */
  hash: number;
  /** The tracker's packet, where the pose carries its number. */
  stamp: number;
  refreshMs: number;
  /** When its pixels had been read back. */
  shownMs: number;
  /** How long after the time of frame k that was; null where frames have no time. */
  lateMs: number | null;
  /** x, y, z in metres, then the quaternion x, y, z, w. */
  pose: number[];
}

export const clockNames = ['ours', 'mean', 'timesync', '@ircam/sync'] as const;
export type ClockName = (typeof clockNames)[number];

/** Server clock minus local clock by each estimator, at a local time; ms, NaN while one knows nothing. */
export interface ClockReading {
  localMs: number;
  offsetMs: Record<ClockName, number>;
}

/** What a bench page answers: everything since it was last asked. */
export interface BenchPage {
  takeFrames(): DrawnFrame[];
  takeReadings(): ClockReading[];
}
