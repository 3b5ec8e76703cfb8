import type { Scene, WebGLRenderer } from 'three';
import type { TravelLimits, TravelSample } from '../core/layers/safe-travel.ts';
import { createPose, type Pose } from '../core/math.ts';

/** A parameter that the operator sees. Values travel as JSON; unknown ones are ignored. */
export type SceneParameter =
  | {
      kind: 'number';
      name: string;
      label: string;
      min: number;
      max: number;
      step: number;
      unit?: string;
      default: number;
    }
  | { kind: 'choice'; name: string; label: string; choices: readonly string[]; default: string }
  | { kind: 'toggle'; name: string; label: string; default: boolean };

export interface SceneManifest {
  /** What `source` of an environment of kind `scene` names. */
  id: string;
  name: string;
  description: string;
  parameters: readonly SceneParameter[];
}

/** `low` is what a software renderer gets: fewer samples and lights, the same geometry. */
export type SceneQuality = 'low' | 'medium' | 'high';

export type SceneParams = Readonly<Record<string, unknown>>;

export interface SceneContext {
  renderer: WebGLRenderer;
  quality: SceneQuality;
  /** Everything random in the scene follows from it. */
  seed: number;
  /** Where a show asset can be fetched, by its path in the show folder. */
  assetUrl: (path: string) => string;
}

/**
 * Light that the environment throws on the set: order-2 spherical harmonics of radiance (9 RGB
 * triples in three.js LightProbe order, linear) and its dominant light. Input of light matching.
 */
export interface SceneLight {
  harmonics: readonly number[];
  dominant: {
    direction: readonly [number, number, number];
    colour: readonly [number, number, number];
  };
}

/** A tracked actor, prop or lamp that a scene may follow. */
export interface SceneObject {
  id: string;
  inStage: Pose;
  /** The same in the environment's own space, as the scene is placed. */
  inEnvironment: Pose;
}

export const createSceneObject = (): SceneObject => ({
  id: '',
  inStage: createPose(),
  inEnvironment: createPose(),
});

/** The tracked objects in sight: the first `count` are valid. Lent for the call. */
export interface SceneObjects {
  list: readonly SceneObject[];
  count: number;
}

export const noObjects: SceneObjects = { list: [], count: 0 };

/** How far the camera may go in an environment that is made of pictures; in environment space. */
export interface SceneTravel {
  /** Where the pictures were made for, metres. */
  eye: readonly [number, number, number];
  samples: readonly TravelSample[];
  limits: TravelLimits;
}

/**
 * A loaded location. Its picture at any moment is a pure function of content time, parameters, seed and
 * the tracked objects: no frame deltas, no `Math.random`, no wall clock, so that every output draws the same.
 */
export interface SceneInstance {
  /** Drawn through any camera; its children stand in environment space, metres, +Y up. */
  scene: Scene;
  /** Sets the scene to one moment. Cheap when nothing but the time changed; allocates nothing then. */
  update(contentTimeMs: number, params: SceneParams, objects: SceneObjects): void;
  light(): SceneLight;
  /** Only of pictures: from elsewhere than their eye point they tear. The same object while nothing changes. */
  travel?(): SceneTravel;
  dispose(): void;
}

export interface SceneModule {
  manifest: SceneManifest;
  create(context: SceneContext): Promise<SceneInstance>;
}

/** The value of a parameter, clamped to its declared range, or its default when absent or of another type. */
export function parameterValue(
  parameter: SceneParameter,
  params: SceneParams,
): number | string | boolean {
  const value = params[parameter.name];
  if (parameter.kind === 'number') {
    if (typeof value !== 'number' || !Number.isFinite(value)) return parameter.default;
    return Math.min(parameter.max, Math.max(parameter.min, value));
  }
  if (parameter.kind === 'choice') {
    return typeof value === 'string' && parameter.choices.includes(value)
      ? value
      : parameter.default;
  }
  return typeof value === 'boolean' ? value : parameter.default;
}
