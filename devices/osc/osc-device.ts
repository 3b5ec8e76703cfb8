import type { Lamp } from '../../core/control/control-event.ts';
import type { DeviceContext, ShowFeedback } from '../device.ts';
import { PacketCounters } from '../packet-counters.ts';
import { UdpDevice } from '../udp/udp-device.ts';
import { addressOfControl } from './controls.ts';
import { FeedbackClients } from './feedback.ts';
import { type OscOptions, routeTables } from './options.ts';
import { OscReceiver } from './receiver.ts';
import type { Subscription } from './subscription.ts';

/** An OSC port that listens, and tells the clients that subscribed what the show does. */
export class OscDevice extends UdpDevice {
  readonly #context: DeviceContext;
  readonly #clients: FeedbackClients;
  #timer: NodeJS.Timeout | undefined;
  /** The newest state, as long as nobody has asked what is in it. */
  #unread: ShowFeedback | undefined;

  constructor(id: string, options: OscOptions, context: DeviceContext) {
    const counters = new PacketCounters();
    const receiver = new OscReceiver({
      context,
      counters,
      tables: routeTables(options),
      subscribers: {
        subscribe: (subscription, nowMs) => this.#subscribe(subscription, nowMs),
        unsubscribe: ({ to }) => this.#clients.unsubscribe(to),
      },
    });
    super({
      id,
      kind: 'osc',
      options,
      context,
      counters,
      handle: receiver.handle,
      carriesCommands: true,
      detail: () => this.#subscribers(),
    });
    this.#context = context;
    this.#clients = new FeedbackClients((bytes, to) => this.send(bytes, to));
    for (const to of options.subscribers) {
      this.#clients.subscribe(to, '', context.nowMs(), Number.POSITIVE_INFINITY);
    }
  }

  /** The show's values as they are now, all of them; subscribers are sent what changed. */
  feedback(items: ShowFeedback): void {
    this.#unread = items;
    if (!this.#clients.isEmpty(this.#context.nowMs())) this.#readState();
  }

  /** Moves a bound fader or lights a bound button, at its own address. */
  show(control: string, lamp: Readonly<Lamp>): void {
    const address = addressOfControl(control);
    if (address === undefined) return;
    this.#clients.put({ address, args: [lamp.level ?? (lamp.tally === 'off' ? 0 : 1)] });
    this.#pump();
  }

  override async open(): Promise<void> {
    await super.open();
    this.#pump();
  }

  override async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await super.close();
  }

  #subscribe({ to, prefix }: Subscription, nowMs: number): boolean {
    const hasRoom = this.#clients.subscribe(to, prefix, nowMs);
    this.#readState();
    return hasRoom;
  }

  #readState(): void {
    const items = this.#unread;
    this.#unread = undefined;
    if (items) this.#clients.state(items());
    this.#pump();
  }

  #pump(): void {
    if (this.#timer !== undefined || this.status().state !== 'open') return;
    const waitMs = this.#clients.flush(this.#context.nowMs());
    if (!Number.isFinite(waitMs)) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#pump();
    }, Math.ceil(waitMs));
  }

  #subscribers(): string {
    const { count } = this.#clients;
    return count === 0 ? '' : `${count} subscribed`;
  }
}
