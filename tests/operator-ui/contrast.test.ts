import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = join(import.meta.dirname, '../../operator-ui');
const styles = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.css'))
  .map((name) => ({ name, css: readFileSync(join(folder, name), 'utf8') }));
const tokensCss = styles.find(({ name }) => name.endsWith('tokens.css'))?.css ?? '';
const tokens = new Map(
  [...tokensCss.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex]),
);

/** Relative luminance, WCAG 2.2. */
function luminance(token: string): number {
  const hex = tokens.get(token);
  if (!hex) throw new Error(`no colour --${token}`);
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const surfaces = ['page', 'panel', 'control', 'well'];

test.each(
  ['ink', 'ink-soft', 'ink-faint', 'fault'].flatMap((ink) =>
    surfaces.map((surface) => [ink, surface] as const),
  ),
)('--%s is legible on --%s', (ink, surface) => {
  expect(contrast(ink, surface)).toBeGreaterThanOrEqual(4.5);
});

test.each([
  ['ink', 'pressed'],
  ['ink', 'chosen'],
  ['ink-soft', 'pressed'],
  ['ink-on-light', 'take'],
  ['ink-on-program', 'program-fill'],
  ['ink-on-preview', 'preview'],
  ['ink-on-fault', 'fault'],
  ['fault', 'ink-on-fault'],
  ['ink', 'fault-deep'],
  ['fault', 'fault-deep'],
])('--%s is legible on --%s', (ink, surface) => {
  expect(contrast(ink, surface)).toBeGreaterThanOrEqual(4.5);
});

test.each(
  ['edge', 'program', 'preview', 'fault', 'focus'].flatMap((edge) =>
    ['page', 'panel', 'control'].map((surface) => [edge, surface] as const),
  ),
)('an edge in --%s is seen on --%s', (edge, surface) => {
  expect(contrast(edge, surface)).toBeGreaterThanOrEqual(3);
});

test('red stands for PROGRAM and for nothing else', () => {
  const rules = styles.flatMap(({ name, css }) =>
    [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, selector = '', body = '']) => ({
      name,
      selector: selector.trim(),
      body,
    })),
  );
  const red = rules.filter(
    ({ name, body }) => !name.endsWith('tokens.css') && body.includes('var(--program'),
  );
  expect(red.length).toBeGreaterThan(2);
  for (const { selector } of red) expect(selector).toMatch(/program/);
});

test('no colour but black and white stands outside the tokens', () => {
  for (const { name, css } of styles.filter((style) => !style.name.endsWith('tokens.css'))) {
    const stray = (css.match(/#[0-9a-f]{3,8}\b/gi) ?? []).filter(
      (hex) => !/^#(000|fff)[0-9a-f]?$/i.test(hex),
    );
    expect(stray, name).toEqual([]);
  }
});
