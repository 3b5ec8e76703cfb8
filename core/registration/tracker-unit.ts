import { fitPoints, type PointPair } from './point-fit.ts';
import { refusal } from './point-pairs.ts';
import { lengthInWords } from './registration.ts';

/** A tracker that counts in another unit than the metre that its driver takes it for. */
export interface UnitFault {
  /** Metres per unit of the tracker: what the registration's scale would be. */
  scale: number;
  rmsDirectM: number;
  rmsM: number;
  message: string;
}

const units = [
  ['millimetres', 0.001],
  ['centimetres', 0.01],
  ['inches', 0.0254],
  ['feet', 0.3048],
  ['kilometres', 1000],
] as const;
const badFitM = 0.02;
const clearlyBetter = 5;
/** Scales between these come from measuring, not from a unit. */
const ordinary = [0.9, 1.1] as const;

/**
 * Recognises a wrong unit: with a free scale the points fit five times better than with metres, which
 * miss by more than 20 mm RMS, and the scale is more than 10 % from one.
 */
export function findUnitFault(pairs: readonly PointPair[]): UnitFault | undefined {
  if (refusal(pairs)) return undefined;
  const rms = (withScale: boolean) => Math.sqrt(fitPoints(pairs, withScale).squares / pairs.length);
  const { scale } = fitPoints(pairs, true);
  const [rmsDirectM, rmsM] = [rms(false), rms(true)];
  const isOrdinary = scale > ordinary[0] && scale < ordinary[1];
  if (isOrdinary || !(scale > 0) || rmsDirectM < badFitM || rmsDirectM < clearlyBetter * rmsM) {
    return undefined;
  }
  const name = units.find(([, size]) => Math.abs(scale / size - 1) < 0.05)?.[0];
  const what = name ? `counts in ${name}` : `counts in units of ${scale.toPrecision(4)} m`;
  const message = `The tracker ${what}: with that the points fit to ${lengthInWords(rmsM)}. Set metres at the tracker, or solve with the scale.`;
  return { scale, rmsDirectM, rmsM, message };
}
