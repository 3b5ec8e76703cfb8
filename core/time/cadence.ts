import { hertz, hertzName, isSameRate, type Rate, rateName, standardRates } from './rate.ts';

/** The frame clock follows a reference as far as this from its own rate; 59.94 is 999 ppm from 60. */
export const followsWithin = 300e-6;

/**
 * How one row of ticks falls on another. `unknown`: too few or too noisy times to say. `even`: always
 * the same number. `slipping`: nearly so, with one frame too long, too short, repeated or lost per
 * beat. `uneven`: two numbers take turns. `tooSlow`: frames go by that are never seen.
 */
export type CadenceKind = 'unknown' | 'even' | 'slipping' | 'uneven' | 'tooSlow';

export interface Cadence {
  kind: CadenceKind;
  /** Fast ticks per slow one as measured: display refreshes per wall frame, wall frames per camera frame. */
  ratio: number;
  /** How often the pattern goes wrong, Hz: |fast − whole number · slow|; 0 when even. */
  beatHz: number;
  /** What it is and what to do, for the operator; empty when even or unknown. */
  text: string;
}

/** How `fastHz` falls on `slowHz`, both in Hz; `uncertainty` of their ratio as a fraction. */
function fall(fastHz: number, slowHz: number, uncertainty: number): Omit<Cadence, 'text'> {
  const ratio = fastHz / slowHz;
  const whole = Math.max(1, Math.round(ratio));
  const off = Math.abs(ratio / whole - 1);
  const beatHz = Math.abs(fastHz - whole * slowHz);
  if (off + uncertainty <= followsWithin) return { kind: 'even', ratio, beatHz: 0 };
  if (!(off - uncertainty > followsWithin)) return { kind: 'unknown', ratio, beatHz: Number.NaN };
  if (off < slowBeat) {
    const kind = uncertainty < off * beatKnownWithin ? 'slipping' : 'unknown';
    return { kind, ratio, beatHz };
  }
  return { kind: ratio < 1 ? 'tooSlow' : 'uneven', ratio, beatHz };
}

/** Judged twice a second for a whole day: a verdict must not come by chance. */
const standardErrors = 4;
/** Under half a per cent off it is a wrong mode that slips now and then, above it a pattern. */
const slowBeat = 0.005;
/** A beat that is told in seconds must be about right. */
const beatKnownWithin = 0.25;

/**
 * Judges a display against the wall's rate: from its measured refresh, ms, and the standard error of
 * that (`RefreshFit`). A verdict needs an error of under about 50 ppm, otherwise it is `unknown`.
 */
export function displayCadence(refreshMs: number, errorMs: number, wall: Rate): Cadence {
  const displayHz = 1000 / refreshMs;
  const found = fall(displayHz, hertz(wall), (standardErrors * errorMs) / refreshMs);
  const isWrong = found.kind !== 'even' && found.kind !== 'unknown';
  return { ...found, text: isWrong ? displayText(found, displayHz, wall) : '' };
}

function displayText(found: Omit<Cadence, 'text'>, displayHz: number, wall: Rate): string {
  const is = `The display runs at ${nameOfMeasured(displayHz)} Hz, the wall at ${rateName(wall)}`;
  return `${is}: ${displayFault(found, displayHz, wall)}. ${displayAdvice(displayHz, wall)}`;
}

function displayFault(
  { kind, ratio, beatHz }: Omit<Cadence, 'text'>,
  displayHz: number,
  wall: Rate,
) {
  if (kind === 'tooSlow') {
    return `${hertzName(round1(hertz(wall) - displayHz))} frames a second are never shown`;
  }
  if (kind === 'uneven') return `a frame lasts ${inTurn(ratio, beatHz, 'refreshes')}`;
  const slip = Math.round(ratio) === 1 ? 'one frame slips' : 'one frame is a refresh off';
  return `${slip} every ${secondsOf(beatHz)} s`;
}

function displayAdvice(displayHz: number, wall: Rate): string {
  const fitting = standardRates.filter((rate) => isMultiple(rate, wall)).map(({ name }) => name);
  const display = `Set the display to ${orList(fitting.length > 0 ? fitting : [rateName(wall)])} Hz`;
  const other = standardRates.find((rate) => Math.abs(hertz(rate) / displayHz - 1) < followsWithin);
  return other && !isSameRate(other, wall)
    ? `${display}, or the wall to ${other.name}.`
    : `${display}.`;
}

/**
 * What a camera sees of the wall: both rates are settings, so the judgement is exact. `even` means
 * that every camera frame holds the same whole number of wall frames.
 */
export function cameraCadence(camera: Rate, wall: Rate): Cadence {
  if (isMultiple(wall, camera)) {
    return { kind: 'even', ratio: hertz(wall) / hertz(camera), beatHz: 0, text: '' };
  }
  const found = fall(hertz(wall), hertz(camera), 0);
  // Exact rates that differ do slip, however seldom.
  const kind = found.kind === 'even' ? 'slipping' : found.kind;
  const beatHz = Math.abs(hertz(wall) - Math.max(1, Math.round(found.ratio)) * hertz(camera));
  const is = `The camera runs at ${rateName(camera)}, the wall at ${rateName(wall)}`;
  const fitting = standardRates.filter((rate) => isMultiple(rate, camera)).map(({ name }) => name);
  const advice = `Set the wall to ${orList(fitting.length > 0 ? fitting : [rateName(camera)])}.`;
  return {
    kind,
    ratio: found.ratio,
    beatHz,
    text: `${is}: ${cameraFault(kind, found.ratio, beatHz)}. ${advice}`,
  };
}

function cameraFault(kind: CadenceKind, ratio: number, beatHz: number): string {
  if (kind === 'tooSlow') return 'some camera frames see the wall stand still';
  if (kind === 'uneven') return `a camera frame sees ${inTurn(ratio, beatHz, 'wall frames')}`;
  return `the wall's frames wander through the shutter once every ${secondsOf(beatHz)} s`;
}

const isMultiple = (fast: Rate, slow: Rate): boolean =>
  (fast.num * slow.den) % (fast.den * slow.num) === 0;

function inTurn(ratio: number, beatHz: number, things: string): string {
  const less = Math.floor(ratio);
  const both = `${less} and ${less + 1} ${things}`;
  // Exactly half way the two alternate; else one of them comes now and then.
  if (Math.abs(ratio - less - 0.5) < 0.01) return `${both} in turn`;
  return `${both} unevenly, ${hertzName(round1(beatHz))} times a second`;
}

function nameOfMeasured(hz: number): string {
  const standard = standardRates.find((rate) => Math.abs(hertz(rate) / hz - 1) < followsWithin);
  return standard?.name ?? hz.toFixed(2);
}

const round1 = (value: number): number => Number(value.toFixed(1));

const secondsOf = (beatHz: number): string => (1 / beatHz).toFixed(1);

const orList = (names: readonly string[]): string =>
  names.length < 2
    ? names.join('')
    : `${names.slice(0, -1).join(', ')} or ${names[names.length - 1] ?? ''}`;
