import type { WebGLRenderer } from 'three';
import { sameJson } from '../../core/show/patch.ts';
import type { Output } from '../../core/show/stage-schema.ts';
import type { ShowState } from '../../core/show/state.ts';
import { DeckSource, wantedEnvironments } from '../../render/deck-source.ts';
import { EnvironmentStore } from '../../render/environment-store.ts';
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
  #state: ShowState;
  #isDrawn = false;
  /** The frame that a freeze keeps on this output; -1 outside a freeze. */
  #frozenK = -1;

  constructor(canvas: HTMLCanvasElement, output: Output, state: ShowState, onStore: () => void) {
    this.#renderer = createWallRenderer(canvas);
    this.#renderer.setSize(output.size[0], output.size[1], false);
    this.rendererName = rendererName(this.#renderer);
    this.#output = output;
    this.#picture = new OutputPicture(this.#renderer, output, state.show.stage.walls, { samples });
    this.#lastPass = new LastPass(output.size[0], output.size[1], output.id);
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
      k: 0,
    };
    this.#state = state;
    this.#picture.warmUp();
  }

  /** Whether this view can still draw the show: its layout is unchanged. */
  fits(state: ShowState): boolean {
    const { walls, outputs } = state.show.stage;
    const output = outputs.find((candidate) => candidate.id === this.#output.id);
    return sameJson(walls, this.#state.show.stage.walls) && sameJson(output, this.#output);
  }

  /** Loads what the decks of the newest state need, program first. */
  want(state: ShowState): void {
    const leaving = state.transition ? [state.transition.from] : [];
    this.store.want(wantedEnvironments(state, [state.program, ...leaving, state.preview]));
  }

  /** Draws frame k with a state and the latched cameras. In a freeze every output keeps the frame it names. */
  draw(state: ShowState, k: number, latch: FrameLatch): void {
    if (this.#state !== state) {
      this.#state = state;
      this.source.setState(state);
    }
    const { packet } = latch;
    let input = this.source.program(k, packet.cameras, packet.cameraCount);
    const { look } = this.source;
    if (!(look.isFrozen && this.#isDrawn && this.#frozenK === look.contentK)) {
      const named = look.isFrozen ? latch.packetAt(look.contentK) : undefined;
      if (named) input = this.source.program(k, named.cameras, named.cameraCount);
      this.#picture.draw(input);
      this.#isDrawn = input.first.instance !== undefined;
      this.#frozenK = look.isFrozen ? look.contentK : -1;
    }
    const { pattern, identify } = state.inhibits;
    const isOurs = pattern !== null && (pattern.output ?? this.#output.id) === this.#output.id;
    this.#present.gain = look.gain;
    // With nothing to draw yet the wall is grey, never black.
    this.#present.neutral = this.#isDrawn ? look.neutral : 1;
    this.#present.pattern = isOurs ? pattern.pattern : null;
    this.#present.identify = identify.on;
    this.#present.k = k;
    this.#lastPass.present(this.#renderer, this.#present);
  }

  dispose(): void {
    this.store.dispose();
    this.#picture.dispose();
    this.#lastPass.dispose();
    this.#renderer.dispose();
  }
}
