/** Unit vector, stage axes: +X right, +Y up, −Z ahead. */
export type Direction = readonly [x: number, y: number, z: number];

/** The direction in which pixel (x, y) of a 360° × 180° picture lies: its middle column ahead (−Z), to the right +X. */
export function directionInPanorama(
  x: number,
  y: number,
  width: number,
  height: number,
): Direction {
  const azimuth = ((x + 0.5) / width - 0.5) * 2 * Math.PI;
  const polar = ((y + 0.5) / height) * Math.PI;
  const flat = Math.sin(polar);
  return [flat * Math.sin(azimuth), Math.cos(polar), -flat * Math.cos(azimuth)];
}
