import type { ControlEvent } from '../../core/control/control-event.ts';
import { addressFromControl, ControlNames, controllerKey } from './control-name.ts';
import { fullScale, HighResolution, ParameterNumber } from './high-resolution.ts';
import type { MidiOptions, RelativeCode } from './options.ts';
import { stepFromRelative } from './relative.ts';

type ControlOptions = Pick<MidiOptions, 'relative' | 'highResolution' | 'nrpn' | 'buttons'>;

/** Takes one event; it is only lent. */
export type EmitControl = (event: Readonly<ControlEvent>) => void;

/** What `take` says when it made nothing of a message: pressure of a key, or half a value. */
export type ControlResult = 'event' | 'none';

/**
 * Channel messages as control events: `note/<channel 1-16>/<0-127>` press and release, `cc/…` level,
 * step or key as the options say, `nrpn/…` and `bend/<channel>` level, `program/…` press.
 */
export class ControlReader {
  readonly #emit: EmitControl;
  readonly #event: ControlEvent = { control: '', kind: 'press', value: 0 };
  readonly #notes = new ControlNames('note');
  readonly #controllers = new ControlNames('cc');
  readonly #programs = new ControlNames('program');
  readonly #parameters = new ControlNames('nrpn');
  readonly #bends = Array.from({ length: 16 }, (_, channel) => `bend/${channel + 1}`);
  readonly #relative = new Map<number, RelativeCode>();
  readonly #buttons = new Set<number>();
  readonly #highResolution: HighResolution;
  readonly #nrpn = new Map<number, ParameterNumber>();
  readonly #pressed = new Set<string>();

  constructor(options: ControlOptions, emit: EmitControl) {
    this.#emit = emit;
    this.#highResolution = new HighResolution(options.highResolution);
    for (const [name, code] of Object.entries(options.relative)) {
      this.#relative.set(keyOf(name), code);
    }
    for (const name of options.buttons) this.#buttons.add(keyOf(name));
    for (const channel of options.nrpn) this.#nrpn.set(channel - 1, new ParameterNumber());
  }

  /** One channel message, as `MidiVisitor.channel` has it. */
  take(status: number, data1: number, data2: number): ControlResult {
    const channel = status & 0x0f;
    switch (status & 0xf0) {
      case 0x80:
        return this.#key(this.#notes.of(channel, data1), 0);
      case 0x90:
        // A note on without velocity is a release, so that running status serves both.
        return this.#key(this.#notes.of(channel, data1), data2 / 127);
      case 0xb0:
        return this.#controller(channel, data1, data2);
      case 0xc0:
        return this.#tell(this.#programs.of(channel, data1), 'press', 1);
      case 0xe0:
        return this.#tell(this.#bends[channel] ?? '', 'level', (data2 * 128 + data1) / fullScale);
      default:
        return 'none';
    }
  }

  /** The cable is gone, and no hand can still let go: releases what is pressed. */
  releaseAll(): void {
    for (const name of [...this.#pressed]) this.#key(name, 0);
  }

  #controller(channel: number, number: number, value: number): ControlResult {
    const key = controllerKey(channel, number);
    const name = this.#controllers.of(channel, number);
    const code = this.#relative.get(key);
    if (code !== undefined) {
      const step = stepFromRelative(code, value);
      return step === 0 ? 'none' : this.#tell(name, 'step', step);
    }
    if (this.#buttons.has(key)) {
      const isDown = value >= 64;
      return isDown === this.#pressed.has(name)
        ? 'none'
        : this.#key(name, isDown ? value / 127 : 0);
    }
    return this.#pair(channel, number, value) ?? this.#tell(name, 'level', value / 127);
  }

  /** A controller that is half of a longer value; undefined for one that stands alone. */
  #pair(channel: number, controller: number, value: number): ControlResult | undefined {
    const number = this.#highResolution.numberOf(channel, controller);
    if (number >= 0) {
      const level = this.#highResolution.take(channel, number, controller, value);
      const name = this.#controllers.of(channel, number);
      return Number.isNaN(level) ? 'none' : this.#tell(name, 'level', level);
    }
    const nrpn = this.#nrpn.get(channel);
    const level = nrpn?.take(controller, value);
    if (!nrpn || level === undefined) return undefined;
    if (level === 'choosing') return 'none';
    return this.#tell(this.#parameters.of(channel, nrpn.parameter), 'level', level);
  }

  #key(name: string, value: number): ControlResult {
    if (value > 0) this.#pressed.add(name);
    else this.#pressed.delete(name);
    return this.#tell(name, value > 0 ? 'press' : 'release', value);
  }

  #tell(control: string, kind: ControlEvent['kind'], value: number): ControlResult {
    this.#event.control = control;
    this.#event.kind = kind;
    this.#event.value = value;
    this.#emit(this.#event);
    return 'event';
  }
}

/** The key of a controller's name, which the options' schema has checked. */
function keyOf(name: string): number {
  const address = addressFromControl(name);
  return address ? controllerKey(address.channel, address.number) : -1;
}
