import { createDistortion, type LensDistortion } from '../lens/distortion.ts';

/**
 * One reading from a tracker, already in house axes and units: metres, right-handed, +Y up, camera
 * looking along −Z, still in tracker space (no registration, mount or pupil applied).
 *
 * It is flat and mutable so that one instance serves every packet: decoders fill it, receivers copy
 * what they keep. `NaN` in a number means "the packet did not carry it".
 */
export class TrackingSample {
  kind: 'camera' | 'object' = 'camera';
  /** Camera or object id as the source names it (DESIGN: FreeD camera id, OpenTrackIO sourceNumber, OSC id). */
  subject = '';
  /** Arrival on the server's monotonic clock, ms. */
  receivedMs = 0;
  /** The source's own time in ms, any epoch; NaN when the protocol carries none. */
  sourceTimeMs = Number.NaN;
  /** Packet counter of the source; NaN when the protocol carries none. */
  sequence = Number.NaN;
  /** Frames of timecode since midnight, counted as the source counts; NaN when there is none. */
  timecodeFrame = Number.NaN;
  /** `false`: the source says itself that its pose is not to be trusted. */
  valid = true;
  /** How much older than the sample's own time these parts of it are, ms; NaN when nothing is said. */
  translationAgeMs = Number.NaN;
  rotationAgeMs = Number.NaN;
  lensAgeMs = Number.NaN;
  hasPose = false;
  x = 0;
  y = 0;
  z = 0;
  qx = 0;
  qy = 0;
  qz = 0;
  qw = 1;
  focalLengthMm = Number.NaN;
  focusDistanceM = Number.NaN;
  fStop = Number.NaN;
  entrancePupilMm = Number.NaN;
  sensorWidthMm = Number.NaN;
  sensorHeightMm = Number.NaN;
  squeeze = Number.NaN;
  /** Lens ring encoders as the wire has them: FreeD raw counts, OpenTrackIO 0..1. */
  zoomEncoder = Number.NaN;
  focusEncoder = Number.NaN;
  irisEncoder = Number.NaN;
  /** Vertical field of view in radians, for senders that carry it instead of a focal length (VMC). */
  verticalFovRad = Number.NaN;
  /** Of model `none` when the packet carries none. */
  readonly distortion: LensDistortion = createDistortion();

  /** Back to "nothing known", before a packet is decoded into it. */
  clear(): void {
    this.kind = 'camera';
    this.subject = '';
    this.receivedMs = 0;
    this.sourceTimeMs = this.sequence = this.timecodeFrame = Number.NaN;
    this.valid = true;
    this.translationAgeMs = this.rotationAgeMs = this.lensAgeMs = Number.NaN;
    this.hasPose = false;
    this.x = this.y = this.z = this.qx = this.qy = this.qz = 0;
    this.qw = 1;
    this.focalLengthMm = this.focusDistanceM = this.fStop = this.entrancePupilMm = Number.NaN;
    this.sensorWidthMm = this.sensorHeightMm = this.squeeze = Number.NaN;
    this.zoomEncoder = this.focusEncoder = this.irisEncoder = this.verticalFovRad = Number.NaN;
    this.distortion.model = 'none';
  }
}
