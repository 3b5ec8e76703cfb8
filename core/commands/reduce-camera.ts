import { done, fault, type Result } from '../result.ts';
import { camera as cameraSchema } from '../show/camera-schema.ts';
import { checkShow } from '../show/check-show.ts';
import type { ShowState } from '../show/state.ts';
import { changedLens } from './changed-lens.ts';
import { merged } from './merged.ts';
import type { ReduceContext } from './reduce.ts';
import type { Command } from './table.ts';

export function holdTracking(state: ShowState, id: string, on: boolean): Result<ShowState> {
  if (!state.show.cameras.some((camera) => camera.id === id)) return unknownCamera(id);
  const others = state.inhibits.holdTracking.filter((held) => held !== id);
  const held = on ? [...others, id] : others;
  return done({ ...state, inhibits: { ...state.inhibits, holdTracking: held } });
}

const unknownCamera = (id: string) => fault('/id', 'unknown-camera', `There is no camera "${id}".`);

type CameraSet = Extract<Command, { type: 'camera.set' }>;

export function setCamera(
  state: ShowState,
  change: CameraSet,
  context: ReduceContext,
): Result<ShowState> {
  const index = state.show.cameras.findIndex((camera) => camera.id === change.id);
  const camera = state.show.cameras[index];
  if (!camera) return unknownCamera(change.id);
  const { type: _, backup, lens, ...fields } = change;
  const { backup: before, ...others } = merged(
    { ...camera, lens: lens ? changedLens(camera.lens, lens) : camera.lens },
    fields,
  );
  const stands = backup === undefined ? before : backup;
  const parsed = cameraSchema.safeParse(stands ? { ...others, backup: stands } : others);
  if (!parsed.success) return fault('', 'invalid-camera', parsed.error.issues[0]?.message ?? '');
  const cameras = state.show.cameras.with(index, parsed.data);
  const show = { ...state.show, cameras };
  const problems = checkShow(show, context.sceneIds);
  return problems.length > 0 ? { ok: false, fault: problems } : done({ ...state, show });
}
