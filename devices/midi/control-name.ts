/** Where a control lives on the wire. Channels are 0 to 15 here and 1 to 16 in names. */
export interface ControlAddress {
  kind: 'note' | 'cc' | 'nrpn' | 'bend';
  channel: number;
  /** Note or controller 0 to 127, NRPN 0 to 16383; 0 for bend. */
  number: number;
}

const pattern = /^(?:(note|cc|nrpn)\/(\d{1,2})\/(\d{1,5})|bend\/(\d{1,2}))$/;
const kinds = { note: 128, cc: 128, nrpn: 16_384 } as const;

/** The address of a control's name: `note/1/60`, `cc/16/7`, `nrpn/1/256`, `bend/3`; undefined for any other. */
export function addressFromControl(control: string): ControlAddress | undefined {
  const [, kind, channelText, number, bendChannel] = pattern.exec(control) ?? [];
  const channel = Number(channelText ?? bendChannel) - 1;
  if (!(channel >= 0 && channel < 16)) return undefined;
  if (kind === undefined) return { kind: 'bend', channel, number: 0 };
  const address = { kind: kind === 'note' || kind === 'cc' ? kind : 'nrpn', channel } as const;
  return Number(number) < kinds[address.kind] ? { ...address, number: Number(number) } : undefined;
}

/** One number for a channel and a controller, for look-ups that build no string. */
export const controllerKey = (channel: number, number: number): number => channel * 128 + number;

/** Names of one kind, made once each: a fader sends hundreds of messages a second. */
export class ControlNames {
  readonly #prefix: string;
  readonly #names = new Map<number, string>();

  /** `prefix`: `note`, `cc` … */
  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  of(channel: number, number: number): string {
    const key = channel * 16_384 + number;
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const name = `${this.#prefix}/${channel + 1}/${number}`;
    this.#names.set(key, name);
    return name;
  }
}
