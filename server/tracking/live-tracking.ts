import type { Principal } from '../../core/commands/authorise.ts';
import type { CommandRequest } from '../../core/commands/table.ts';
import { sameJson } from '../../core/show/patch.ts';
import type { DeviceEntry } from '../../core/show/show-schema.ts';
import type { ShowState } from '../../core/show/state.ts';
import type { CommandResult } from '../../core/wire/events.ts';
import { feedbackFromShow } from '../../devices/osc/show-feedback.ts';
import { createDevice, defaultPoseIs } from '../../devices/registry.ts';
import { ControlDesk } from '../control/control-desk.ts';
import type { Log } from '../observe/log.ts';
import type { PosePlane } from '../realtime/pose-plane.ts';
import type { ShowEngine } from '../show/show-engine.ts';
import type { Recorder } from '../takes/recorder.ts';
import type { HouseSync } from '../time/house-sync.ts';
import { CameraSet } from './camera-set.ts';
import type { Standing } from './camera-tracker.ts';
import { DeviceHub } from './device-hub.ts';
import type { FrameLead } from './frame-lead.ts';
import { FramePlanner } from './frame-planner.ts';

export interface LiveTrackingOptions {
  engine: ShowEngine;
  posePlane: PosePlane;
  lead: FrameLead;
  house: HouseSync;
  command: (request: CommandRequest, principal: Principal) => Promise<CommandResult>;
  /** Address that UDP inputs are bound to unless the show says otherwise. */
  udpHost: string;
  takesFolder: string;
  standing: Readonly<Record<string, Standing>>;
  recorder: Recorder;
  log: Log;
}

/** From the devices' samples to the frame packets on the pose plane, following the show. */
export class LiveTracking {
  readonly cameras: CameraSet;
  readonly devices: DeviceHub;
  readonly planner: FramePlanner;
  readonly controls: ControlDesk;
  readonly #engine: ShowEngine;
  readonly #house: HouseSync;
  #unsubscribe = () => {};

  constructor(options: LiveTrackingOptions) {
    const { engine, posePlane, lead, house, recorder, command, standing, log } = options;
    const { udpHost, takesFolder } = options;
    this.#engine = engine;
    this.#house = house;
    const nowMs = () => engine.nowMs();
    this.cameras = new CameraSet({
      poseIs: (device) => (device ? defaultPoseIs(device) : 'tracker'),
      onSample: posePlane.sendSample,
      onAccepted: (tracker, track, sample) => recorder.sample(tracker, track, sample),
      standing,
    });
    this.devices = new DeviceHub({
      create: createDevice,
      nowMs,
      route: (device, sample) => {
        if (!Number.isNaN(sample.timecodeFrame)) {
          house.timecodeAt(device, sample.timecodeFrame, sample.receivedMs);
          recorder.timecode(device, sample.timecodeFrame, sample.receivedMs);
          if (!sample.hasPose && sample.subject === 'timecode') return true;
        }
        return this.cameras.route(device, sample);
      },
      command,
      control: (device, event) => this.controls.moved(device, event),
      host: udpHost,
      takesFolder,
      log,
    });
    this.controls = new ControlDesk({
      state: () => engine.state,
      command: (request, principal) => this.devices.give(request, principal),
      show: (device, control, lamp) => this.devices.show(device, control, lamp),
      nowMs,
    });
    this.planner = new FramePlanner({
      clock: engine.clock,
      rate: () => engine.rate,
      lead,
      epoch: () => engine.epoch,
      stateRevision: () => engine.revision,
      evaluate: (packet, now) => {
        const { inhibits, rolling } = engine.state;
        const poseMs = this.cameras.evaluate(packet, now, inhibits.holdTracking, rolling);
        recorder.frame(packet, poseMs);
      },
      send: (bytes, sequence) => posePlane.sendFrame(bytes, sequence),
    });
    this.cameras.configure(engine.state.show);
  }

  async start(): Promise<void> {
    let { show } = this.#engine.state;
    this.#unsubscribe = this.#engine.subscribe({
      patch: (_patch, state) => {
        this.#tell(state);
        if (state.show === show) return;
        const sameDevices = sameJson(state.show.devices, show.devices);
        const sameRates = sameJson(state.show.stage.rates, show.stage.rates);
        show = state.show;
        this.cameras.configure(show);
        if (!sameRates) this.#house.configure(show.stage.rates);
        if (!sameDevices) void this.#configureDevices(show.devices);
      },
    });
    this.planner.start();
    await this.#configureDevices(show.devices);
  }

  async stop(): Promise<void> {
    this.#unsubscribe();
    this.planner.stop();
    this.controls.stop();
    await this.devices.stop();
  }

  /** Lights and remotes follow the show. */
  #tell(state: ShowState): void {
    this.controls.light();
    this.devices.feedback(() => feedbackFromShow(state));
  }

  async #configureDevices(devices: readonly DeviceEntry[]): Promise<void> {
    await this.devices.configure(devices);
    this.controls.configure(devices);
    this.#tell(this.#engine.state);
  }

  /** Pose and lens of every camera, for the next start. */
  standing(): Record<string, Standing> {
    return Object.fromEntries(this.cameras.trackers.map(({ id, standing }) => [id, standing]));
  }
}
