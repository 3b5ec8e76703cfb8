import { copyPose, vec3 } from '../core/math.ts';
import { environmentKey } from '../core/show/environment-key.ts';
import { createFrameLook, type FrameLook, frameLook } from '../core/show/frame-look.ts';
import type { DeckState, ShowState } from '../core/show/state.ts';
import { createInnerCamera, type InnerCamera, setInnerCamera } from '../core/stage/inner-camera.ts';
import { contentTimeMs } from '../core/time/content-time.ts';
import { frameTimeMs } from '../core/time/rate.ts';
import { maxObjects } from '../core/wire/frame-object.ts';
import { type FrameSubjects, maxCameras } from '../core/wire/frame-packet.ts';
import { idHash } from '../core/wire/message-type.ts';
import { createSceneObject, type SceneObjects } from '../scenes/scene.ts';
import type { EnvironmentStore, WantedEnvironment } from './environment-store.ts';
import type { DrawnDeck, FrameInput } from './frame-input.ts';

const emptyDeck = (objects: SceneObjects): DrawnDeck => ({
  instance: undefined,
  density: 1,
  contentTimeMs: 0,
  params: {},
  placement: { position: [0, 0, 0], yawDeg: 0, scale: 1 },
  objects,
});

/** What the decks of a state need loaded, most urgent first. Allocates: for changes of state. */
export function wantedEnvironments(
  state: ShowState,
  decks: readonly DeckState[],
): WantedEnvironment[] {
  const wanted = new Map<string, WantedEnvironment>();
  for (const deck of decks) {
    const environment = state.show.environments.find((e) => e.id === deck.environment);
    const key = environmentKey(state.show, deck.environment, state.assets);
    if (!environment || key === null || wanted.has(key)) continue;
    const { params, placement } = deck;
    wanted.set(key, {
      key,
      environment,
      params,
      placement,
      sha256: state.assets[environment.source],
    });
  }
  return [...wanted.values()];
}

/** Turns show state and evaluated cameras into what `OutputPicture` draws. Allocates nothing per frame. */
export class DeckSource {
  readonly look: FrameLook;
  readonly #store: EnvironmentStore;
  readonly #objects: SceneObjects = {
    list: Array.from({ length: maxObjects }, createSceneObject),
    count: 0,
  };
  readonly #first = emptyDeck(this.#objects);
  readonly #second = emptyDeck(this.#objects);
  readonly #cameras: InnerCamera[] = Array.from({ length: maxCameras }, createInnerCamera);
  readonly #input: FrameInput;
  #state: ShowState;
  #keys = new Map<DeckState, string | null>();
  #hashes: number[] = [];
  #objectHashes: number[] = [];
  #isComplete = false;

  constructor(state: ShowState, store: EnvironmentStore) {
    this.#state = state;
    this.#store = store;
    this.look = createFrameLook(state);
    this.#input = {
      eye: vec3.create(),
      first: this.#first,
      second: null,
      mix: 0,
      cameras: this.#cameras,
      cameraCount: 0,
    };
    this.setState(state);
  }

  setState(state: ShowState): void {
    this.#state = state;
    this.#keys = new Map();
    this.#hashes = state.show.cameras.map((camera) => idHash(camera.id));
    this.#objectHashes = state.show.objects.map((object) => idHash(object.id));
    vec3.copy(this.#input.eye, state.show.stage.eye);
  }

  /** Whether every environment of the frame that was asked for last was loaded. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** Program at frame k: in a transition both decks. */
  program(k: number, subjects: FrameSubjects): FrameInput {
    const { wall } = this.#state.show.stage.rates;
    const look = frameLook(this.look, this.#state, k, wall);
    const showTimeMs = frameTimeMs(look.contentK, wall);
    this.#isComplete = true;
    this.#setDeck(this.#first, look.first, showTimeMs);
    this.#input.second = look.second ? this.#setDeck(this.#second, look.second, showTimeMs) : null;
    this.#input.mix = look.mix;
    this.#setCameras(subjects);
    this.#setObjects(subjects);
    return this.#input;
  }

  /** Preview at frame k. */
  preview(k: number, subjects: FrameSubjects): FrameInput {
    const { wall } = this.#state.show.stage.rates;
    this.#isComplete = true;
    this.#setDeck(this.#first, this.#state.preview, frameTimeMs(k, wall));
    this.#input.second = null;
    this.#setCameras(subjects);
    this.#setObjects(subjects);
    return this.#input;
  }

  #setDeck(out: DrawnDeck, deck: DeckState, showTimeMs: number): DrawnDeck {
    let key = this.#keys.get(deck);
    if (key === undefined) {
      key = environmentKey(this.#state.show, deck.environment, this.#state.assets);
      this.#keys.set(deck, key);
    }
    out.instance = this.#store.get(key);
    if (key !== null && !out.instance) this.#isComplete = false;
    out.density = this.#store.density(key);
    out.contentTimeMs = contentTimeMs(deck.time, showTimeMs);
    out.params = deck.params;
    out.placement = deck.placement;
    return out;
  }

  /** Enabled cameras in rising priority, matched by id. */
  #setCameras({ cameras, cameraCount }: FrameSubjects): void {
    const shown = this.#state.show.cameras;
    let count = 0;
    for (let i = 0; i < shown.length; i++) {
      const settings = shown[i]?.innerFrustum;
      if (!settings?.enabled) continue;
      for (let c = 0; c < cameraCount; c++) {
        const camera = cameras[c];
        const out = this.#cameras[count];
        if (!camera || !out || camera.idHash !== this.#hashes[i]) continue;
        setInnerCamera(out, camera, settings);
        count++;
        break;
      }
    }
    this.#input.cameraCount = count;
    sortByPriority(this.#cameras, count);
  }

  /** The show's tracked objects that are in sight, matched by id. */
  #setObjects({ objects, objectCount }: FrameSubjects): void {
    const shown = this.#state.show.objects;
    let count = 0;
    for (let i = 0; i < objectCount; i++) {
      const [object, out] = [objects[i], this.#objects.list[count]];
      if (!object || !out || object.status === 'lost') continue;
      const index = this.#objectHashes.indexOf(object.idHash);
      out.id = shown[index]?.id ?? '';
      if (out.id === '') continue;
      copyPose(out.inStage, object.pose);
      count++;
    }
    this.#objects.count = count;
  }
}

/** Insertion sort of the first `count`: stable, in place, for a handful. */
function sortByPriority(cameras: InnerCamera[], count: number): void {
  for (let i = 1; i < count; i++) {
    for (let j = i; j > 0; j--) {
      const [a, b] = [cameras[j - 1], cameras[j]];
      if (!a || !b || a.priority <= b.priority) break;
      cameras[j - 1] = b;
      cameras[j] = a;
    }
  }
}
