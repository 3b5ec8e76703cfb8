import { copyPose, createPose, type Pose, vec3 } from '../math.ts';
import { turnBetween } from './motion.ts';

/** Less than this is a tracker's noise and says nothing about order: m and rad. */
const leastMetres = 0.0003;
const leastRadians = 0.0003;

/** A step this long for each slot tells how many slots a pose is ahead. */
const tellingMetres = 0.0015;
const tellingRadians = 0.0015;
/** So far from a whole number of steps a movement tells nothing. */
const unclear = 0.35;
/** A packet is overtaken by so many others at most: later than that it is too old to matter. */
const reach = 3;
/** More empty slots than that are a silence: what was sent in it is lost, and no pose after it is of it. */
const mostHoles = 8;

interface Taken {
  pose: Pose;
  /** Slots of the source's rhythm since the pose before it. */
  slots: number;
  /** Those of them that are still empty. */
  holes: number;
}

/**
 * Recognises a pose that others overtook on its way, of a source that neither counts nor times its
 * packets: it lies between two of the newest poses, where the source's rhythm left a hole.
 */
export class OvertakenGate {
  readonly #taken: Taken[] = Array.from({ length: reach + 1 }, () => ({
    pose: createPose(),
    slots: 1,
    holes: 0,
  }));
  #count = 0;

  /** Whether `pose` (tracker space) is older than the pose taken last. */
  isOvertaken(pose: Readonly<Pose>): boolean {
    for (let ago = 0; ago < Math.min(reach, this.#count - 1); ago++) {
      const [newer, older] = [this.#at(ago), this.#at(ago + 1)];
      if (newer && older && newer.holes > 0 && isBetween(older.pose, pose, newer.pose)) {
        newer.holes -= 1;
        return true;
      }
    }
    return false;
  }

  /**
   * How many slots a pose is ahead of the newest by its movement, 1 up to `most` (what its arrival
   * says): a packet that was held up on its way arrives in a later slot than its own.
   */
  slotsAhead(pose: Readonly<Pose>, most: number): number {
    const [newest, before] = [this.#at(0), this.#at(1)];
    if (this.#count < 2 || !newest || !before) return most;
    const { slots } = newest;
    vec3.subtract(step, newest.pose.position, before.pose.position);
    vec3.subtract(part, pose.position, newest.pose.position);
    if (vec3.length(step) > tellingMetres * slots) return stepsIn(step, part, slots, most);
    turnBetween(step, before.pose, newest.pose);
    turnBetween(part, newest.pose, pose);
    const tells = vec3.length(step) > tellingRadians * slots;
    return tells ? stepsIn(step, part, slots, most) : most;
  }

  accept(pose: Readonly<Pose>, holes: number): void {
    this.#count += 1;
    const taken = this.#at(0);
    if (!taken) return;
    copyPose(taken.pose, pose);
    taken.slots = holes + 1;
    taken.holes = holes > mostHoles ? 0 : holes;
  }

  /** Poses to come are not to be compared with those that came. */
  clear(): void {
    this.#count = 0;
  }

  #at(ago: number): Taken | undefined {
    return this.#taken[(this.#count - ago) % (reach + 1)];
  }
}

/** How many of the steps, `slots` of which make `whole`, lead to `moved`. */
function stepsIn(
  whole: Readonly<vec3>,
  moved: Readonly<vec3>,
  slots: number,
  most: number,
): number {
  const steps = (slots * vec3.dot(whole, moved)) / vec3.squaredLength(whole);
  const nearest = Math.round(steps);
  if (nearest < 1 || nearest > most || Math.abs(steps - nearest) > unclear) return most;
  return nearest;
}

function isBetween(from: Readonly<Pose>, pose: Readonly<Pose>, to: Readonly<Pose>): boolean {
  vec3.subtract(step, to.position, from.position);
  vec3.subtract(part, pose.position, from.position);
  if (liesBetween(step, part, leastMetres)) return true;
  turnBetween(step, from, to);
  turnBetween(part, from, pose);
  return liesBetween(step, part, leastRadians);
}

/** Whether `part` ends well inside `step`, by more than `least` from both of its ends, and beside it by less. */
function liesBetween(whole: Readonly<vec3>, inside: Readonly<vec3>, least: number): boolean {
  const length = vec3.length(whole);
  if (length < 2 * least) return false;
  const along = vec3.dot(whole, inside) / length;
  const aside = Math.sqrt(Math.max(0, vec3.squaredLength(inside) - along * along));
  return along > least && along < length - least && aside < Math.min(along, length - along);
}

const step = vec3.create();
const part = vec3.create();
