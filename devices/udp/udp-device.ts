import { networkInterfaces } from 'node:os';
import type { Device, DeviceContext, DeviceStatus, RemoteAddress } from '../device.ts';
import type { PacketCounters } from '../packet-counters.ts';
import { type Binding, bindPlan } from './bind-plan.ts';
import { type BoundInterface, boundInterface, describeInterfaces } from './bound-interface.ts';
import { broadcastBindings } from './broadcast-bindings.ts';
import { groupPlan } from './group-plan.ts';
import { type BindFailure, type OpenBindings, openBindings } from './open-bindings.ts';
import { openReason } from './open-reason.ts';
import type { UdpOptions } from './options.ts';
import { SourceFilter, type SourceRights } from './source-filter.ts';

/**
 * What one protocol does with a datagram whose sender has passed; counts every one. `group` is the
 * multicast group that it was sent to, where the system lets us know.
 */
export type HandleDatagram = (
  bytes: Uint8Array,
  from: RemoteAddress,
  receivedMs: number,
  rights: SourceRights,
  group: string | undefined,
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
  /** Groups to join beside `options.multicast`; one that cannot be joined is told, and no more. */
  groups?: readonly string[];
  /** Whether the protocol is sent to broadcast addresses, too. */
  hearsBroadcast?: boolean;
  /** What the protocol adds to an open device's status; empty for nothing. */
  detail?: () => string;
}

/** The largest payload of a UDP datagram over IPv4. */
const largestDatagram = 65_507;
/** Addresses that a status lists. */
const mostNamed = 6;

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
  #from: RemoteAddress | undefined;

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
    const more = this.#parts.detail?.() ?? '';
    if (this.#status.state !== 'open' || more === '') return this.#status;
    return { ...this.#status, detail: `${this.#status.detail}; ${more}` };
  }

  counters(): PacketCounters {
    return this.#counters;
  }

  sender(): RemoteAddress | undefined {
    return this.#from;
  }

  /** Sends a datagram from the bound port, unicast; what does not leave is noted as `not-sent`. */
  send(bytes: Uint8Array, to: RemoteAddress): void {
    const lost = (): void => this.#counters.note('not-sent');
    if (this.#sockets) this.#sockets.send(bytes, to.port, to.address, lost);
    else lost();
  }

  receive(bytes: Uint8Array, from: RemoteAddress, group?: string): void {
    const rights = this.#filter.rights(from.address);
    const mayPass = rights.pose || (rights.command && this.#parts.carriesCommands);
    if (!mayPass) this.#counters.refuse('source');
    else if (bytes.length > largestDatagram) this.#counters.refuse('too-large');
    else this.#handle(bytes, from, rights, group);
  }

  #handle(
    bytes: Uint8Array,
    from: RemoteAddress,
    rights: SourceRights,
    group: string | undefined,
  ): void {
    this.#from = from;
    try {
      this.#parts.handle(bytes, from, this.#parts.context.nowMs(), rights, group);
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
    const opened = await openBindings(
      this.#plan(where),
      this.#parts.options.port,
      (bytes, from, group) => this.receive(bytes, from, group),
      (error) => this.#lost(error),
    );
    if (!opened.ok) {
      return this.#setStatus({ state: 'unavailable', reason: this.#reason(opened.fault) });
    }
    this.#sockets = opened.value;
    this.#setStatus({ state: 'open', detail: this.#detail(opened.value), port: opened.value.port });
  }

  #plan(where: BoundInterface): Binding[] {
    const { options, groups, hearsBroadcast = false } = this.#parts;
    const { platform } = process;
    if (groups && groups.length > 0) {
      const named = options.multicast === false ? [] : [options.multicast];
      return groupPlan(where, [...new Set([...named, ...groups])], platform);
    }
    const broadcast = hearsBroadcast ? broadcastBindings(where, platform) : [];
    return [...bindPlan(where, options.multicast, platform), ...broadcast];
  }

  #detail({ addresses, port, skipped }: OpenBindings): string {
    const open = addresses.slice(0, mostNamed).map((address) => `UDP ${address}:${port}`);
    if (addresses.length > mostNamed) open.push(`${addresses.length - mostNamed} more`);
    // One of a kind: forty groups fail for the same reason.
    const first = new Map([...skipped].reverse().map((failure) => [failure.carries, failure]));
    const lacks = [...first].map(([carries, failure]) => `no ${carries}: ${this.#reason(failure)}`);
    return [...open, ...lacks].join(', ');
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
