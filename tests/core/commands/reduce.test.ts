import { describe, expect, it } from 'vitest';
import { reduce, type StateChange } from '../../../core/commands/reduce.ts';
import { initialState, type ShowState } from '../../../core/show/state.ts';
import { contentTimeMs } from '../../../core/time/content-time.ts';
import { sceneIds, twoWalls } from '../show/two-walls.ts';

const at = (showTimeMs: number, takeK?: number) => ({
  showTimeMs,
  k: Math.floor(showTimeMs * 0.06),
  sceneIds,
  ...(takeK === undefined ? {} : { takeK }),
});
const start = () => initialState(twoWalls(), 0);

function applied(
  state: ShowState,
  change: StateChange,
  showTimeMs = 1000,
  takeK?: number,
): ShowState {
  const result = reduce(state, change, at(showTimeMs, takeK));
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
}
const take = (kind: 'cut' | 'fade' = 'cut', frames = 0): StateChange => ({
  type: 'environment.take',
  transition: { kind, frames },
  timeoutMs: 0,
  force: false,
});

describe('a take', () => {
  it('swaps the decks at the agreed frame and remembers what program showed', () => {
    const state = applied(start(), take('fade', 24), 1000, 99);
    expect(state.program.environment).toBe('city');
    expect(state.preview.environment).toBe('desert');
    expect(state.transition).toMatchObject({ kind: 'fade', frames: 24, k: 99 });
    expect(state.transition?.from.environment).toBe('desert');
  });

  it('carries the edits of preview over, and keeps the content time running', () => {
    const edited = applied(start(), {
      type: 'environment.params',
      id: 'city',
      deck: 'preview',
      params: { rain: 1 },
    });
    const state = applied(edited, take(), 5000);
    expect(state.program.params).toEqual({ rain: 1 });
    expect(contentTimeMs(state.program.time, 6000)).toBe(6000);
  });

  it('within half a second of the last one changes nothing', () => {
    const once = applied(start(), take(), 1000);
    expect(applied(once, take(), 1499)).toBe(once);
    expect(applied(once, take(), 1500).program.environment).toBe('desert');
  });

  it('of an empty preview is refused', () => {
    const empty = initialState({ ...twoWalls(), environments: [] }, 0);
    expect(reduce(empty, take(), at(1000))).toMatchObject({ fault: [{ code: 'empty-preview' }] });
  });
});

describe('an edit', () => {
  it('of the same environment on both decks changes only its own deck', () => {
    const both = applied(start(), { type: 'environment.preview', id: 'desert' });
    const state = applied(both, {
      type: 'environment.params',
      id: 'desert',
      deck: 'preview',
      params: { sunElevationDeg: 5 },
    });
    expect(state.preview.params.sunElevationDeg).toBe(5);
    expect(state.program.params.sunElevationDeg).toBe(60);
  });

  it('is found again when the environment comes back to preview', () => {
    const edited = applied(start(), {
      type: 'environment.place',
      id: 'city',
      deck: 'preview',
      placement: { yawDeg: 30 },
    });
    const away = applied(edited, { type: 'environment.preview', id: 'grid' });
    const back = applied(away, { type: 'environment.preview', id: 'city' });
    expect(back.preview.placement.yawDeg).toBe(30);
  });

  it('of an environment that is not on the deck says where it is not', () => {
    const change: StateChange = {
      type: 'environment.params',
      id: 'grid',
      deck: 'preview',
      params: {},
    };
    expect(reduce(start(), change, at(0))).toMatchObject({ fault: [{ code: 'not-on-deck' }] });
  });

  it('of a camera keeps the fields that were not sent', () => {
    const state = applied(start(), { type: 'camera.set', id: 'A', lens: { focalLengthMm: 50 } });
    const [camera] = state.show.cameras;
    expect(camera?.lens).toMatchObject({ focalLengthMm: 50, sensorMm: [24.89, 14] });
    expect(camera?.source.subject).toBe('1');
  });

  it('of a lens takes away what is null, and puts new tables in the place of the old', () => {
    const set = (state: ReturnType<typeof start>, lens: Record<string, unknown>) =>
      applied(state, { type: 'camera.set', id: 'A', lens });
    const encoders = { zoom: { from: 0, to: 4095, mask: 4095, invert: false } };
    const measured = set(start(), {
      sensorMode: 'red-komodo-6k',
      tables: { zoom: [0, 1], focus: [0], focalLengthMm: [[24], [70]], iris: [0], fStop: [4] },
      encoders,
    });
    const focus = { zoom: [0], focus: [0, 1], focusDistanceM: [[100, 1]] };
    const replaced = set(measured, {
      sensorMode: null,
      tables: focus,
      encoders: { focus: { from: 0, to: 100, invert: true } },
    }).show.cameras[0]?.lens;
    expect(replaced?.tables).toEqual(focus);
    expect(replaced).not.toHaveProperty('sensorMode');
    expect(replaced?.encoders).toMatchObject({ ...encoders, focus: { to: 100 } });
    const bare = set(measured, { tables: null, encoders: null }).show.cameras[0]?.lens;
    expect(bare).not.toHaveProperty('tables');
    expect(bare).not.toHaveProperty('encoders');
  });

  it('of a camera that breaks the show is refused with its pointer', () => {
    const change: StateChange = { type: 'camera.set', id: 'A', source: { device: 'gone' } };
    expect(reduce(start(), change, at(0))).toMatchObject({
      ok: false,
      fault: [{ path: '/cameras/0/source/device' }],
    });
  });
});

describe('content time', () => {
  it('pauses, goes on, jumps and changes pace without a jump of its own', () => {
    const time = (action: 'play' | 'pause' | 'seek' | 'rate', value?: number): StateChange => ({
      type: 'environment.time',
      deck: 'program',
      action,
      value,
    });
    let state = applied(start(), time('pause'), 1000);
    expect(contentTimeMs(state.program.time, 9000)).toBe(1000);
    state = applied(state, time('play'), 10_000);
    expect(contentTimeMs(state.program.time, 10_500)).toBe(1500);
    state = applied(state, time('rate', 2), 11_000);
    expect(contentTimeMs(state.program.time, 12_000)).toBe(4000);
    state = applied(state, time('seek', 60), 12_000);
    expect(contentTimeMs(state.program.time, 12_000)).toBe(60_000);
  });
});

describe('a new document under a running show', () => {
  it('may not lose what is on program', () => {
    const show = twoWalls();
    const lost = { ...show, environments: show.environments.slice(1) };
    expect(reduce(start(), { type: 'show.replace', show: lost }, at(0))).toMatchObject({
      ok: false,
      fault: [{ code: 'on-program' }],
    });
  });

  it('of another wall rate leaves no frame number of the old rate in force', () => {
    const dark = applied(start(), { type: 'stage.blackout', on: true }, 60_000);
    const { show } = dark;
    const slower = {
      ...show,
      stage: { ...show.stage, rates: { ...show.stage.rates, wall: { num: 24, den: 1 } } },
    };
    const state = applied(dark, { type: 'show.replace', show: slower });
    expect(state.inhibits.blackout).toEqual({ on: true, k: 0 });
  });
});
