/** What a hand adds to a camera, per axis. */
export interface Sway {
  metres(axis: number, tMs: number): number;
  degrees(axis: number, tMs: number): number;
}

/** Rates of a held camera and how far each turns it: breath, step, tremor (recipe of T7). */
const parts = [
  { hz: 1.7, degrees: 0.4, millimetres: 6 },
  { hz: 4.3, degrees: 0.12, millimetres: 1.2 },
  { hz: 9, degrees: 0.05, millimetres: 0.25 },
] as const;

/** A seeded sway of `strength` 0..1; rates and phases differ from axis to axis. */
export function handheld(random: () => number, strength: number): Sway {
  const waves = Array.from({ length: 6 }, () =>
    parts.map((part) => ({
      ...part,
      radPerMs: 2e-3 * Math.PI * part.hz * (0.92 + 0.16 * random()),
      phase: 2 * Math.PI * random(),
    })),
  );
  const sum = (axis: number, tMs: number, size: 'degrees' | 'millimetres'): number => {
    let value = 0;
    for (const wave of waves[axis] ?? []) {
      value += wave[size] * Math.sin(wave.radPerMs * tMs + wave.phase);
    }
    return strength * value;
  };
  return {
    metres: (axis, tMs) => sum(axis, tMs, 'millimetres') / 1000,
    degrees: (axis, tMs) => sum(axis + 3, tMs, 'degrees'),
  };
}
