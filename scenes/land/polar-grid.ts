/**
 * The land is a polar grid around the stage. Rings grow with the distance, so that a cell
 * covers about the same angle everywhere and nothing pops or swims as a camera moves.
 */
export const segments = 576;
export const rings = 136;
/** Inside it the floor is flat. */
const innerRadiusM = 9;
const outerRadiusM = 16_000;

export const ringRadiusM = (ring: number): number =>
  innerRadiusM * (outerRadiusM / innerRadiusM) ** (ring / (rings - 1));

/** Angle from +X towards +Z. */
export const segmentAngle = (segment: number): number => (2 * Math.PI * segment) / segments;
