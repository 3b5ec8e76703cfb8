import { parseShow } from '../../../core/show/parse-show.ts';
import type { Device } from '../../../devices/device.ts';
import { createDevice, defaultPoseIs } from '../../../devices/registry.ts';
import { PosePlane } from '../../../server/realtime/pose-plane.ts';
import { ShowClock } from '../../../server/time/show-clock.ts';
import { CameraSet } from '../../../server/tracking/camera-set.ts';
import { FrameLead } from '../../../server/tracking/frame-lead.ts';
import { FramePlanner } from '../../../server/tracking/frame-planner.ts';
import { cameraCount, soakShow, trackerHz, wallHz } from './soak-show.ts';

const loopback = { address: '127.0.0.1', port: 50_000 };
/** Samples of each camera in one wall frame. */
const samplesPerFrame = trackerHz / wallHz;

/** The server's way of a pose, from datagram to frame packet, on a clock that is turned by hand. */
export class ManualServer {
  readonly planner: FramePlanner;
  readonly device: Device;
  readonly #cameras: CameraSet;
  readonly #packets: readonly Uint8Array[];
  #nowMs = 0;
  #sample = 0;
  #next = 0;

  constructor(packets: readonly Uint8Array[]) {
    const parsed = parseShow(soakShow(9000), ['grid']);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.fault));
    const [entry] = parsed.value.devices;
    if (!entry) throw new Error('The show has no device.');
    const nowMs = () => this.#nowMs;
    const clock = new ShowClock(
      { monotonicMs: nowMs, hrtimeNs: () => 0n, wallClockMs: nowMs, bootId: '' },
      undefined,
      0,
    );
    const plane = new PosePlane(clock);
    this.#packets = packets;
    this.#cameras = new CameraSet({
      poseIs: (device) => (device ? defaultPoseIs(device) : 'tracker'),
      onSample: plane.sendSample,
      standing: {},
    });
    this.#cameras.configure(parsed.value);
    this.device = createDevice(entry, {
      nowMs,
      onStatus: () => {},
      sink: {
        sample: (sample) => this.#cameras.route(entry.id, sample),
        command: () => {},
        control: () => {},
      },
    });
    const { rates } = parsed.value.stage;
    const held: string[] = [];
    this.planner = new FramePlanner({
      clock,
      rate: () => rates.wall,
      lead: new FrameLead(),
      epoch: () => 1,
      stateRevision: () => 1,
      evaluate: (packet, now) => this.#cameras.evaluate(packet, now, held, false),
      send: (bytes, sequence) => plane.sendFrame(bytes, sequence),
    });
  }

  /** All datagrams of one wall frame at their times, and the frame's own plan. */
  runFrame(): void {
    for (let i = 0; i < samplesPerFrame; i++) {
      this.#sample += 1;
      this.#nowMs = (1000 * this.#sample) / trackerHz;
      for (let camera = 0; camera < cameraCount; camera++) this.#receiveNext();
    }
    this.planner.plan(this.#nowMs);
  }

  #receiveNext(): void {
    const bytes = this.#packets[this.#next];
    this.#next = (this.#next + 1) % this.#packets.length;
    if (bytes) this.device.receive(bytes, loopback);
  }
}
