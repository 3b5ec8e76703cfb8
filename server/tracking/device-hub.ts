import type { Principal } from '../../core/commands/authorise.ts';
import type { CommandRequest } from '../../core/commands/table.ts';
import type { ControlEvent, Lamp } from '../../core/control/control-event.ts';
import { sameJson } from '../../core/show/patch.ts';
import type { DeviceEntry } from '../../core/show/show-schema.ts';
import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import type { CommandResult } from '../../core/wire/events.ts';
import type { DeviceStatusReport } from '../../core/wire/status.ts';
import type { Device, DeviceContext, ShowFeedback } from '../../devices/device.ts';
import type { Log } from '../observe/log.ts';
import { deviceReport } from './device-report.ts';
import { OneSender } from './one-sender.ts';
import { type HeardSubject, SubjectsSeen } from './subjects-seen.ts';

export interface DeviceHubOptions {
  create: (entry: DeviceEntry, context: DeviceContext) => Device;
  nowMs: () => number;
  /** Gives a sample to the cameras it is for; `false` when there is none. */
  route: (deviceId: string, sample: TrackingSample) => boolean;
  command: (request: CommandRequest, principal: Principal) => Promise<CommandResult>;
  /** A control of a device was moved; `false` when it is bound to nothing. */
  control: (deviceId: string, event: Readonly<ControlEvent>) => boolean;
  /** What `interface` is when a device's options leave it out. */
  host: string;
  takesFolder: string;
  log: Pick<Log, 'info' | 'warn'>;
}

/** A device as the show has it now, with what the hub counts beside it. */
export interface OpenDevice {
  entry: DeviceEntry;
  device: Device;
  /** What passed the device and was refused behind it, by reason: `no-camera`, or a command's code. */
  refused: Map<string, number>;
  seen: SubjectsSeen;
  senders: Record<TrackingSample['kind'], OneSender>;
  told: string;
}

/** The show's inputs: opened, closed and reopened as the show changes, each on its own. */
export class DeviceHub {
  readonly #options: DeviceHubOptions;
  readonly #devices = new Map<string, OpenDevice>();
  #working: Promise<void> = Promise.resolve();

  constructor(options: DeviceHubOptions) {
    this.#options = options;
  }

  /** Follows the show: only what changed is closed and opened. Resolves when all of it is done. */
  configure(entries: readonly DeviceEntry[]): Promise<void> {
    this.#working = this.#working
      .then(() => this.#follow(entries))
      .catch((error: unknown) => {
        this.#options.log.warn({ err: error }, 'A device could not be opened or closed.');
      });
    return this.#working;
  }

  stop(): Promise<void> {
    return this.configure([]);
  }

  reports(): DeviceStatusReport[] {
    const nowMs = this.#options.nowMs();
    return [...this.#devices.values()].map((open) => deviceReport(open, nowMs));
  }

  /** The subjects that were heard lately on each device, by its id. */
  subjects(): Map<string, HeardSubject[]> {
    const nowMs = this.#options.nowMs();
    return new Map([...this.#devices].map(([id, { seen }]) => [id, seen.heard(nowMs)]));
  }

  /** Lights a control of a device that can show something. */
  show(deviceId: string, control: string, lamp: Lamp): void {
    this.#devices.get(deviceId)?.device.show?.(control, lamp);
  }

  /** Tells every device that may have listeners of its own that the show stands otherwise. */
  feedback(items: ShowFeedback): void {
    for (const { device } of this.#devices.values()) device.feedback?.(items);
  }

  /** A command that a device's control gave, counted by its refusal like any other. */
  give(request: CommandRequest, principal: Principal): void {
    const open = this.#devices.get(principal.who);
    if (open) this.#give(open, request, principal);
  }

  async #follow(entries: readonly DeviceEntry[]): Promise<void> {
    const wanted = new Map(entries.map((entry) => [entry.id, entry]));
    const gone = [...this.#devices.values()].filter(({ entry }) => {
      const next = wanted.get(entry.id);
      return !next || !sameJson(next, entry);
    });
    // A port must be free before another device may take it.
    await Promise.allSettled(gone.map(({ device }) => device.close()));
    for (const { entry } of gone) this.#devices.delete(entry.id);
    const added = entries.filter(({ id }) => !this.#devices.has(id)).map((e) => this.#add(e));
    await Promise.allSettled(added.map(({ device }) => device.open()));
    for (const open of added) this.#tell(open);
  }

  #add(entry: DeviceEntry): OpenDevice {
    const { create, nowMs, host, takesFolder } = this.#options;
    const sink = {
      sample: (sample: TrackingSample) => {
        const atMs = nowMs();
        open.seen.saw(sample, atMs);
        if (!isOfOneSender(open, sample, atMs)) count(open, 'other-sender');
        else if (!this.#options.route(entry.id, sample)) count(open, 'no-camera');
      },
      command: (request: CommandRequest, from: { address: string }) =>
        this.#command(open, request, from.address),
      control: (event: Readonly<ControlEvent>) => {
        if (!this.#options.control(entry.id, event)) count(open, 'unbound');
      },
    };
    const onStatus = () => this.#tell(open);
    const device = create(entry, { nowMs, sink, onStatus, host, takesFolder });
    const seen = new SubjectsSeen();
    const senders = { camera: new OneSender(), object: new OneSender() };
    const open: OpenDevice = { entry, device, refused: new Map(), seen, senders, told: '' };
    this.#devices.set(entry.id, open);
    return open;
  }

  #command(open: OpenDevice, request: CommandRequest, who: string): void {
    this.#give(open, request, { who, role: 'remote', door: 'osc' });
  }

  #give(open: OpenDevice, request: CommandRequest, principal: Principal): void {
    this.#options.command(request, principal).then(
      (result) => result.ok || count(open, result.error.code),
      (error: unknown) => {
        this.#options.log.warn({ err: error }, 'A command from a device failed.');
      },
    );
  }

  /** One line when the state of a device changed, none while it stays. */
  #tell(open: OpenDevice): void {
    const status = open.device.status();
    const text = status.state === 'unavailable' ? status.reason : `${status.state}`;
    if (text === open.told || this.#devices.get(open.entry.id) !== open) return;
    open.told = text;
    const detail = status.state === 'open' ? `: ${status.detail}` : '';
    const { log } = this.#options;
    if (status.state === 'unavailable') log.warn(`Device "${open.entry.id}": ${text}`);
    else log.info(`Device "${open.entry.id}" is ${text}${detail}`);
  }
}

function count({ refused }: OpenDevice, reason: string): void {
  refused.set(reason, (refused.get(reason) ?? 0) + 1);
}

/** Poses of two senders would move a camera to and fro. */
function isOfOneSender(
  { device, senders }: OpenDevice,
  { kind, subject, hasPose }: TrackingSample,
  nowMs: number,
): boolean {
  const from = hasPose ? device.sender?.() : undefined;
  return from === undefined || senders[kind].accepts(subject, from, nowMs);
}
