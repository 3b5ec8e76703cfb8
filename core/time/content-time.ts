/** How content time follows show time: a line through one anchor, or a standstill at it. */
export interface Timeline {
  playing: boolean;
  rate: number;
  anchorShowMs: number;
  anchorContentMs: number;
}

export const startTimeline = (showTimeMs: number): Timeline => ({
  playing: true,
  rate: 1,
  anchorShowMs: showTimeMs,
  anchorContentMs: 0,
});

/** Content time in ms at a show time; never below 0. */
export function contentTimeMs(timeline: Timeline, showTimeMs: number): number {
  if (!timeline.playing) return timeline.anchorContentMs;
  const elapsed = (showTimeMs - timeline.anchorShowMs) * timeline.rate;
  return Math.max(0, timeline.anchorContentMs + elapsed);
}

export type TimeAction = 'play' | 'pause' | 'seek' | 'rate';

/**
 * The timeline after an action at `showTimeMs`, without a jump unless it is a seek.
 * `value`: seconds for `seek`, factor for `rate`; not used otherwise.
 */
export function changeTimeline(
  timeline: Timeline,
  action: TimeAction,
  value: number,
  showTimeMs: number,
): Timeline {
  const now = contentTimeMs(timeline, showTimeMs);
  const held = { ...timeline, anchorShowMs: showTimeMs, anchorContentMs: now };
  if (action === 'seek') return { ...held, anchorContentMs: Math.max(0, value * 1000) };
  if (action === 'rate') return { ...held, rate: value };
  return { ...held, playing: action === 'play' };
}
