import type { SwitchReport } from '../../core/wire/events.ts';
import type {
  CameraStatusReport,
  DeviceStatusReport,
  FrameClockStatus,
  ObjectStatusReport,
  OutputStatus,
} from '../../core/wire/status.ts';
import type { OutputRegistry } from '../outputs/output-registry.ts';
import type { StatusService } from '../services.ts';
import type { HouseSync } from '../time/house-sync.ts';
import type { CameraSet } from '../tracking/camera-set.ts';
import type { DeviceHub } from '../tracking/device-hub.ts';

/** What runs, for the HTTP calls and the pages. */
export class EngineStatusService implements StatusService {
  readonly #nowMs: () => number;
  readonly #cameras: CameraSet;
  readonly #devices: DeviceHub;
  readonly #outputs: OutputRegistry;
  readonly #house: HouseSync;

  constructor(
    nowMs: () => number,
    cameras: CameraSet,
    devices: DeviceHub,
    outputs: OutputRegistry,
    house: HouseSync,
  ) {
    this.#nowMs = nowMs;
    this.#cameras = cameras;
    this.#devices = devices;
    this.#outputs = outputs;
    this.#house = house;
  }

  cameras(): CameraStatusReport[] {
    return this.#cameras.reports(this.#nowMs());
  }

  objects(): ObjectStatusReport[] {
    return this.#cameras.objects.reports(this.#nowMs());
  }

  devices(): DeviceStatusReport[] {
    return this.#devices.reports();
  }

  outputs(): OutputStatus[] {
    return this.#outputs.statuses();
  }

  frameClock(): FrameClockStatus {
    return this.#house.status();
  }

  switches(output: string): readonly SwitchReport[] {
    return this.#outputs.switches(output);
  }
}
