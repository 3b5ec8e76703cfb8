import { ringRadiusM, rings, segments } from './polar-grid.ts';

/**
 * Cast shadows without a shadow map: each vertex knows, for sixteen azimuths, how high the land rises
 * before it (Max 1988, "Horizon mapping"). The same shadow for every camera and every hour, for free.
 */
export const horizonAzimuths = 16;
/** Sine of the elevation that the byte 255 stands for. */
export const horizonRange = 0.6;

const walkSteps = 20;
const growth = 1.38;

/**
 * On a polar grid whose rings grow by a constant factor, a walk away from a vertex takes the same
 * grid steps wherever it starts; only the angle between the walk and the vertex counts.
 */
export interface HorizonWalk {
  ringOffset: Float32Array;
  segmentOffset: Float32Array;
  /** Distance walked, in units of the vertex's radius. */
  distance: Float32Array;
}

export function horizonWalk(): HorizonWalk {
  const size = segments * walkSteps;
  const walk: HorizonWalk = {
    ringOffset: new Float32Array(size),
    segmentOffset: new Float32Array(size),
    distance: new Float32Array(walkSteps),
  };
  const ratio = ringRadiusM(1) / ringRadiusM(0);
  for (let relative = 0; relative < segments; relative++) {
    const angle = (2 * Math.PI * relative) / segments;
    for (let step = 0; step < walkSteps; step++) {
      const distance = (ratio - 1) * 1.2 * growth ** step;
      const [x, y] = [1 + distance * Math.cos(angle), distance * Math.sin(angle)];
      walk.ringOffset[relative * walkSteps + step] = Math.log(Math.hypot(x, y)) / Math.log(ratio);
      walk.segmentOffset[relative * walkSteps + step] =
        (Math.atan2(y, x) * segments) / (2 * Math.PI);
      walk.distance[step] = distance;
    }
  }
  return walk;
}

/** Bilinear height; this runs some twenty million times while a land loads. */
function heightAt(heights: Float32Array, ring: number, segment: number): number {
  const r = Math.max(0, Math.min(rings - 1.001, ring));
  const s = segment < 0 ? segment + segments : segment >= segments ? segment - segments : segment;
  const r0 = r | 0;
  const s0 = s | 0;
  const s1 = s0 + 1 === segments ? 0 : s0 + 1;
  const fs = s - s0;
  const at = r0 * segments;
  const nearLeft = heights[at + s0] ?? 0;
  const farLeft = heights[at + segments + s0] ?? 0;
  const near = nearLeft + ((heights[at + s1] ?? 0) - nearLeft) * fs;
  const far = farLeft + ((heights[at + segments + s1] ?? 0) - farLeft) * fs;
  return near + (far - near) * (r - r0);
}

/** Writes sixteen horizon elevations of one vertex as bytes; azimuth k is at angle 2πk/16 from +X to +Z. */
export function horizonOf(
  out: Uint8Array,
  at: number,
  heights: Float32Array,
  ring: number,
  segment: number,
  walk: HorizonWalk,
): void {
  const radius = ringRadiusM(ring);
  const here = heights[ring * segments + segment] ?? 0;
  for (let azimuth = 0; azimuth < horizonAzimuths; azimuth++) {
    const relative = ((azimuth * segments) / horizonAzimuths - segment + segments) % segments;
    let steepest = 0;
    for (let step = 0; step < walkSteps; step++) {
      const entry = relative * walkSteps + step;
      const height = heightAt(
        heights,
        ring + (walk.ringOffset[entry] ?? 0),
        segment + (walk.segmentOffset[entry] ?? 0),
      );
      const slope = (height - here) / (radius * (walk.distance[step] ?? 1));
      if (slope > steepest) steepest = slope;
    }
    const sine = steepest / Math.sqrt(1 + steepest * steepest);
    out[at + azimuth] = Math.min(255, Math.round((sine / horizonRange) * 255));
  }
}

/** Weights of the sixteen azimuths for one lamp: linear between the two nearest. */
export function horizonWeights(out: number[], lampX: number, lampZ: number): number[] {
  const turn = (Math.atan2(lampZ, lampX) / (2 * Math.PI)) * horizonAzimuths;
  const from = Math.floor(turn);
  const fraction = turn - from;
  out.fill(0);
  out[(from + horizonAzimuths) % horizonAzimuths] = 1 - fraction;
  out[(from + 1 + horizonAzimuths) % horizonAzimuths] = fraction;
  return out;
}
