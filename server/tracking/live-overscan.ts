import { type Pose, vec3 } from '../../core/math.ts';
import type { InnerFrustumSettings } from '../../core/show/camera-schema.ts';
import { type HalfTangents, halfTangents } from '../../core/stage/inner-frustum.ts';
import type { WallGeometry } from '../../core/stage/wall-geometry.ts';
import { wallHit } from '../../core/stage/wall-hit.ts';
import {
  createViewSpeed,
  Overscan,
  type OverscanNeed,
  type OverscanSetting,
  viewSpeed,
} from '../../core/tracking/overscan.ts';
import { maxHorizonMs } from '../../core/tracking/predict.ts';
import type { FrameCamera } from '../../core/wire/frame-packet.ts';
import type { OverscanReport } from '../../core/wire/status.ts';

/** The distance to the wall changes slowly, and looking for it costs a little memory. */
const distanceEveryMs = 250;
/** Where the camera looks past every wall. */
const noWallM = 4;

/** One camera's overscan, frame by frame: the formula is `core/tracking/overscan.ts`. */
export class LiveOverscan {
  readonly #overscan = new Overscan();
  readonly #tangents: HalfTangents = { x: 1, y: 1 };
  readonly #setting: OverscanSetting = { mode: 'fixed', least: 1, most: 1 };
  readonly #speed = createViewSpeed();
  readonly #need: OverscanNeed = {
    tanHalfWidth: 1,
    tanHalfHeight: 1,
    speed: this.#speed,
    latencyMs: 0,
    predictedMs: 0,
    isTakeRolling: false,
    elapsedMs: 0,
  };
  #distanceM = noWallM;
  #distanceAtMs = Number.NEGATIVE_INFINITY;
  #lastMs = Number.NaN;

  /** The factor for a frame whose pose, velocity, lens and age are evaluated. */
  update(
    { innerFrustum }: { innerFrustum: InnerFrustumSettings },
    frame: Readonly<FrameCamera>,
    walls: readonly WallGeometry[],
    isTakeRolling: boolean,
    nowMs: number,
  ): number {
    if (nowMs - this.#distanceAtMs >= distanceEveryMs) {
      this.#distanceM = distanceToWall(walls, frame.pose);
      this.#distanceAtMs = nowMs;
    }
    halfTangents(this.#tangents, frame.lens);
    viewSpeed(this.#speed, frame.pose, frame.velocity, this.#distanceM);
    this.#setting.mode = innerFrustum.overscanMode;
    this.#setting.least = innerFrustum.overscan;
    this.#setting.most = innerFrustum.overscanMost;
    const need = this.#need;
    need.tanHalfWidth = this.#tangents.x;
    need.tanHalfHeight = this.#tangents.y;
    need.latencyMs = Math.max(0, frame.ageMs);
    need.predictedMs = Math.min(need.latencyMs, maxHorizonMs);
    need.isTakeRolling = isTakeRolling;
    need.elapsedMs = nowMs - this.#lastMs || 0;
    this.#lastMs = nowMs;
    return this.#overscan.update(this.#setting, need);
  }

  report(): OverscanReport {
    const { factor, coversDegPerS, isAtLimit } = this.#overscan;
    return {
      factor,
      coversDegPerS: Number.isFinite(coversDegPerS) ? coversDegPerS : null,
      isAtLimit,
    };
  }
}

/** How far the nearest wall is along the camera's line of sight, metres. */
function distanceToWall(walls: readonly WallGeometry[], { position, orientation }: Pose): number {
  const ahead = vec3.transformQuat(vec3.create(), [0, 0, -1], orientation);
  const hits = walls.map((wall) => wallHit(wall, position, ahead)?.t ?? Number.POSITIVE_INFINITY);
  const nearest = Math.min(...hits);
  return Number.isFinite(nearest) ? nearest : noWallM;
}
