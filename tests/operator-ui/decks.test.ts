import { describe, expect, test } from 'vitest';
import { showSchema } from '../../core/show/show-schema.ts';
import { freshDeck, initialState } from '../../core/show/state.ts';
import { deckParameters } from '../../operator-ui/decks/deck-parameters.ts';
import {
  decksInSight,
  decksToDraw,
  firstRestMs,
  restMs,
  type Turn,
} from '../../operator-ui/decks/draw-pacing.ts';
import { deckPixelScale, fullPixelScale } from '../../operator-ui/decks/pixel-scale.ts';
import { tallyOf } from '../../operator-ui/decks/tally.ts';
import { throttled } from '../../operator-ui/decks/throttle.ts';
import { phaseText, transitionPhase } from '../../operator-ui/decks/transition-phase.ts';
import { sceneManifests } from '../../scenes/registry.ts';

const show = showSchema.parse({
  environments: [
    { id: 'a', kind: 'scene', source: 'desert' },
    { id: 'b', kind: 'gltf', source: 'assets/b.glb' },
    { id: 'c', kind: 'scene', source: 'from a newer build' },
  ],
});

describe('a transition', () => {
  const fade = { kind: 'fade' as const, frames: 24, k: 100, from: freshDeck(show, 'a', 0) };

  test('is counted down to its frame, then through the fade', () => {
    expect(phaseText(transitionPhase(fade, 88))).toBe('in 12 f');
    expect(phaseText(transitionPhase(fade, 100))).toBe('fade 24/24 f');
    expect(phaseText(transitionPhase(fade, 123))).toBe('fade 1/24 f');
    expect(transitionPhase(fade, 124)).toEqual({ kind: 'idle' });
  });

  test('by cut is over at its frame', () => {
    const cut = { ...fade, kind: 'cut' as const, frames: 0 };
    expect(transitionPhase(cut, 99)).toEqual({ kind: 'coming', frames: 1 });
    expect(transitionPhase(cut, 100)).toEqual({ kind: 'idle' });
    expect(transitionPhase(null, 100)).toEqual({ kind: 'idle' });
  });
});

describe('the tally', () => {
  const before = initialState(show, 0);
  const transition = { kind: 'fade' as const, frames: 24, k: 100, from: before.program };
  const taken = { ...before, program: before.preview, preview: before.program, transition };

  test('keeps the old environment on air until the agreed frame', () => {
    expect(tallyOf(taken, 'coming')).toEqual({ onAir: ['a'], next: 'b', isBoth: false });
  });

  test('has both on air during a fade', () => {
    expect(tallyOf(taken, 'fading')).toEqual({ onAir: ['b', 'a'], next: 'a', isBoth: true });
  });

  test('follows program and preview otherwise', () => {
    expect(tallyOf(before, 'idle')).toEqual({ onAir: ['a'], next: 'b', isBoth: false });
    expect(tallyOf(taken, 'idle')).toEqual({ onAir: ['b'], next: 'a', isBoth: false });
  });
});

describe('a dragged slider', () => {
  function paced(intervalMs: number) {
    let now = 0;
    let alarm: { atMs: number; run: () => void } | undefined;
    const passed: number[] = [];
    const pacing = {
      nowMs: () => now,
      later: (run: () => void, ms: number) => {
        alarm = { atMs: now + ms, run };
      },
    };
    const send = throttled<number>(intervalMs, (value) => passed.push(value), pacing);
    const goTo = (ms: number) => {
      now = ms;
      if (!alarm || alarm.atMs > now) return;
      const { run } = alarm;
      alarm = undefined;
      run();
    };
    return { send, goTo, passed };
  }

  test('sends its first value at once and always its last', () => {
    const { send, goTo, passed } = paced(50);
    send(1);
    expect(passed).toEqual([1]);
    goTo(10);
    send(2);
    goTo(20);
    send(3);
    expect(passed).toEqual([1]);
    goTo(50);
    expect(passed).toEqual([1, 3]);
  });

  test('sends at most twenty values a second', () => {
    const { send, goTo, passed } = paced(50);
    for (let ms = 0; ms < 1000; ms += 5) {
      goTo(ms);
      send(ms);
    }
    goTo(1000);
    expect(passed.length).toBeLessThanOrEqual(21);
    expect(passed.at(-1)).toBe(995);
  });
});

describe('the drawing of decks', () => {
  const deck = (changes: Partial<Turn> = {}): Turn => ({
    isInFront: false,
    isSoftware: true,
    isPending: false,
    isLoading: false,
    dueMs: 0,
    ...changes,
  });

  test('rests a second and twice as long as it took where the processor draws, and never on a GPU', () => {
    expect(restMs(800, true, false)).toBe(1600);
    expect(restMs(10, true, false)).toBe(1000);
    expect(restMs(400, false, false)).toBe(0);
    expect([firstRestMs(true, false), firstRestMs(false, false)]).toEqual([1000, 0]);
  });

  test('on a sheet rests a fifth of a second, and half as long as it took', () => {
    expect(restMs(800, true, true)).toBe(400);
    expect(restMs(10, true, true)).toBe(200);
    expect([restMs(400, false, true), firstRestMs(true, true)]).toEqual([0, 0]);
  });

  test('by processor is of one deck at a time, the first in line', () => {
    const [a, b] = [deck(), deck()];
    expect(decksToDraw([a, b], 10)).toEqual([a]);
    expect(decksToDraw([a, b], 10)[0]).toBe(a);
    expect(decksToDraw([deck({ isPending: true }), b], 10)).toEqual([]);
    expect(decksToDraw([deck({ dueMs: 20 }), b], 10)[0]).toBe(b);
  });

  test('by processor leaves every deck but the one that loads, so that none loads beside it', () => {
    const loading = deck({ isLoading: true, dueMs: 20 });
    expect(decksToDraw([deck(), loading], 10)).toEqual([]);
    expect(decksToDraw([deck(), loading], 20)[0]).toBe(loading);
  });

  test('by GPU is of every deck that is done with its last', () => {
    const gpu = { isSoftware: false };
    const [a, b] = [deck({ ...gpu, isLoading: true }), deck(gpu)];
    expect(decksToDraw([a, b, deck({ ...gpu, isPending: true })], 10)).toEqual([a, b]);
  });

  test('is of those on a sheet alone while one stands over the page, and of all afterwards', () => {
    const [behind, inFront] = [deck({ isPending: true }), deck({ isInFront: true })];
    expect(decksInSight([behind, inFront], true)).toEqual([inFront]);
    expect(decksToDraw(decksInSight([behind, inFront], true), 10)).toEqual([inFront]);
    expect(decksInSight([behind, inFront], false)).toEqual([behind, inFront]);
  });

  test('at full size has the pixels that its pane can show, and never fewer than a deck', () => {
    expect(fullPixelScale(3000, 900)).toEqual({ gpu: 0.5, software: 640 / 3000 });
    expect(fullPixelScale(3000, 2400)).toEqual({ gpu: 0.8, software: 640 / 3000 });
    expect(fullPixelScale(160, 900)).toEqual({ gpu: 1, software: 1 });
    expect(fullPixelScale(20_000, 900)).toEqual(deckPixelScale);
    expect(fullPixelScale(0, 900)).toEqual({ gpu: 1, software: 1 });
  });
});

describe('the parameters of a deck', () => {
  const [scene, gltf, unknown] = show.environments;

  test('are those that the scene’s manifest declares', () => {
    const desert = sceneManifests.find((manifest) => manifest.id === 'desert');
    expect(deckParameters(scene)).toEqual(desert?.parameters);
  });

  test('of a gltf environment are its light and exposure', () => {
    expect(deckParameters(gltf).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['light', 'exposure']),
    );
  });

  test('are none for a scene that this page does not know', () => {
    expect(deckParameters(unknown)).toEqual([]);
    expect(deckParameters(undefined)).toEqual([]);
  });
});
