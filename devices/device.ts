import type { CommandRequest } from '../core/commands/table.ts';
import type { ControlEvent, Lamp } from '../core/control/control-event.ts';
import type { Problem } from '../core/result.ts';
import type { PoseIs } from '../core/show/camera-schema.ts';
import type { TrackingSample } from '../core/tracking/tracking-sample.ts';

/** Where a datagram came from; what the allow-list and the log are about. */
export interface RemoteAddress {
  address: string;
  port: number;
}

/** One value of the show's state, for remotes that show it. */
export interface FeedbackItem {
  address: string;
  args: readonly (number | string | boolean)[];
}

/** Works the items out when they are asked for: many a show has nobody who listens. */
export type ShowFeedback = () => readonly FeedbackItem[];

/** What a device delivers. The calls return at once and never throw. */
export interface DeviceSink {
  /** The sample is only lent: it is overwritten by the next packet. */
  sample(sample: TrackingSample): void;
  /** A command that passed the device's allow-list; the server still authorises it. */
  command(request: CommandRequest, from: RemoteAddress): void;
  /** A key, fader or wheel was moved: the server looks up what it is bound to. The event is only lent. */
  control(event: Readonly<ControlEvent>): void;
}

export interface DeviceContext {
  /** Monotonic milliseconds; the stamp of `receivedMs`. */
  nowMs: () => number;
  sink: DeviceSink;
  /** Called when `status()` changed; counters change without it. */
  onStatus: () => void;
  /** What `interface` is when the options leave it out: the server's `--host`. Absent: 127.0.0.1. */
  host?: string;
  /** Folder of the show's recorded takes; only recordings inside it are played. */
  takesFolder?: string;
}

/**
 * State of a device: `unavailable` says in `reason` what failed and what to do (port in use, no such
 * interface); the rest of the show goes on. `port` is the bound UDP port, for options with port 0.
 */
export type DeviceStatus =
  | { state: 'closed' }
  | { state: 'open'; detail: string; port?: number }
  | { state: 'unavailable'; reason: string };

/**
 * Counts since the device was made: accepted packets or messages, refused ones by reason (a stable
 * word such as `checksum`), and oddities that were accepted all the same (`checksum-mod-255`).
 * Every datagram adds at least one to accepted or refused.
 */
export interface DeviceCounters {
  accepted: number;
  refused: ReadonlyMap<string, number>;
  noted?: ReadonlyMap<string, number>;
}

/** One input. Opening never rejects: what goes wrong is its status. */
export interface Device {
  readonly id: string;
  readonly kind: string;
  open(): Promise<void>;
  close(): Promise<void>;
  status(): DeviceStatus;
  counters(): DeviceCounters;
  /**
   * Takes one datagram as if it had arrived from `from`: the door for replay and tests, the same
   * path as the socket's. Never throws.
   */
  receive(bytes: Uint8Array, from: RemoteAddress): void;
  /** Who sent what is being delivered, while the sink is called; absent for devices without a network. */
  sender?(): RemoteAddress | undefined;
  /** Lights a key, moves a motor: for devices that can show what their controls stand for. */
  show?(control: string, lamp: Readonly<Lamp>): void;
  /**
   * The show's state is another: `items` is the whole of it as a remote may follow it, for whoever
   * has somebody to tell. The device sends what has changed.
   */
  feedback?(items: ShowFeedback): void;
}

/** Makes a device of one kind from the `options` of the show file, checked by the factory's own schema. */
export interface DeviceFactory {
  kind: string;
  /** What a sample of this kind is when a camera's `source.poseIs` is absent. */
  poseIs: PoseIs;
  /** JSON Schema of what `options` may hold, with what each means; `host` is the default of `interface`. */
  optionsSchema(host: string): object;
  /** What is wrong with `options`, each with a JSON pointer into the device's entry; none when they are valid. */
  problems(options: unknown, host: string): Problem[];
  create(id: string, options: unknown, context: DeviceContext): Device;
}
