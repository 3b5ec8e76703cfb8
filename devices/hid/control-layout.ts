/** A control with a position. */
export interface Level {
  name: string;
  /** It springs back to 0 when it is let go; its range is −1..1 then, else 0..1. */
  isCentred: boolean;
}

/** An endless wheel, and what the number in a report means. */
export interface Wheel {
  name: string;
  /**
   * `clicks`: each report adds its number. `held`: the number stays in every report until it is 0
   * again, and counts when it changes. `counter`: an 8-bit count that wraps.
   */
  counts: 'clicks' | 'held' | 'counter';
}

/** The names of a device's controls, in the order of a `HidReading`. */
export interface ControlLayout {
  keys: readonly string[];
  /** Controls that are tapped: pressed and let go within one report. */
  taps: readonly string[];
  levels: readonly Level[];
  wheels: readonly Wheel[];
}

export const layoutOf = (parts: Partial<ControlLayout>): ControlLayout => ({
  keys: [],
  taps: [],
  levels: [],
  wheels: [],
  ...parts,
});

/** `button/1`, `button/2`, … */
export const numbered = (kind: string, count: number, first = 1): string[] =>
  Array.from({ length: count }, (_, i) => `${kind}/${first + i}`);

export const centred = (name: string): Level => ({ name, isCentred: true });
