import type { LensDistortion } from '../../lens/distortion.ts';
import { rotationDegFromQuat, vec3 } from '../../math.ts';
import type { Timecode } from '../../time/timecode.ts';
import type { LensState } from '../../tracking/lens.ts';
import type { RawRecord } from '../raw-record.ts';
import type { TakeHeader } from '../take-header.ts';

/** Lens rings as their tracker counts them: 0..1 or whole numbers; NaN where there is none. */
interface Encoders {
  zoomEncoder: number;
  focusEncoder: number;
  irisEncoder: number;
}

/** One moment of one camera, ready to be said in OpenTrackIO. Stage space, metres. */
export interface TrackedMoment {
  camera: string;
  showMs: number;
  /** stageFromPupil. */
  position: ArrayLike<number>;
  orientation: ArrayLike<number>;
  lens: Readonly<LensState>;
  distortion?: Readonly<LensDistortion> | undefined;
  encoders?: Readonly<Encoders> | undefined;
  timecode?: Timecode | undefined;
  /** In words: `ok`, or what is not. */
  status: string;
  /** A tracker's sample in a file that holds what was drawn, too: a source of its own. */
  isBeside?: boolean;
}

/** The moment of a sample as it came; the encoders are lent with it. */
export const momentOfRaw = (camera: string, raw: RawRecord, timecode: Timecode): TrackedMoment => ({
  camera,
  showMs: raw.takenMs,
  position: raw.pupil.position,
  orientation: raw.pupil.orientation,
  lens: raw.lens,
  distortion: raw.sample.distortion,
  encoders: raw.sample,
  timecode,
  status: raw.sample.valid ? 'ok' : 'dropped',
});

/** Static facts come again after so long: whoever begins to read in the middle needs them. */
const staticEveryMs = 2000;

/**
 * A take as OpenTrackIO 1.0.1, one sample a line: exactly what the wire has, with `static` every two
 * seconds. The pose is that of the imaging plane, from which `lens.entrancePupilOffset` leads to the
 * pupil that the wall was drawn from. The stamp is the server's wall clock.
 */
export class OpenTrackIoLines {
  readonly #header: Pick<TakeHeader, 'take' | 'rates' | 'showTimeMs' | 'wallClockMs' | 'cameras'>;
  /** By the number of the source. */
  readonly #staticMs = new Map<number, number>();
  readonly #sequences = new Map<number, number>();

  constructor(
    header: Pick<TakeHeader, 'take' | 'rates' | 'showTimeMs' | 'wallClockMs' | 'cameras'>,
  ) {
    this.#header = header;
  }

  /**
   * One sample; its sourceNumber is the camera's place in the show, from 1. Samples beside what was
   * drawn count on after all cameras.
   */
  line(moment: TrackedMoment): string {
    const { take, cameras } = this.#header;
    const { camera, isBeside = false } = moment;
    const place = 1 + cameras.findIndex(({ id }) => id === camera);
    const sourceNumber = isBeside ? cameras.length + place : place;
    const fields = {
      protocol: { name: 'OpenTrackIO', version: [1, 0, 1] },
      sourceNumber,
      ...(this.#isStaticDue(sourceNumber, moment) && { static: staticFields(moment) }),
      tracker: {
        recording: true,
        slate: `${take.scene}/${take.slate}/${take.number}`,
        status: moment.status,
        notes: isBeside ? `${camera} raw` : camera,
      },
      timing: this.#timing(sourceNumber, moment),
      lens: lensFields(moment),
      transforms: [sensorTransform(moment)],
    };
    return `${JSON.stringify(fields)}\n`;
  }

  #isStaticDue(source: number, { showMs }: TrackedMoment): boolean {
    const last = this.#staticMs.get(source);
    if (last !== undefined && showMs - last < staticEveryMs) return false;
    this.#staticMs.set(source, showMs);
    return true;
  }

  #timing(source: number, { showMs, timecode }: TrackedMoment): object {
    const { wallClockMs, showTimeMs, rates } = this.#header;
    const stampMs = wallClockMs + showMs - showTimeMs;
    const seconds = Math.floor(stampMs / 1000);
    const nanoseconds = Math.min(999_999_999, Math.round((stampMs - seconds * 1000) * 1e6));
    const { num, den } = rates.timecode;
    const sequence = this.#sequences.get(source) ?? 0;
    this.#sequences.set(source, sequence + 1);
    return {
      mode: 'internal',
      sampleTimestamp: { seconds, nanoseconds },
      sequenceNumber: sequence % 65_536,
      ...(timecode && {
        timecode: {
          ...timecode,
          frameRate: { num, denom: den },
          dropFrame: rates.dropFrame,
        },
      }),
    };
  }
}

const staticFields = ({ camera, lens }: TrackedMoment): object => ({
  camera: {
    activeSensorPhysicalDimensions: { width: lens.sensorWidthMm, height: lens.sensorHeightMm },
    anamorphicSqueeze: { num: Math.round(lens.squeeze * 10_000), denom: 10_000 },
    label: camera,
  },
});

function lensFields({ lens, distortion, encoders }: TrackedMoment): object {
  return {
    pinholeFocalLength: lens.focalLengthMm,
    focusDistance: lens.focusDistanceM,
    fStop: lens.fStop,
    entrancePupilOffset: lens.entrancePupilMm / 1000,
    ...(encoders && encoderFields(encoders)),
    projectionOffset: { x: lens.projectionOffsetXMm, y: lens.projectionOffsetYMm },
    ...(distortion && distortionFields(distortion)),
  };
}

function encoderFields({ focusEncoder, irisEncoder, zoomEncoder }: Readonly<Encoders>): object {
  const rings = Object.entries({ focus: focusEncoder, iris: irisEncoder, zoom: zoomEncoder });
  const turned = rings.filter(([, value]) => Number.isFinite(value));
  if (turned.length === 0) return {};
  const isShare = turned.every(([, value]) => value >= 0 && value <= 1);
  return { [isShare ? 'encoders' : 'rawEncoders']: Object.fromEntries(turned) };
}

const modelNames = {
  'brown-conrady-d-u': 'Brown-Conrady D-U',
  'brown-conrady-u-d': 'Brown-Conrady U-D',
} as const;

function distortionFields({ model, ...distortion }: Readonly<LensDistortion>): object {
  if (model === 'none') return {};
  const { radial, tangential, distortionOffsetMm } = distortion;
  return {
    distortion: [{ model: modelNames[model], radial, tangential }],
    distortionOffset: { x: distortionOffsetMm[0], y: distortionOffsetMm[1] },
  };
}

const back = vec3.create();

/**
 * From the pupil back along the line of sight to the imaging plane, in the wire's axes: Z up, Y
 * forward, pan + to the left, roll + clockwise seen from behind.
 */
function sensorTransform({ position, orientation, lens }: TrackedMoment): object {
  const [qx = 0, qy = 0, qz = 0, qw = 1] = Array.from(orientation);
  const [px = 0, py = 0, pz = 0] = Array.from(position);
  vec3.set(back, 0, 0, lens.entrancePupilMm / 1000);
  vec3.transformQuat(back, back, [qx, qy, qz, qw]);
  const [x, y, z] = [px + back[0], py + back[1], pz + back[2]];
  const [tilt, pan, roll] = rotationDegFromQuat([qx, qy, qz, qw]);
  return {
    translation: { x, y: -z, z: y },
    rotation: { pan, tilt, roll: -roll },
    id: 'Camera',
  };
}
