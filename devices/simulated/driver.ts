import { z } from 'zod';
import { createPose, type Pose } from '../../core/math.ts';
import { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import type { Device, DeviceContext, DeviceStatus } from '../device.ts';
import { deviceFactory } from '../device-factory.ts';
import { PacketCounters } from '../packet-counters.ts';
import { type MotionOptions, motionPose, motionShape } from './motion.ts';
import { startTicker, type Ticker } from './ticker.ts';

const schema = z.object({
  subject: z.string().min(1).max(128).default('1'),
  rateHz: z.number().min(1).max(240).default(60),
  /** Absent: the sample carries no lens, and the camera's own settings stand. */
  focalLengthMm: z.number().positive().max(5000).optional(),
  ...motionShape,
});
type SimulatedOptions = z.infer<typeof schema>;

/** A camera that needs no hardware: a motion program sampled at a steady rate. */
export const simulatedFactory = deviceFactory({
  kind: 'simulated',
  poseIs: 'pupil',
  schema: () => schema,
  make: (id, options, context) => new SimulatedCamera(id, options, context),
});

class SimulatedCamera implements Device {
  readonly id: string;
  readonly kind = 'simulated';
  readonly #options: SimulatedOptions;
  readonly #context: DeviceContext;
  readonly #counters = new PacketCounters();
  readonly #sample = new TrackingSample();
  readonly #pose = createPose();
  #ticker: Ticker | undefined;

  constructor(id: string, options: SimulatedOptions, context: DeviceContext) {
    this.id = id;
    this.#options = options;
    this.#context = context;
  }

  async open(): Promise<void> {
    this.#ticker?.stop();
    const { nowMs, onStatus } = this.#context;
    // Counted from show time 0, so that a restarted server finds the camera where it would be.
    this.#ticker = startTicker(this.#options.rateHz, nowMs, (index) => this.#send(index), 0);
    onStatus();
  }

  async close(): Promise<void> {
    this.#ticker?.stop();
    this.#ticker = undefined;
    this.#context.onStatus();
  }

  status(): DeviceStatus {
    const { motion, rateHz } = this.#options;
    if (!this.#ticker) return { state: 'closed' };
    return { state: 'open', detail: `${motion} at ${rateHz} samples a second` };
  }

  counters(): PacketCounters {
    return this.#counters;
  }

  receive(): void {
    this.#counters.refuse('no-input');
  }

  #send(index: number): void {
    const { subject, rateHz, focalLengthMm } = this.#options;
    const sample = this.#sample;
    sample.clear();
    sample.subject = subject;
    sample.receivedMs = this.#context.nowMs();
    sample.sourceTimeMs = (index * 1000) / rateHz;
    sample.sequence = index;
    setPose(sample, this.#pose, sample.sourceTimeMs, this.#options);
    if (focalLengthMm !== undefined) sample.focalLengthMm = focalLengthMm;
    this.#counters.accept();
    this.#context.sink.sample(sample);
  }
}

function setPose(sample: TrackingSample, pose: Pose, tMs: number, options: MotionOptions): void {
  const { position, orientation } = motionPose(pose, tMs, options);
  sample.hasPose = true;
  sample.x = position[0];
  sample.y = position[1];
  sample.z = position[2];
  sample.qx = orientation[0];
  sample.qy = orientation[1];
  sample.qz = orientation[2];
  sample.qw = orientation[3];
}
