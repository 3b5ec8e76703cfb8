import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import { FrameCount } from './frame-count.ts';
import { LearnedRanges } from './learned-ranges.ts';
import type { LensProfile, RingField, UserField } from './profiles.ts';

const userBits = 16;

/** One of the three lens fields, ready for packets. */
interface Channel {
  name: keyof LensProfile;
  field: RingField | UserField;
  learned: LearnedRanges | undefined;
}

/**
 * Gives the raw counts of a D1 packet the meaning that their sender has for them: counts (raw, or 0
 * to 1 over a range), a focal length, a focus distance, an f-stop, a frame counter.
 */
export class LensFields {
  readonly #zoom: Channel;
  readonly #focus: Channel;
  readonly #user: Channel;
  readonly #userMask: number;
  readonly #sequenceShift: number;
  readonly #frames: FrameCount | undefined;
  readonly #noted: (oddity: string) => void;

  /** `noted` is told of a count outside its range, which is held at its end. */
  constructor({ zoom, focus, user }: LensProfile, noted: (oddity: string) => void) {
    this.#zoom = channel('zoom', zoom);
    this.#focus = channel('focus', focus);
    this.#user = channel('user', user);
    this.#sequenceShift = userBits - user.sequenceBits;
    this.#userMask = 2 ** this.#sequenceShift - 1;
    this.#frames = user.sequenceBits > 0 ? new FrameCount(user.sequenceBits) : undefined;
    this.#noted = noted;
  }

  /**
   * Turns the sample's encoders, raw as `decodeFreed` left them, into what they mean; mm on the wire
   * become mm of focal length and metres of focus distance. What is 0 or less there is left out.
   */
  apply(sample: TrackingSample, cameraId: number): void {
    const { zoomEncoder: zoom, focusEncoder: focus, irisEncoder: user } = sample;
    if (this.#frames) {
      const number = user >> this.#sequenceShift;
      sample.sequence = this.#frames.next(cameraId, number, sample.receivedMs);
    }
    const iris = user & this.#userMask;
    sample.zoomEncoder = this.#counts(this.#zoom, zoom, cameraId);
    sample.focusEncoder = this.#counts(this.#focus, focus, cameraId);
    sample.irisEncoder = this.#counts(this.#user, iris, cameraId);
    sample.focalLengthMm = millimetres(this.#zoom.field, zoom);
    sample.focusDistanceM = millimetres(this.#focus.field, focus) / 1000;
    sample.fStop = stop(this.#user.field, iris);
  }

  /** The ranges learned so far, for the device's status; empty when none is. */
  describe(): string {
    const lines = [this.#zoom, this.#focus, this.#user].map(({ name, learned }) => {
      const ranges = learned?.describe() ?? '';
      return ranges && `learned ${name} of ${ranges}`;
    });
    return lines.filter(Boolean).join('; ');
  }

  #counts({ field, learned }: Channel, raw: number, cameraId: number): number {
    if (field.kind !== 'encoder') return Number.NaN;
    const count = raw & field.mask;
    const { from, to, invert } = field;
    if (learned) return turned(learned.place(cameraId, count), invert);
    if (from === undefined || to === undefined) return count;
    const place = (count - from) / (to - from);
    if (place >= 0 && place <= 1) return turned(place, invert);
    this.#noted('encoder-range');
    return turned(place < 0 ? 0 : 1, invert);
  }
}

function channel(name: keyof LensProfile, field: RingField | UserField): Channel {
  const learns = field.kind === 'encoder' && field.learn;
  return { name, field, learned: learns ? new LearnedRanges(field) : undefined };
}

const turned = (place: number, invert: boolean): number => (invert ? 1 - place : place);

const millimetres = (field: Channel['field'], raw: number): number =>
  field.kind === 'mm' && raw > 0 ? raw / field.perMm : Number.NaN;

function stop(field: Channel['field'], bits: number): number {
  if (field.kind !== 'iris') return Number.NaN;
  const scaled = bits & field.mask;
  return scaled > 0 ? scaled / field.perStop : Number.NaN;
}
