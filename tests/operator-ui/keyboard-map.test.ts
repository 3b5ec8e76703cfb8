import { describe, expect, test } from 'vitest';
import {
  actionFor,
  helpRows,
  isPanic,
  type Press,
} from '../../operator-ui/operator/keyboard-map.ts';
import { printedSeed, seededRandom } from '../support/random.ts';

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  repeat: false,
  ...more,
});

describe('the keyboard of the operator page', () => {
  test.each([
    ['1', {}, { kind: 'preview', index: 0 }],
    ['9', {}, { kind: 'preview', index: 8 }],
    ['0', {}, { kind: 'preview', index: 9 }],
    [' ', {}, { kind: 'take' }],
    ['Enter', {}, { kind: 'take' }],
    [' ', { shiftKey: true }, { kind: 'cut' }],
    ['Backspace', {}, { kind: 'goBack' }],
    ['b', {}, { kind: 'matchProgram' }],
    ['f', {}, { kind: 'freeze' }],
    ['F', {}, { kind: 'freeze' }],
    ['h', {}, { kind: 'holdTracking' }],
    ['i', {}, { kind: 'identify' }],
    ['Escape', {}, { kind: 'escape' }],
    ['z', { ctrlKey: true }, { kind: 'undo' }],
    ['Z', { ctrlKey: true, shiftKey: true }, { kind: 'redo' }],
    ['z', { metaKey: true }, { kind: 'undo' }],
    ['?', { shiftKey: true }, { kind: 'help' }],
  ] as const)('%j %j does %j', (key, modifiers, action) => {
    expect(actionFor(press(key, modifiers), 'nobody')).toEqual(action);
  });

  test('is off in a text field', () => {
    for (const key of [' ', 'f', '1', 'Escape']) {
      expect(actionFor(press(key), 'text')).toBeUndefined();
    }
  });

  test('ignores auto-repeat', () => {
    expect(actionFor(press(' ', { repeat: true }), 'nobody')).toBeUndefined();
  });

  test('leaves Space and Enter to a control that was reached with Tab', () => {
    expect(actionFor(press(' '), 'control')).toBeUndefined();
    expect(actionFor(press('Enter', { shiftKey: true }), 'control')).toBeUndefined();
    expect(actionFor(press('f'), 'control')).toEqual({ kind: 'freeze' });
  });

  test('leaves the browser’s own keys alone', () => {
    expect(actionFor(press('f', { ctrlKey: true }), 'nobody')).toBeUndefined();
    expect(actionFor(press('1', { altKey: true }), 'nobody')).toBeUndefined();
    expect(actionFor(press('Tab'), 'nobody')).toBeUndefined();
  });

  test('takes only with Space and Enter, whatever else is pressed', () => {
    const random = seededRandom(printedSeed('keyboard monkey'));
    const keys = [...'abcdefghijklmnopqrstuvwxyz0123456789?.,-+#', 'Backspace', 'Escape', 'Tab'];
    for (let i = 0; i < 10_000; i++) {
      const key = keys[Math.floor(random() * keys.length)] ?? 'a';
      const flags = { shiftKey: random() < 0.3, ctrlKey: random() < 0.3, altKey: random() < 0.1 };
      const kind = actionFor(press(key, flags), 'nobody')?.kind;
      expect(kind === 'take' || kind === 'cut', `${key} ${JSON.stringify(flags)}`).toBe(false);
    }
  });

  test('calls for the safe look on two presses of Escape within a second', () => {
    expect(isPanic(null, 500)).toBe(false);
    expect(isPanic(500, 1500)).toBe(true);
    expect(isPanic(500, 1501)).toBe(false);
  });

  test('is on the help sheet, every key once', () => {
    const keys = helpRows.flatMap((row) => row.keys);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toContain('Ctrl+Shift+Z');
  });
});
