import type { Result } from '../../core/result.ts';
import type { Show } from '../../core/show/show-schema.ts';
import { subjectUsers } from '../../core/show/subject-users.ts';
import type { DeviceKindReport, DiscoveryReport, SubjectSeen } from '../../core/wire/discovery.ts';
import type { DeviceFactory } from '../../devices/device.ts';
import type { ListedHid } from '../../devices/hid/list-devices.ts';
import type { MidiPorts } from '../../devices/midi/backend.ts';
import { kindWords } from '../../devices/option-meanings.ts';
import type { DiscoveryService } from '../services.ts';
import type { HeardSubject } from '../tracking/subjects-seen.ts';
import { inTime, type Question } from './answered-in-time.ts';
import { type Interfaces, interfacesFound } from './interfaces-found.ts';
import type { MachinePorts } from './machine-ports.ts';

export interface DiscoveryOptions {
  factories: Iterable<DeviceFactory>;
  /** What `interface` is when a device's options leave it out. */
  host: string;
  interfaces: () => Interfaces;
  ports: MachinePorts;
  show: () => Pick<Show, 'cameras' | 'objects'>;
  heard: () => ReadonlyMap<string, readonly HeardSubject[]>;
  nowMs: () => number;
  /** How long a library may take; 2 s if absent. */
  patienceMs?: number;
}

/** An answer stands for so long: several pages that look cost no more than one. */
const freshMs = 1000;
/** Without a question for so long, the libraries' processes are given back. */
const restAfterMs = 10_000;

/** What there is at this machine and on the wire, looked for when somebody asks. */
export class Discovery implements DiscoveryService {
  readonly #options: DiscoveryOptions;
  readonly #kinds: DeviceKindReport[];
  readonly #hid: Question<ListedHid[]>;
  readonly #midi: Question<MidiPorts>;
  readonly #audio: Question<string[]>;
  #looking: Promise<DiscoveryReport> | undefined;
  #lookedMs = Number.NEGATIVE_INFINITY;
  #rest: NodeJS.Timeout | undefined;

  constructor(options: DiscoveryOptions) {
    this.#options = options;
    this.#kinds = [...options.factories].map((factory) => kindReport(factory, options.host));
    const { ports, patienceMs = 2000 } = options;
    const within = <Found>(name: string, ask: () => Promise<Result<Found, string>>) =>
      inTime({ ask, patienceMs, late: lateReason(name, patienceMs) });
    this.#hid = within('The USB (HID) library', () => ports.hid());
    this.#midi = within('The MIDI library', () => ports.midi());
    this.#audio = within('The program that lists sound inputs', () => ports.audio());
  }

  kinds(): readonly DeviceKindReport[] {
    return this.#kinds;
  }

  look(): Promise<DiscoveryReport> {
    const nowMs = this.#options.nowMs();
    if (this.#looking && nowMs - this.#lookedMs < freshMs) return this.#looking;
    this.#lookedMs = nowMs;
    this.#looking = this.#look();
    this.#restLater();
    return this.#looking;
  }

  async stop(): Promise<void> {
    clearTimeout(this.#rest);
    await this.#options.ports.rest();
  }

  async #look(): Promise<DiscoveryReport> {
    const [hid, midi, audio] = await Promise.all([
      this.#hid.ask(),
      this.#midi.ask(),
      this.#audio.ask(),
    ]);
    const ports = midi.ok ? midi.value : { inputs: [], outputs: [] };
    return {
      interfaces: interfacesFound(this.#options.interfaces()),
      hid: listed(hid),
      midi: { inputs: [...ports.inputs], outputs: [...ports.outputs], reason: reasonOf(midi) },
      audio: listed(audio),
      subjects: this.#subjects(),
    };
  }

  #subjects(): SubjectSeen[] {
    const show = this.#options.show();
    return [...this.#options.heard()].flatMap(([device, heard]) =>
      heard.map((each) => ({ device, ...each, ...subjectUsers(show, device, each.subject) })),
    );
  }

  #restLater(): void {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => void this.#options.ports.rest(), restAfterMs);
    this.#rest.unref();
  }
}

const kindReport = (factory: DeviceFactory, host: string): DeviceKindReport => ({
  kind: factory.kind,
  title: kindWords[factory.kind]?.title ?? factory.kind,
  options: { ...factory.optionsSchema(host) },
  poseIs: factory.poseIs,
});

const lateReason = (name: string, patienceMs: number): string =>
  `${name} has not answered in ${patienceMs / 1000} s. Its answer is shown when it comes; if it never does, unplug what was plugged in last.`;

const reasonOf = (answer: Result<unknown, string>): string => (answer.ok ? '' : answer.fault);

const listed = <Item>(answer: Result<Item[], string>): { found: Item[]; reason: string } => ({
  found: answer.ok ? answer.value : [],
  reason: reasonOf(answer),
});
