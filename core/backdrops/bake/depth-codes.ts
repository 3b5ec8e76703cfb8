/** A depth map as codes: inverse distance, white (65535) at `nearM`, black at `farM` and beyond. */
export interface DepthCodes {
  codes: Uint16Array;
  nearM: number;
  farM: number;
}

const leastNearM = 0.1;
const mostFarM = 10_000;
/** Nearer than all but so many of the pixels: one blade of grass at the eye does not cost the rest its precision. */
const nearShare = 0.001;

/**
 * Codes of distances from the eye in metres, `Infinity` for what has none: (1/z − 1/far) / (1/near − 1/far), as
 * disparity maps are written for 2.5D (white is near). Near and far follow from the picture.
 */
export function depthCodes(distancesM: Float32Array): DepthCodes {
  const sorted = distancesM.filter((z) => Number.isFinite(z) && z > 0).sort();
  const nearest = sorted[Math.floor(sorted.length * nearShare)] ?? 1;
  const nearM = Math.max(leastNearM, nearest);
  const farM = Math.min(mostFarM, Math.max(2 * nearM, sorted.at(-1) ?? mostFarM));
  const [white, black] = [1 / nearM, 1 / farM];
  const codes = Uint16Array.from(distancesM, (z) => {
    const share = (1 / z - black) / (white - black);
    return Math.round(65_535 * Math.min(1, Math.max(0, share)));
  });
  return { codes, nearM, farM };
}

/** The distance that a code stands for, metres: at black `farM`. */
export const distanceOfCode = (code: number, nearM: number, farM: number): number =>
  1 / ((code / 65_535) * (1 / nearM - 1 / farM) + 1 / farM);
