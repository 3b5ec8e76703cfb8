/** What a key can do. The help sheet is drawn from the same table. */
export type Action =
  | { kind: 'preview'; index: number }
  | { kind: 'take' }
  | { kind: 'cut' }
  | { kind: 'goBack' }
  | { kind: 'matchProgram' }
  | { kind: 'freeze' }
  | { kind: 'holdTracking' }
  | { kind: 'escape' }
  | { kind: 'identify' }
  | { kind: 'record' }
  | { kind: 'mark'; good: boolean }
  | { kind: 'undo' }
  | { kind: 'redo' }
  | { kind: 'help' };

interface Shortcut {
  keys: readonly string[];
  label: string;
  action: Action;
}

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'];

export const shortcuts: readonly Shortcut[] = [
  ...digits.map(
    (key, index): Shortcut => ({
      keys: [key],
      label: `Put environment ${index + 1} on preview`,
      action: { kind: 'preview', index },
    }),
  ),
  { keys: ['Space', 'Enter'], label: 'TAKE with the chosen fade', action: { kind: 'take' } },
  { keys: ['Shift+Space', 'Shift+Enter'], label: 'CUT', action: { kind: 'cut' } },
  {
    keys: ['Backspace'],
    label: 'Go back: what was on program before, to preview',
    action: { kind: 'goBack' },
  },
  { keys: ['B'], label: 'Bring what is on program to preview', action: { kind: 'matchProgram' } },
  { keys: ['F'], label: 'FREEZE on / off', action: { kind: 'freeze' } },
  {
    keys: ['H'],
    label: 'HOLD TRACKING of every camera on / off',
    action: { kind: 'holdTracking' },
  },
  {
    keys: ['Escape'],
    label: 'Close what is open; twice within a second: SAFE LOOK',
    action: { kind: 'escape' },
  },
  {
    keys: ['I'],
    label: 'IDENTIFY: every output shows its name',
    action: { kind: 'identify' },
  },
  {
    keys: ['R'],
    label: 'REC: rolls; held for a second, it cuts',
    action: { kind: 'record' },
  },
  {
    keys: ['G'],
    label: 'Mark the last take good; again: unmark it',
    action: { kind: 'mark', good: true },
  },
  {
    keys: ['N'],
    label: 'Mark the last take NG; again: unmark it',
    action: { kind: 'mark', good: false },
  },
  { keys: ['Ctrl+Z'], label: 'Undo', action: { kind: 'undo' } },
  { keys: ['Ctrl+Shift+Z', 'Ctrl+Y'], label: 'Redo', action: { kind: 'redo' } },
  { keys: ['?'], label: 'This sheet', action: { kind: 'help' } },
];

/** The rows of the help sheet: the ten digits are one. */
export const helpRows: readonly Omit<Shortcut, 'action'>[] = [
  { keys: ['1 … 9', '0'], label: 'Put environment 1 to 10 on preview' },
  ...shortcuts.filter(({ action }) => action.kind !== 'preview'),
];

const actionByKey = new Map(
  shortcuts.flatMap(({ keys, action }) => keys.map((key) => [key, action] as const)),
);

/** What of a keyboard event matters here. */
export interface Press {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  repeat: boolean;
}

/** Who has the keyboard: a text field, a control that was reached with Tab, or nobody. */
export type Focus = 'text' | 'control' | 'nobody';

function keyName(press: Press): string {
  const key = press.key === ' ' ? 'Space' : press.key;
  const name = key.length === 1 ? key.toUpperCase() : key;
  // Shift already shows in a printed character such as "?".
  const shift = press.shiftKey && (key.length > 1 || /[a-z]/i.test(key)) ? 'Shift+' : '';
  return `${press.ctrlKey || press.metaKey ? 'Ctrl+' : ''}${shift}${name}`;
}

/** The action of a key press. None in a text field, on auto-repeat, or when the focused control uses the key. */
export function actionFor(press: Press, focus: Focus): Action | undefined {
  if (press.repeat || press.altKey || focus === 'text') return undefined;
  const name = keyName(press);
  const usedByControl = /(Space|Enter)$/.test(name) || /^\d$/.test(name);
  if (focus === 'control' && usedByControl) return undefined;
  return actionByKey.get(name);
}

/** Whether letting go of this key lets go of REC: whatever else is held by then. */
export const isRecordKey = (key: string): boolean => key.toUpperCase() === 'R';

/** Two presses of Escape within this time are meant. */
const panicMs = 1000;

export const isPanic = (previousMs: number | null, nowMs: number): boolean =>
  previousMs !== null && nowMs - previousMs <= panicMs;
