import { controllerKey } from './control-name.ts';

/** Most of 14 bits. */
export const fullScale = 16_383;

/** What is known of one value of 14 bits that comes in two halves. */
interface Halves {
  coarse: number;
  /** Whether the fine half ever came: senders of 7 bits never send it. */
  hasFine: boolean;
}

/**
 * Values of 14 bits out of two controllers each, the coarse half first (MIDI 1.0, Control Change). A
 * value is told when its fine half comes; from a sender that leaves it out, with the coarse one.
 */
export class HighResolution {
  readonly #values = new Map<number, Halves>();

  /** `pairs`: channel 1 to 16 and the number of the coarse half, 0 to 31. */
  constructor(pairs: readonly (readonly [number, number])[]) {
    for (const [channel, number] of pairs) {
      this.#values.set(controllerKey(channel - 1, number), { coarse: 0, hasFine: false });
    }
  }

  /** The coarse number that a controller is a half of; −1 for one that stands alone. */
  numberOf(channel: number, controller: number): number {
    if (this.#values.has(controllerKey(channel, controller))) return controller;
    const isFine = controller >= 32 && controller < 64;
    return isFine && this.#values.has(controllerKey(channel, controller - 32))
      ? controller - 32
      : -1;
  }

  /** Takes one half. The value 0..1, or NaN while the other half is to come. */
  take(channel: number, number: number, controller: number, value: number): number {
    const halves = this.#values.get(controllerKey(channel, number));
    return halves ? takeHalf(halves, controller !== number, value) : Number.NaN;
  }
}

function takeHalf(halves: Halves, isFine: boolean, value: number): number {
  if (isFine) {
    halves.hasFine = true;
    return (halves.coarse * 128 + value) / fullScale;
  }
  halves.coarse = value;
  return halves.hasFine ? Number.NaN : value / 127;
}

/** No parameter is chosen: 127, 127 says so. */
const none = fullScale;

/**
 * The non-registered parameter of one channel: 99 and 98 choose it, 6 and 38 set its two halves
 * (MIDI 1.0, Registered and Non-Registered Parameter Numbers); a registered one, by 101 and 100,
 * is none of ours.
 */
export class ParameterNumber {
  /** The parameter that the last data was for, 0 to 16383. */
  parameter = none;
  readonly #halves = new Map<number, Halves>();

  /** Takes a controller: its value 0..1, `choosing` while there is none, undefined for another controller. */
  take(controller: number, value: number): number | 'choosing' | undefined {
    if (controller === 99) return this.#choose((value << 7) | (this.parameter & 127));
    if (controller === 98) return this.#choose((this.parameter & ~127) | value);
    if (controller === 100 || controller === 101) return this.#choose(none);
    if (this.parameter === none || (controller !== 6 && controller !== 38)) return undefined;
    const halves = this.#halves.get(this.parameter) ?? { coarse: 0, hasFine: false };
    this.#halves.set(this.parameter, halves);
    const level = takeHalf(halves, controller === 38, value);
    return Number.isNaN(level) ? 'choosing' : level;
  }

  #choose(parameter: number): 'choosing' {
    this.parameter = parameter;
    return 'choosing';
  }
}
