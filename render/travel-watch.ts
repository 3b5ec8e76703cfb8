import { offsetFromEye, travelWarning } from '../core/layers/placed-travel.ts';
import { travelReaches } from '../core/layers/safe-travel.ts';
import { vec3 } from '../core/math.ts';
import type { Placement } from '../core/show/scalars.ts';
import type { FrameSubjects } from '../core/wire/frame-packet.ts';
import { idHash } from '../core/wire/message-type.ts';
import type { SceneTravel } from '../scenes/scene.ts';
import type { TravelModel } from './stage-view/travel-model.ts';

/** Where nothing tears the volume has no end; it is drawn no further than a stage is wide. */
const drawnM = 4;
const offset = vec3.create();

/** Keeps the volume of safe travel of what a deck shows, and says which camera has left it. */
export class TravelWatch {
  #travel: SceneTravel | undefined;
  #reachesM: number[] = [];

  /** A few times a second: draws the volume and gives the warning, in words. */
  look(
    travel: SceneTravel | undefined,
    placement: Placement,
    cameraIds: readonly string[],
    { cameras, cameraCount }: FrameSubjects,
    model: TravelModel,
  ): string | undefined {
    if (!travel || travel.samples.length === 0) {
      model.hide();
      return undefined;
    }
    if (travel !== this.#travel) {
      this.#travel = travel;
      const limits = { ...travel.limits, mostM: Math.min(travel.limits.mostM, drawnM) };
      this.#reachesM = travelReaches(travel.samples, limits);
    }
    let warning: string | undefined;
    for (let i = 0; i < cameraCount && warning === undefined; i++) {
      const camera = cameras[i];
      if (!camera || camera.status === 'lost') continue;
      offsetFromEye(offset, camera.pose.position, placement, travel.eye);
      const name = cameraIds.find((id) => idHash(id) === camera.idHash) ?? String(i + 1);
      warning = travelWarning(name, offset, placement.scale, travel);
    }
    model.set(travel.eye, this.#reachesM, placement, warning !== undefined);
    return warning;
  }
}
