import type { ControlEvent } from '../../core/control/control-event.ts';
import { done, type Result } from '../../core/result.ts';
import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import type { Device, DeviceStatus } from '../../devices/device.ts';
import type {
  HidBackend,
  HidFault,
  HidInfo,
  HidListener,
  OpenHid,
} from '../../devices/hid/backend.ts';
import { hidFactoryOn } from '../../devices/hid/hid-factory.ts';
import type { EncodeJpeg } from '../../devices/hid/lights/jpeg-aside.ts';
import type { startTicker } from '../../devices/simulated/ticker.ts';
import { copyOf } from './collect.ts';

/** Time that a test moves: what is due runs in order, with everything that it started. */
export class ManualTime {
  nowMs = 1000;
  #timers: { atMs: number; run: () => void }[] = [];

  readonly now = (): number => this.nowMs;

  readonly after = (ms: number, run: () => void): (() => void) => {
    const timer = { atMs: this.nowMs + ms, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  };

  readonly startTicker: typeof startTicker = (rateHz, _nowMs, tick) => {
    let index = 0;
    const next = (): void => {
      tick(index);
      index += 1;
      cancel = this.after(1000 / rateHz, next);
    };
    let cancel = this.after(0, next);
    return { stop: () => cancel() };
  };

  get waiting(): number {
    return this.#timers.length;
  }

  async advance(ms: number): Promise<void> {
    const endMs = this.nowMs + ms;
    await settled();
    for (let next = this.#due(endMs); next; next = this.#due(endMs)) {
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.nowMs = Math.max(this.nowMs, next.atMs);
      next.run();
      await settled();
    }
    this.nowMs = endMs;
  }

  #due(endMs: number): { atMs: number; run: () => void } | undefined {
    return this.#timers.filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs)[0];
  }
}

/** Everything that promises have started has run. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A HID library with devices that a test plugs, moves and unplugs. */
export class FakeHid implements HidBackend {
  readonly plugged: HidInfo[] = [];
  readonly lines = new Map<string, HidListener>();
  readonly written: { path: string; isFeature: boolean; hex: string }[] = [];
  listFault: HidFault | undefined;
  readonly openFaults = new Map<string, HidFault>();
  isClosed = false;

  plug(info: Partial<HidInfo> & Pick<HidInfo, 'vendorId' | 'productId' | 'path'>): void {
    this.plugged.push({
      serial: '',
      product: '',
      manufacturer: '',
      interface: 0,
      usagePage: 0,
      usage: 0,
      mayOpen: true,
      ...info,
    });
  }

  /** The device is gone, with what node-hid says then: often nothing. */
  unplug(path: string, reason = ''): void {
    const at = this.plugged.findIndex((info) => info.path === path);
    if (at >= 0) this.plugged.splice(at, 1);
    const line = this.lines.get(path);
    this.lines.delete(path);
    line?.error(reason);
  }

  send(path: string, ...reports: (string | Uint8Array)[]): void {
    for (const report of reports) {
      const bytes = typeof report === 'string' ? Buffer.from(report, 'hex') : report;
      this.lines.get(path)?.data(Uint8Array.from(bytes));
    }
  }

  async list(): Promise<Result<HidInfo[], HidFault>> {
    return this.listFault ? { ok: false, fault: this.listFault } : done([...this.plugged]);
  }

  async open(path: string, on: HidListener): Promise<Result<OpenHid, HidFault>> {
    const fault = this.openFaults.get(path);
    if (fault) return { ok: false, fault };
    this.lines.set(path, on);
    const write = (bytes: Uint8Array, isFeature: boolean): void => {
      this.written.push({ path, isFeature, hex: Buffer.from(bytes).toString('hex') });
    };
    return done({
      write: (bytes) => write(bytes, false),
      sendFeatureReport: (bytes) => write(bytes, true),
      close: async () => {
        if (this.lines.get(path) === on) this.lines.delete(path);
      },
    });
  }

  async close(): Promise<void> {
    this.isClosed = true;
  }
}

export interface CollectedHid {
  device: Device;
  time: ManualTime;
  hid: FakeHid;
  samples: TrackingSample[];
  events: ControlEvent[];
  statuses: DeviceStatus[];
}

interface Surroundings {
  time: ManualTime;
  hid: FakeHid;
  claimed: Set<string>;
  encodeJpeg: EncodeJpeg;
}

/** A device of kind `hid` on a fake library and on time that a test moves. */
export function collectHid(options: object, given: Partial<Surroundings> = {}): CollectedHid {
  const time = given.time ?? new ManualTime();
  const hid = given.hid ?? new FakeHid();
  const { claimed = new Set(), encodeJpeg = async (rgba) => rgba } = given;
  const samples: TrackingSample[] = [];
  const events: ControlEvent[] = [];
  const statuses: DeviceStatus[] = [];
  const factory = hidFactoryOn({
    connect: () => hid,
    startTicker: time.startTicker,
    after: time.after,
    encodeJpeg,
    claimed,
  });
  const device = factory.create('puck', options, {
    nowMs: time.now,
    onStatus: () => statuses.push(device.status()),
    sink: {
      sample: (sample) => samples.push(copyOf(sample)),
      command: () => {},
      control: (event) => events.push({ ...event }),
    },
  });
  return { device, time, hid, samples, events, statuses };
}

/** A SpaceMouse Compact, as Linux lists it. */
export const puck = (path = '/dev/hidraw0', serial = '') => ({
  path,
  serial,
  vendorId: 0x256f,
  productId: 0xc635,
  product: 'SpaceMouse Compact',
  usagePage: 1,
  usage: 8,
});

/** A straight response, so that a pose is speed times time. */
const straight = {
  metresPerSecond: 1,
  deadZone: 0,
  exponent: 1,
  start: { position: [0, 1.5, 0], rotationDeg: [0, 0, 0] },
};

/** A device on a puck that is plugged in and open. */
export async function openPuck(options: object = {}): Promise<CollectedHid> {
  const collected = collectHid({ match: 'spacemouse', ...straight, ...options });
  collected.hid.plug(puck());
  await collected.device.open();
  return collected;
}
