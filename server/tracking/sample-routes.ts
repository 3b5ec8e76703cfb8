import type { DeviceEntry } from '../../core/show/show-schema.ts';

/** Whether a device's samples say themselves whether they are of a camera or of an object. */
export const tellsKinds = (device: DeviceEntry | undefined): boolean =>
  device?.kind === 'osc' || device?.options.as === 'osc';

/** Who takes samples of one subject of one device: two look-ups a packet, and no string is built for them. */
export class SampleRoutes<Taker> {
  readonly #devices = new Map<string, Map<string, Taker[]>>();

  clear(): void {
    this.#devices.clear();
  }

  add({ device, subject }: { device: string; subject: string }, taker: Taker): void {
    const subjects = this.#devices.get(device) ?? new Map<string, Taker[]>();
    this.#devices.set(device, subjects.set(subject, [...(subjects.get(subject) ?? []), taker]));
  }

  /** Those that take it, in the order in which they were added; `undefined` when there is none. */
  of(device: string, subject: string): readonly Taker[] | undefined {
    return this.#devices.get(device)?.get(subject);
  }
}
