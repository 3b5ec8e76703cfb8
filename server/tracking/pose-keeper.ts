import { copyPose, createPose, type Pose, quatFromRotationDeg, vec3 } from '../../core/math.ts';
import type { Conditioning } from '../../core/show/conditioning-schema.ts';
import { EasedReturn } from '../../core/tracking/eased-return.ts';
import type { FrameCamera } from '../../core/wire/frame-packet.ts';
import type { FrameConditions } from './camera-tracker.ts';
import type { SourceTrack } from './source-track.ts';

/** A lost camera takes so long to its safe pose, ms. */
const toSafeMs = 2000;

/** What a camera shows when its tracker is not simply followed: held, going to safety, coming back. */
export class PoseKeeper {
  /** Pose of the frame evaluated last. */
  readonly shown: Pose;
  readonly #held = createPose();
  readonly #safe = createPose();
  readonly #easing = new EasedReturn();
  #isHeld = false;
  #isSafe = false;

  constructor(pose: Pose) {
    this.shown = pose;
  }

  /** Puts the pose to be shown into `out`; whether it stands still whatever the tracker does. */
  keep(
    track: SourceTrack,
    conditioning: Conditioning,
    { held, rolling, framePeriodMs }: FrameConditions,
    nowMs: number,
    out: FrameCamera,
  ): boolean {
    const isLost = out.status === 'lost' && track.hasSample;
    const isSafe = conditioning.onLost === 'safe' && isLost && (this.#isSafe || !rolling);
    if (isSafe) this.#goToSafety(conditioning, nowMs, out.pose);
    else if (this.#isSafe || track.hasReturned) {
      this.#easing.begin(this.shown, out.pose, nowMs, framePeriodMs);
    }
    this.#isSafe = isSafe;
    if (!isLost) track.hasReturned = false;
    this.#easing.apply(out.pose, nowMs);
    if (held) this.#hold(out.pose);
    this.#isHeld = held;
    copyPose(this.shown, out.pose);
    return held || isSafe;
  }

  #goToSafety({ safePose }: Conditioning, nowMs: number, out: Pose): void {
    vec3.copy(this.#safe.position, safePose.position);
    quatFromRotationDeg(this.#safe.orientation, safePose.rotationDeg);
    if (!this.#isSafe) this.#easing.beginFor(toSafeMs, this.shown, this.#safe, nowMs);
    copyPose(out, this.#safe);
  }

  #hold(out: Pose): void {
    if (!this.#isHeld) copyPose(this.#held, this.shown);
    copyPose(out, this.#held);
  }
}
