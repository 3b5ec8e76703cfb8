import { SRGBColorSpace, type WebGLRenderer } from 'three';
import { environmentKey } from '../core/show/environment-key.ts';
import type { ShowState } from '../core/show/state.ts';
import { trackedCamera } from '../core/stage/tracked-camera.ts';
import type { FrameSubjects } from '../core/wire/frame-packet.ts';
import { DeckSource, wantedEnvironments } from './deck-source.ts';
import { EnvironmentStore } from './environment-store.ts';
import { FlatWalls } from './stage-view/flat-walls.ts';
import { Orbit } from './stage-view/orbit.ts';
import type { StageMark } from './stage-view/stage-mark.ts';
import { StageModel } from './stage-view/stage-model.ts';
import { TravelWatch } from './travel-watch.ts';
import { createWallRenderer, isSoftwareRenderer, rendererName } from './wall-renderer.ts';

/** The stage from an orbit, through the tracked camera, or its picture walls flat beside each other. */
export type DeckViewMode = 'stage' | 'camera' | 'wall';

export interface DeckViewInput {
  state: ShowState;
  deck: 'preview' | 'program';
  showTimeMs: number;
  k: number;
  /** Cameras and tracked objects of the newest frame packet. */
  subjects: FrameSubjects;
}

export interface DeckViewOptions {
  assetUrl: (sha256: string) => string;
  /** Share of the walls' own pixels that is drawn by a GPU, and by a processor. */
  pixelScale: { gpu: number; software: number };
}

interface Loaded {
  state: ShowState;
  isNew: boolean;
  stage: StageModel;
  /** Made when it is first looked at. */
  flat: FlatWalls | undefined;
  store: EnvironmentStore;
  source: DeckSource;
  /** Keys of the environments that the deck needs. */
  wanted: readonly string[];
}

/** Draws one deck of the show as a 3D view of the stage into a canvas, by the code that draws walls. */
export class DeckView {
  /** The picture is computed by the processor: draw it a few times a second at most. */
  readonly software: boolean;
  readonly #renderer: WebGLRenderer;
  readonly #options: DeckViewOptions;
  readonly #orbit = new Orbit();
  #mode: DeckViewMode = 'stage';
  #marks: readonly StageMark[] = [];
  #loaded: Loaded | undefined;
  #drawn: DeckViewInput | undefined;
  readonly #travel = new TravelWatch();

  constructor(canvas: HTMLCanvasElement, options: DeckViewOptions) {
    this.#renderer = createWallRenderer(canvas);
    this.#renderer.outputColorSpace = SRGBColorSpace;
    // Each program would wait for the GPU eight times to say that it is sound; the walls' pages ask that.
    this.#renderer.debug.checkShaderErrors = false;
    this.#options = options;
    this.software = isSoftwareRenderer(rendererName(this.#renderer));
  }

  setMode(mode: DeckViewMode): void {
    this.#mode = mode;
  }

  /** Numbered places that are shown over the stage until others are. */
  setMarks(marks: readonly StageMark[]): void {
    this.#marks = marks;
    this.#loaded?.stage.setMarks(marks);
  }

  orbit(deltaYawRad: number, deltaPitchRad: number): void {
    this.#orbit.turn(deltaYawRad, deltaPitchRad);
  }

  dolly(factor: number): void {
    this.#orbit.dolly(factor);
  }

  resetView(): void {
    this.#orbit.reset();
  }

  resize(width: number, height: number, pixelRatio: number): void {
    this.#renderer.setPixelRatio(pixelRatio);
    this.#renderer.setSize(width, height, false);
    this.#orbit.setAspect(width / Math.max(1, height));
  }

  draw(input: DeckViewInput): void {
    this.#drawn = input;
    const loaded = this.#load(input);
    const { stage, source } = loaded;
    const { k, subjects } = input;
    const isProgram = input.deck === 'program';
    const frame = isProgram ? source.program(k, subjects) : source.preview(k, subjects);
    const { gain, neutral } = source.look;
    stage.drawWalls(frame, isProgram ? gain : 1, isProgram ? neutral : 0);
    this.#renderer.setRenderTarget(null);
    if (this.#mode === 'wall') this.#drawFlat(loaded);
    else this.#drawStage(stage, subjects);
  }

  #drawFlat(loaded: Loaded): void {
    loaded.flat ??= new FlatWalls(loaded.state.show.stage, loaded.stage.faces);
    this.#renderer.render(loaded.flat.scene, loaded.flat.eye(this.#orbit.aspect));
  }

  #drawStage(stage: StageModel, subjects: FrameSubjects): void {
    const { cameras, cameraCount } = subjects;
    // Where no camera is heard, the walls still show what the first one saw last.
    const index = this.#mode === 'camera' ? Math.max(0, trackedCamera(subjects)) : cameraCount;
    const through = index < cameraCount ? cameras[index] : undefined;
    stage.setCameras(cameras, cameraCount, through ? index : -1);
    stage.setObjects(subjects);
    const eye = through ? this.#orbit.through(through) : this.#orbit.aroundStage();
    this.#renderer.render(stage.scene, eye);
  }

  /** Whether what was drawn last shows what the deck has in this state, and neither an empty stage nor what it had before. */
  isReady(state: ShowState): boolean {
    const drawn = this.#drawn;
    if (!drawn || !this.#loaded?.source.isComplete) return false;
    return drawn.state[drawn.deck].environment === state[drawn.deck].environment;
  }

  /** Whether an environment is being loaded and compiled for this view. */
  isLoading(): boolean {
    if (!this.#loaded) return false;
    const { store, wanted } = this.#loaded;
    const failed = store.failed();
    return wanted.some((key) => !store.get(key) && !failed.some((each) => each.key === key));
  }

  /** Why the deck's environment cannot be shown; `undefined` when it can, or may yet. */
  failure(): string | undefined {
    if (!this.#loaded) return undefined;
    const { store, wanted } = this.#loaded;
    return store.failed().find(({ key }) => wanted.includes(key))?.reason;
  }

  /**
   * A few times a second: draws how far the camera may go before what the deck shows tears, and says in words
   * which camera has gone further.
   */
  lookAtTravel(): string | undefined {
    if (!this.#loaded || !this.#drawn) return undefined;
    const { state, stage, store } = this.#loaded;
    const { environment, placement } = state[this.#drawn.deck];
    const instance = store.get(environmentKey(state.show, environment, state.assets));
    const ids = state.show.cameras.map(({ id }) => id);
    const { subjects } = this.#drawn;
    const words = this.#travel.look(instance?.travel?.(), placement, ids, subjects, stage.travel);
    // From inside it only veils what the camera sees.
    if (this.#mode === 'camera') stage.travel.hide();
    return words;
  }

  dispose(): void {
    this.#unload();
    this.#renderer.dispose();
  }

  #load({ state, deck }: DeckViewInput) {
    if (this.#loaded && this.#loaded.state.show.stage !== state.show.stage) this.#unload();
    this.#loaded ??= this.#create(state);
    if (this.#loaded.state !== state || this.#loaded.isNew) {
      this.#loaded.isNew = false;
      this.#loaded.state = state;
      this.#loaded.source.setState(state);
      const decks = deck === 'preview' ? [state.preview] : [state.program, ...fromDeck(state)];
      const wanted = wantedEnvironments(state, decks);
      this.#loaded.wanted = wanted.map((wish) => wish.key);
      this.#loaded.store.want(wanted);
    }
    return this.#loaded;
  }

  #create(state: ShowState) {
    const samples = this.software ? 0 : 4;
    const { gpu, software } = this.#options.pixelScale;
    const pixelScale = this.software ? software : gpu;
    const stage = new StageModel(this.#renderer, state, pixelScale, samples);
    stage.setMarks(this.#marks);
    const store = new EnvironmentStore(this.#renderer, {
      quality: this.software ? 'low' : 'medium',
      samples,
      assetUrl: this.#options.assetUrl,
      onChange: () => {},
    });
    const source = new DeckSource(state, store);
    return { state, isNew: true, stage, flat: undefined, store, source, wanted: [] };
  }

  #unload(): void {
    this.#loaded?.flat?.dispose();
    this.#loaded?.stage.dispose();
    this.#loaded?.store.dispose();
    this.#loaded = undefined;
  }
}

const fromDeck = (state: ShowState) => (state.transition ? [state.transition.from] : []);

export const createDeckView = (canvas: HTMLCanvasElement, options: DeckViewOptions): DeckView =>
  new DeckView(canvas, options);
