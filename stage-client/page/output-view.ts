import type { WebGLRenderer } from 'three';
import { codedOutputs } from '../../core/latency/frame-code.ts';
import { sameJson } from '../../core/show/patch.ts';
import type { Output } from '../../core/show/stage-schema.ts';
import type { ShowState } from '../../core/show/state.ts';
import { placedMarks } from '../../core/stage/placed-marks.ts';
import { DeckSource, wantedEnvironments } from '../../render/deck-source.ts';
import { EnvironmentStore } from '../../render/environment-store.ts';
import { GpuTimer } from '../../render/gpu-timer.ts';
import { LastPass, type LastPassInput } from '../../render/last-pass.ts';
import { OutputPicture } from '../../render/output-picture.ts';
import {
  createWallRenderer,
  isSoftwareRenderer,
  rendererName,
} from '../../render/wall-renderer.ts';
import type { FrameLatch } from './frame-latch.ts';

/** Multisampling of the views; SwiftShader has four as well. */
const samples = 4;

/** One output drawn into one canvas: lives as long as the canvas's context and the output's layout. */
export class OutputView {
  readonly rendererName: string;
  readonly source: DeckSource;
  readonly store: EnvironmentStore;
  readonly #renderer: WebGLRenderer;
  readonly #picture: OutputPicture;
  readonly #lastPass: LastPass;
  readonly #output: Output;
  readonly #present: LastPassInput;
  readonly #gpu: GpuTimer;
  #state: ShowState;
  #isDrawn = false;
  /** The frame that a freeze keeps on this output; -1 outside a freeze. */
  #frozenK = -1;
  #codeNumber: number;

  constructor(canvas: HTMLCanvasElement, output: Output, state: ShowState, onStore: () => void) {
    this.#renderer = createWallRenderer(canvas);
    this.#renderer.setSize(output.size[0], output.size[1], false);
    this.rendererName = rendererName(this.#renderer);
    this.#output = output;
    this.#picture = new OutputPicture(this.#renderer, output, state.show.stage.walls, { samples });
    const marks = placedMarks(output, state.show.stage.walls);
    this.#lastPass = new LastPass(output.size[0], output.size[1], output.id, marks);
    this.store = new EnvironmentStore(this.#renderer, {
      quality: isSoftwareRenderer(this.rendererName) ? 'low' : 'high',
      samples,
      assetUrl: (sha256) => `/api/v1/assets/${sha256}`,
      onChange: onStore,
    });
    this.source = new DeckSource(state, this.store);
    this.#present = {
      picture: this.#picture.target.texture,
      gain: 1,
      neutral: 0,
      pattern: null,
      identify: false,
      frameCode: -1,
      k: 0,
    };
    this.#state = state;
    this.#codeNumber = codeNumber(state, output.id);
    this.#gpu = new GpuTimer(this.#renderer.getContext() as WebGL2RenderingContext);
    this.#picture.warmUp();
  }

  /** Whether this view can still draw the show: its layout is unchanged. */
  fits(state: ShowState): boolean {
    const { walls, outputs } = state.show.stage;
    const output = outputs.find((candidate) => candidate.id === this.#output.id);
    return (
      sameJson(walls, this.#state.show.stage.walls) &&
      sameJson(layout(output), layout(this.#output))
    );
  }

  /** Loads what the decks of the newest state need, program first. */
  want(state: ShowState): void {
    const leaving = state.transition ? [state.transition.from] : [];
    this.store.want(wantedEnvironments(state, [state.program, ...leaving, state.preview]));
  }

  /** The GPU's own time for a frame, ms; NaN where the browser tells none. */
  get gpuMs(): number {
    return this.#gpu.elapsedMs;
  }

  /** Draws frame k with a state and the latched cameras. In a freeze every output keeps the frame it names. */
  draw(state: ShowState, k: number, latch: FrameLatch): void {
    this.#gpu.begin();
    if (this.#state !== state) {
      this.#state = state;
      this.#codeNumber = codeNumber(state, this.#output.id);
      this.source.setState(state);
    }
    const { packet } = latch;
    let input = this.source.program(k, packet);
    const { look } = this.source;
    if (!(look.isFrozen && this.#isDrawn && this.#frozenK === look.contentK)) {
      const named = look.isFrozen ? latch.packetAt(look.contentK) : undefined;
      if (named) input = this.source.program(k, named);
      this.#picture.draw(input);
      this.#isDrawn = input.first.instance !== undefined;
      this.#frozenK = look.isFrozen ? look.contentK : -1;
    }
    const { pattern, identify, frameCode } = state.inhibits;
    const isOurs = pattern !== null && (pattern.output ?? this.#output.id) === this.#output.id;
    this.#present.gain = look.gain;
    // With nothing to draw yet the wall is grey, never black.
    this.#present.neutral = this.#isDrawn ? look.neutral : 1;
    this.#present.pattern = isOurs ? pattern.pattern : null;
    this.#present.identify = identify.on;
    this.#present.frameCode = frameCode.on ? this.#codeNumber : -1;
    this.#present.k = k;
    this.#lastPass.present(this.#renderer, this.#present);
    this.#gpu.end();
  }

  dispose(): void {
    this.store.dispose();
    this.#picture.dispose();
    this.#lastPass.dispose();
    this.#renderer.dispose();
  }
}

/** What the view is built for. A measured delay changes no picture. */
const layout = (output: Output | undefined) => output && [output.size, output.slices];

/** The output's place in the show, by which a camera tells two walls apart; the code has sixteen. */
function codeNumber({ show }: ShowState, id: string): number {
  const index = show.stage.outputs.findIndex((output) => output.id === id);
  return index < codedOutputs ? index : -1;
}
