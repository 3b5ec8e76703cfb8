import { distortionOf } from '../lens/distortion-settings.ts';
import { distortionOverscan } from '../lens/overscan.ts';
import { RingMemory } from '../lens/ring-memory.ts';
import { recordedSensorMm } from '../lens/sensor-modes.ts';
import type { LensSettings } from '../show/camera-schema.ts';
import type { TrackingSample } from './tracking-sample.ts';

/** A lens at one moment. Millimetres on the sensor, metres of focus distance. */
export interface LensState {
  focalLengthMm: number;
  sensorWidthMm: number;
  sensorHeightMm: number;
  squeeze: number;
  entrancePupilMm: number;
  focusDistanceM: number;
  fStop: number;
  /** Where the optical axis meets the sensor, from its centre: x right, y down. */
  projectionOffsetXMm: number;
  projectionOffsetYMm: number;
  /** How much larger than the sensor the undistorted picture is, at least 1. */
  distortionOverscan: number;
}

export const createLensState = (): LensState => ({
  focalLengthMm: 35,
  sensorWidthMm: 24.89,
  sensorHeightMm: 14,
  squeeze: 1,
  entrancePupilMm: 0,
  focusDistanceM: 3,
  fStop: 2.8,
  projectionOffsetXMm: 0,
  projectionOffsetYMm: 0,
  distortionOverscan: 1,
});

/** The fields of a lens, for what is not done per packet. */
export const lensFields = Object.keys(createLensState()) as readonly (keyof LensState)[];

const minFocalLengthMm = 1;
const maxFocalLengthMm = 5000;
const maxOffsetMm = 100;
/** More than a lens bends: what asks for more has a wrong coefficient, and is left out. */
const maxDistortionOverscan = 2;

const plausible = (value: number, low: number, high: number, otherwise: number): number =>
  value >= low && value <= high ? value : otherwise;

/** The lens as the show file describes it, before any wire data. */
export function lensFromSettings(out: LensState, settings: LensSettings): LensState {
  const sensorMm = recordedSensorMm(settings);
  out.focalLengthMm = settings.focalLengthMm;
  out.sensorWidthMm = sensorMm[0];
  out.sensorHeightMm = sensorMm[1];
  out.squeeze = settings.squeeze;
  out.entrancePupilMm = settings.entrancePupilMm;
  out.focusDistanceM = settings.focusDistanceM;
  out.fStop = settings.fStop;
  out.projectionOffsetXMm = settings.projectionOffsetMm[0];
  out.projectionOffsetYMm = settings.projectionOffsetMm[1];
  out.distortionOverscan = 1;
  takeOverscan(out, distortionOverscan(distortionOf(settings), sensorMm[0], sensorMm[1]));
  return out;
}

/**
 * Lays one sample's lens data over `lens`, as the kind allows: `fixed` ignores the wire, `tracked`
 * takes each field that is present and plausible, `table` maps the encoders. What a packet does
 * not carry stays as it was. Makes no objects while the settings stay the same.
 */
export function updateLens(lens: LensState, settings: LensSettings, sample: TrackingSample): void {
  if (settings.kind === 'table') readRings(lens, settings, sample);
  if (settings.kind === 'tracked') takeFields(lens, settings, sample);
}

function takeFields(lens: LensState, settings: LensSettings, sample: TrackingSample): void {
  lens.sensorWidthMm = plausible(sample.sensorWidthMm, 0.5, 200, lens.sensorWidthMm);
  lens.sensorHeightMm = plausible(sample.sensorHeightMm, 0.5, 200, lens.sensorHeightMm);
  lens.squeeze = plausible(sample.squeeze, 0.25, 4, lens.squeeze);
  lens.entrancePupilMm = plausible(sample.entrancePupilMm, -2000, 2000, lens.entrancePupilMm);
  lens.focusDistanceM = plausible(sample.focusDistanceM, 0.01, 1e6, lens.focusDistanceM);
  lens.fStop = plausible(sample.fStop, 0.1, 256, lens.fStop);
  // A sender of a field of view means the recorded height of the sensor we know.
  const fromFov = lens.sensorHeightMm / (2 * Math.tan(sample.verticalFovRad / 2));
  const wire = Number.isNaN(sample.focalLengthMm) ? fromFov : sample.focalLengthMm;
  lens.focalLengthMm = plausible(wire, minFocalLengthMm, maxFocalLengthMm, lens.focalLengthMm);
  if (sample.distortion.model !== 'none') takeDistortion(lens, settings, sample);
}

/** A packet's distortion brings its projection offset along. */
function takeDistortion(lens: LensState, settings: LensSettings, sample: TrackingSample): void {
  const { distortion } = sample;
  takeOffset(lens, distortion.projectionOffsetMm[0], distortion.projectionOffsetMm[1]);
  const memory = memoryOf(lens, settings);
  takeOverscan(lens, memory.overscanOf(distortion, lens.sensorWidthMm, lens.sensorHeightMm));
}

function readRings(lens: LensState, settings: LensSettings, sample: TrackingSample): void {
  const read = memoryOf(lens, settings).read(sample);
  if (!read) return;
  const { focalLengthMm, entrancePupilMm, focusDistanceM, fStop } = read;
  lens.focalLengthMm = plausible(focalLengthMm, 0, maxFocalLengthMm, lens.focalLengthMm);
  lens.entrancePupilMm = plausible(entrancePupilMm, -2000, 2000, lens.entrancePupilMm);
  lens.focusDistanceM = plausible(focusDistanceM, 0, Number.MAX_VALUE, lens.focusDistanceM);
  lens.fStop = plausible(fStop, 0, 256, lens.fStop);
  takeOffset(lens, read.projectionOffsetXMm, read.projectionOffsetYMm);
  takeOverscan(lens, read.distortionOverscan);
}

function takeOffset(lens: LensState, xMm: number, yMm: number): void {
  lens.projectionOffsetXMm = plausible(xMm, -maxOffsetMm, maxOffsetMm, lens.projectionOffsetXMm);
  lens.projectionOffsetYMm = plausible(yMm, -maxOffsetMm, maxOffsetMm, lens.projectionOffsetYMm);
}

function takeOverscan(lens: LensState, factor: number): void {
  lens.distortionOverscan = plausible(factor, 1, maxDistortionOverscan, lens.distortionOverscan);
}

/** By lens, so that callers keep plain numbers only, which travel and are stored. */
const memories = new WeakMap<LensState, RingMemory>();

function memoryOf(lens: LensState, settings: LensSettings): RingMemory {
  const known = memories.get(lens);
  if (known?.isOf(settings)) return known;
  const memory = new RingMemory(settings);
  memories.set(lens, memory);
  return memory;
}
