import { describe, expect, it } from 'vitest';
import { declinationDeg, hourOfElevation, sunAt } from '../../../core/backdrops/sun.ts';

describe('the sun', () => {
  it('is at its furthest north and south at the solstices, and over the equator at the equinoxes', () => {
    expect(declinationDeg(172)).toBeCloseTo(23.45, 1);
    expect(declinationDeg(355)).toBeCloseTo(-23.45, 1);
    expect(Math.abs(declinationDeg(81))).toBeLessThan(0.5);
  });

  it('stands at noon at 90° less latitude plus declination, in the south', () => {
    const { elevationDeg, azimuthDeg } = sunAt(50, 172, 12);
    expect(elevationDeg).toBeCloseTo(63.45, 1);
    expect(azimuthDeg).toBeCloseTo(0, 9);
  });

  it('goes by the west in the afternoon, on both halves of the earth', () => {
    expect(sunAt(45, 81, 18).azimuthDeg).toBeCloseTo(90, 0);
    expect(sunAt(-45, 81, 18).azimuthDeg).toBeCloseTo(90, 0);
    expect(sunAt(-45, 81, 12).azimuthDeg).toBeCloseTo(0, 6);
  });

  it('is at an elevation at the hour that is found for it, or at the nearest there is', () => {
    for (const half of ['morning', 'evening'] as const) {
      for (const elevation of [-6, 0, 20]) {
        const hour = hourOfElevation(45, 115, elevation, half);
        expect(sunAt(45, 115, hour).elevationDeg).toBeCloseTo(elevation, 6);
        expect(hour < 12).toBe(half === 'morning');
      }
    }
    expect(hourOfElevation(75, 172, -6, 'evening')).toBe(0);
    expect(hourOfElevation(75, 355, 10, 'evening')).toBe(12);
  });
});
