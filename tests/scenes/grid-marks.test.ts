import { describe, expect, test } from 'vitest';
import { gridLight } from '../../scenes/grid/grid-light.ts';
import { headingText, planLabels, planPoles, planTargets } from '../../scenes/grid/marks.ts';
import { textStrokes, textWidth } from '../../scenes/grid/stroke-font.ts';

describe('the alignment grid', () => {
  test('headings count to the left and right of straight ahead', () => {
    expect([0, 15, 180, 270, 345].map(headingText)).toEqual(['0°', '15°L', '180°', '90°R', '15°R']);
  });

  test('every label stands at the distance that it states', () => {
    const distances = planLabels().filter(({ text }) => text.endsWith(' m'));
    expect(distances).toHaveLength(60);
    for (const { text, centre } of distances) {
      expect(Math.hypot(centre[0], centre[2])).toBeCloseTo(Number.parseInt(text, 10), 6);
    }
  });

  test('spheres stand at the coordinates that their labels give', () => {
    const texts = new Set(planLabels().map(({ text }) => text));
    for (const { centre } of planTargets()) expect(texts).toContain(centre.join(','));
  });

  test('the stage is kept free', () => {
    for (const { x, z } of planPoles()) expect(Math.hypot(x, z)).toBeGreaterThan(8);
    for (const { centre } of planTargets())
      expect(Math.hypot(centre[0], centre[2])).toBeGreaterThan(8);
  });

  test('the stroke font draws every letter that the labels use', () => {
    for (const letter of new Set(planLabels().flatMap(({ text }) => [...text]))) {
      if (letter !== ' ') expect(textStrokes(letter).length).toBeGreaterThan(0);
    }
    expect(textWidth('10 m')).toBe(22);
  });

  test('its light follows the brightness', () => {
    const [dim, bright] = [gridLight(0.1), gridLight(0.4)];
    expect((bright.harmonics[0] ?? 0) / (dim.harmonics[0] ?? 1)).toBeCloseTo(4, 6);
  });
});
