/** What a hand, a desk or a lighting console did with one control of one device. */
export interface ControlEvent {
  /** The control's name on its device, such as `note/1/60`, `cc/1/7`, `button/3` or `slot/1/12`. */
  control: string;
  /**
   * `press` and `release` of a key (value 1 and 0, or how hard 0..1), `level` of a fader
   * (0..1; −1..1 of what springs back to its centre),
   * `step` of an endless wheel (± clicks since the last event).
   */
  kind: 'press' | 'release' | 'level' | 'step';
  value: number;
}

/** What a control that can light up or move should show. */
export interface Lamp {
  /** `air`: on program, tally red. `next`: on preview, green. `on`: an inhibit or switch is on. */
  tally: 'off' | 'next' | 'air' | 'on';
  /** Where a fader, motor or ring stands, 0..1; null for a key. */
  level: number | null;
  /** What a key with a picture says. */
  label: string;
}
