import type { Desk } from '../link/desk.ts';
import { useShow } from '../link/show-store.ts';
import { markLast, pressRecord } from '../takes/record.ts';
import { useChoices } from './desk-choices.ts';
import type { Action } from './keyboard-map.ts';

export interface TakeWish {
  kind: 'cut' | 'fade';
  /** Switch even where an output is not ready. */
  force?: boolean;
}

/** TAKE: one at a time, its refusal kept beside the button. */
export async function take(desk: Desk, { kind, force = false }: TakeWish): Promise<void> {
  if (useChoices.getState().taking) return;
  const frames = kind === 'cut' ? 0 : useChoices.getState().fadeFrames;
  useChoices.setState({ taking: true, takeRefusal: null });
  const result = await desk.command({
    type: 'environment.take',
    transition: { kind, frames },
    force,
  });
  useChoices.setState({ taking: false, takeRefusal: result.ok ? null : result.error });
}

export function preview(desk: Desk, id: string | null | undefined): void {
  if (!id) return;
  useChoices.setState({ takeRefusal: null });
  void desk.command({ type: 'environment.preview', id });
}

export type SwitchName = 'blackout' | 'freeze' | 'safeLook' | 'identify';

/** Turns one of the stage's switches over, or to `on`. */
export function toggle(desk: Desk, name: SwitchName, on?: boolean): void {
  const now = replica()?.state.inhibits[name].on ?? false;
  void desk.command({ type: `stage.${name}`, on: on ?? !now });
}

/** Holds every camera; when any is held, lets all go. */
export function toggleHoldTracking(desk: Desk): void {
  const state = replica()?.state;
  if (!state) return;
  const held = state.inhibits.holdTracking;
  const ids = held.length > 0 ? held : state.show.cameras.map((camera) => camera.id);
  for (const id of ids) {
    void desk.command({ type: 'camera.holdTracking', id, on: held.length === 0 });
  }
}

type Doing<Kind> = (desk: Desk, action: Extract<Action, { kind: Kind }>) => void;

const replica = () => useShow.getState().replica;

/** Escape is not here: it belongs to the page, which knows what is open. */
const doings: { [Kind in Exclude<Action['kind'], 'escape'>]: Doing<Kind> } = {
  preview: (desk, { index }) => preview(desk, replica()?.state.show.environments[index]?.id),
  take: (desk) => void take(desk, { kind: 'fade' }),
  cut: (desk) => void take(desk, { kind: 'cut' }),
  goBack: (desk) => preview(desk, replica()?.previousProgram),
  matchProgram: (desk) => preview(desk, replica()?.state.program.environment),
  freeze: (desk) => toggle(desk, 'freeze'),
  identify: (desk) => toggle(desk, 'identify'),
  holdTracking: (desk) => toggleHoldTracking(desk),
  record: (desk) => pressRecord(desk),
  mark: (desk, { good }) => markLast(desk, good),
  undo: (desk) => void desk.command({ type: 'show.undo' }),
  redo: (desk) => void desk.command({ type: 'show.redo' }),
  help: () => useChoices.setState(({ helpOpen }) => ({ helpOpen: !helpOpen })),
};

/** Does what a key stands for. */
export function perform(desk: Desk, action: Exclude<Action, { kind: 'escape' }>): void {
  const doing = doings[action.kind] as Doing<Action['kind']>;
  doing(desk, action);
}
