import type { Lamp } from '../../core/control/control-event.ts';
import { addressFromControl, type ControlAddress } from './control-name.ts';
import { fullScale } from './high-resolution.ts';
import type { LampVelocities, MidiOptions } from './options.ts';

/** So long after the last movement of a hand a fader is left alone. */
export const handMs = 300;

/** A control that shows something, and what it shows. */
interface Shown {
  address: ControlAddress;
  /** The most that its value can be: 127 or 16383. */
  scale: number;
  /** What it should show; NaN while nothing was asked for. */
  wanted: number;
  /** What it shows as far as we know, by our message or by its own; NaN for unknown. */
  known: number;
  movedMs: number;
}

/**
 * Lights and motors of a desk: which messages bring its controls to what they should show. A message
 * is made only where something changes, and none for a fader that a hand moved within 300 ms; `due`
 * makes up for it. Nothing is sent back that the desk itself has just said. Times in ms, any origin.
 */
export class Feedback {
  readonly #lamps: LampVelocities;
  readonly #fine: ReadonlySet<string>;
  readonly #shown = new Map<string, Shown>();

  constructor({ lamps, highResolution }: Pick<MidiOptions, 'lamps' | 'highResolution'>) {
    this.#lamps = lamps;
    this.#fine = new Set(highResolution.map(([channel, number]) => `cc/${channel}/${number}`));
  }

  /** A fader was moved to `level`, 0..1: it stands there now, and a hand is on it. */
  moved(control: string, level: number, nowMs: number): void {
    const shown = this.#of(control);
    if (!shown) return;
    shown.known = Math.round(level * shown.scale);
    shown.movedMs = nowMs;
  }

  /** The messages that make a control show a lamp; none for a control that shows nothing. */
  show(control: string, lamp: Readonly<Lamp>, nowMs: number): Uint8Array[] {
    const shown = this.#of(control);
    if (!shown) return [];
    shown.wanted = wantedValue(shown, lamp, this.#lamps);
    return bringUp(shown, nowMs);
  }

  /** The messages for faders that a hand has left. */
  due(nowMs: number): Uint8Array[] {
    return [...this.#shown.values()].flatMap((shown) => bringUp(shown, nowMs));
  }

  /** Whether `due` will have something to send. */
  get isWaiting(): boolean {
    return [...this.#shown.values()].some((shown) => isBehind(shown));
  }

  /** Nothing is known of what the desk shows. */
  forget(): void {
    for (const shown of this.#shown.values()) shown.known = Number.NaN;
  }

  #of(control: string): Shown | undefined {
    const known = this.#shown.get(control);
    if (known) return known;
    const address = addressFromControl(control);
    if (!address) return undefined;
    const isFine = address.kind === 'bend' || address.kind === 'nrpn' || this.#fine.has(control);
    const scale = isFine ? fullScale : 127;
    const unknown = { wanted: Number.NaN, known: Number.NaN, movedMs: Number.NEGATIVE_INFINITY };
    const shown: Shown = { address, scale, ...unknown };
    this.#shown.set(control, shown);
    return shown;
  }
}

function wantedValue(shown: Shown, { level, tally }: Lamp, lamps: LampVelocities): number {
  if (shown.address.kind === 'note' || level === null) return lamps[tally];
  return Math.round(Math.min(1, Math.max(0, level)) * shown.scale);
}

const isBehind = ({ wanted, known }: Shown): boolean => !Number.isNaN(wanted) && wanted !== known;

function bringUp(shown: Shown, nowMs: number): Uint8Array[] {
  if (!isBehind(shown) || nowMs - shown.movedMs < handMs) return [];
  shown.known = shown.wanted;
  return messagesFor(shown.address, shown.scale, shown.wanted);
}

/** The messages that set a control to a value: a note, a controller of 7 or 14 bits, an NRPN, a bend. */
function messagesFor(address: ControlAddress, scale: number, value: number): Uint8Array[] {
  const { kind, channel, number } = address;
  const [coarse, fine] = [value >> 7, value & 127];
  const controller = (which: number, data: number): Uint8Array =>
    Uint8Array.of(0xb0 | channel, which, data);
  switch (kind) {
    case 'note':
      return [Uint8Array.of(0x90 | channel, number, value)];
    case 'bend':
      return [Uint8Array.of(0xe0 | channel, fine, coarse)];
    case 'cc':
      if (scale === 127) return [controller(number, value)];
      return [controller(number, coarse), controller(number + 32, fine)];
    case 'nrpn':
      return [
        controller(99, number >> 7),
        controller(98, number & 127),
        controller(6, coarse),
        controller(38, fine),
      ];
  }
}
