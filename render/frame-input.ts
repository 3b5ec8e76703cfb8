import type { vec3 } from '../core/math.ts';
import type { Params, Placement } from '../core/show/scalars.ts';
import type { InnerCamera } from '../core/stage/inner-camera.ts';
import type { SceneInstance, SceneObjects } from '../scenes/scene.ts';

/** One environment at one moment. */
export interface DrawnDeck {
  /** Absent while it is not loaded: the deck is black. */
  instance: SceneInstance | undefined;
  /** View pixels per wall pixel, at most 1. */
  density: number;
  contentTimeMs: number;
  params: Params;
  placement: Placement;
  objects: SceneObjects;
}

/** Everything that the linear picture of a frame depends on. */
export interface FrameInput {
  eye: vec3;
  first: DrawnDeck;
  /** The new deck while a fade runs, and its share. */
  second: DrawnDeck | null;
  mix: number;
  /** The first `cameraCount` are valid, lowest priority first. */
  cameras: readonly InnerCamera[];
  cameraCount: number;
}
