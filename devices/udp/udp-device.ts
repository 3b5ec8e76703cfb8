import { networkInterfaces } from 'node:os';
import type { Device, DeviceContext, DeviceStatus, RemoteAddress } from '../device.ts';
import type { PacketCounters } from '../packet-counters.ts';
import { bindPlan } from './bind-plan.ts';
import { type BoundInterface, boundInterface, describeInterfaces } from './bound-interface.ts';
import { type BindFailure, type OpenBindings, openBindings } from './open-bindings.ts';
import { openReason } from './open-reason.ts';
import type { UdpOptions } from './options.ts';
import { SourceFilter, type SourceRights } from './source-filter.ts';

/** What one protocol does with a datagram whose sender has passed; counts every one. */
export type HandleDatagram = (
  bytes: Uint8Array,
  from: RemoteAddress,
  receivedMs: number,
  rights: SourceRights,
) => void;

interface UdpDeviceParts {
  id: string;
  kind: string;
  options: UdpOptions;
  context: DeviceContext;
  counters: PacketCounters;
  handle: HandleDatagram;
  /** Whether the protocol can carry commands, which loopback may always send. */
  carriesCommands: boolean;
}

/** The largest payload of a UDP datagram over IPv4. */
const largestDatagram = 65_507;

/** A device that listens on UDP: binding, source check, size cap and counters around one protocol. */
export class UdpDevice implements Device {
  readonly id: string;
  readonly kind: string;
  readonly #parts: UdpDeviceParts;
  readonly #counters: PacketCounters;
  #filter: SourceFilter;
  #sockets: OpenBindings | undefined;
  #turn: Promise<void> = Promise.resolve();
  #status: DeviceStatus = { state: 'closed' };

  constructor(parts: UdpDeviceParts) {
    this.id = parts.id;
    this.kind = parts.kind;
    this.#parts = parts;
    this.#counters = parts.counters;
    this.#filter = this.#filterOn(this.#interface());
  }

  /** Binds and joins as the options say; what fails becomes the status. Opening twice rebinds. */
  open(): Promise<void> {
    return this.#inTurn(() => this.#openSockets());
  }

  close(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#closeSockets();
      this.#setStatus({ state: 'closed' });
    });
  }

  status(): DeviceStatus {
    return this.#status;
  }

  counters(): PacketCounters {
    return this.#counters;
  }

  receive(bytes: Uint8Array, from: RemoteAddress): void {
    const rights = this.#filter.rights(from.address);
    const mayPass = rights.pose || (rights.command && this.#parts.carriesCommands);
    if (!mayPass) this.#counters.refuse('source');
    else if (bytes.length > largestDatagram) this.#counters.refuse('too-large');
    else this.#handle(bytes, from, rights);
  }

  #handle(bytes: Uint8Array, from: RemoteAddress, rights: SourceRights): void {
    try {
      this.#parts.handle(bytes, from, this.#parts.context.nowMs(), rights);
    } catch {
      // A fault of ours must not end the show; the counter makes it visible.
      this.#counters.refuse('internal');
    }
  }

  /** One after the other, so that a close during an open leaves no socket behind. */
  #inTurn(step: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(step);
    return this.#turn;
  }

  async #openSockets(): Promise<void> {
    await this.#closeSockets();
    const where = this.#interface();
    if (!where) return this.#setStatus({ state: 'unavailable', reason: this.#noInterface() });
    this.#filter = this.#filterOn(where);
    const { port, multicast } = this.#parts.options;
    const opened = await openBindings(
      bindPlan(where, multicast, process.platform),
      port,
      (bytes, from) => this.receive(bytes, from),
      (error) => this.#lost(error),
    );
    if (!opened.ok) {
      return this.#setStatus({ state: 'unavailable', reason: this.#reason(opened.fault) });
    }
    this.#sockets = opened.value;
    this.#setStatus({ state: 'open', detail: this.#detail(opened.value), port: opened.value.port });
  }

  #detail({ addresses, port, skipped }: OpenBindings): string {
    const open = addresses.map((address) => `UDP ${address}:${port}`);
    return [...open, ...skipped.map((failure) => `no unicast: ${this.#reason(failure)}`)].join(
      ', ',
    );
  }

  #reason(failure: BindFailure): string {
    return openReason(failure, this.id, this.#parts.options);
  }

  #lost(error: Error): void {
    const reason = `The UDP socket of device "${this.id}" failed: ${error.message}. Open it again.`;
    this.#setStatus({ state: 'unavailable', reason });
    void this.#closeSockets();
  }

  async #closeSockets(): Promise<void> {
    const sockets = this.#sockets;
    this.#sockets = undefined;
    await sockets?.close();
  }

  #setStatus(status: DeviceStatus): void {
    this.#status = status;
    this.#parts.context.onStatus();
  }

  #interface(): BoundInterface | undefined {
    return boundInterface(this.#parts.options.interface, networkInterfaces());
  }

  #filterOn(where: BoundInterface | undefined): SourceFilter {
    return new SourceFilter(this.#parts.options.allow, where?.networks ?? []);
  }

  #noInterface(): string {
    const name = this.#parts.options.interface;
    return `This machine has no interface or address "${name}", which device "${this.id}" names in options.interface. It has: ${describeInterfaces(networkInterfaces())}.`;
  }
}
