import { done, fault, type Result } from '../result.ts';
import { checkShow } from '../show/check-show.ts';
import type { DeviceEntry, Show, TrackedObject } from '../show/show-schema.ts';
import type { ShowState } from '../show/state.ts';
import { merged } from './merged.ts';
import type { ReduceContext } from './reduce.ts';
import type { Command } from './table.ts';

type Of<Type extends Command['type']> = Extract<Command, { type: Type }>;

/** Adds a device, or changes the kind or the options that are given; options are taken as a whole. */
export function setDevice(
  state: ShowState,
  command: Of<'device.set'>,
  context: ReduceContext,
): Result<ShowState> {
  const { devices } = state.show;
  const { id } = command;
  const device = deviceAsSet(devices, command);
  if (!device) {
    return fault('/kind', 'unknown-device', `There is no device "${id}". Give its kind to add it.`);
  }
  const index = devices.findIndex((old) => old.id === id);
  const next = index >= 0 ? devices.with(index, device) : [...devices, device];
  return checked(state, { ...state.show, devices: next }, context);
}

/** A device's entry as a `device.set` leaves it; `undefined` for a new device without a kind. */
export function deviceAsSet(
  devices: readonly DeviceEntry[],
  { id, kind, options }: Of<'device.set'>,
): DeviceEntry | undefined {
  const old = devices.find((device) => device.id === id);
  if (!old && !kind) return undefined;
  return { ...old, id, kind: kind ?? old?.kind ?? '', options: options ?? old?.options ?? {} };
}

/** Removes a device that nothing needs any more. */
export function removeDevice(
  state: ShowState,
  { id }: Of<'device.remove'>,
  context: ReduceContext,
): Result<ShowState> {
  const { devices } = state.show;
  if (!devices.some((device) => device.id === id)) {
    return fault('/id', 'unknown-device', `There is no device "${id}".`);
  }
  const rest = devices.filter((device) => device.id !== id);
  return checked(state, { ...state.show, devices: rest }, context);
}

/** Adds a tracked object, or changes the fields that are given. */
export function setObject(
  state: ShowState,
  { type: _, ...fields }: Of<'object.set'>,
  context: ReduceContext,
): Result<ShowState> {
  const { objects } = state.show;
  const index = objects.findIndex((object) => object.id === fields.id);
  const old = objects[index];
  if (!old && !fields.source) {
    const message = `There is no object "${fields.id}". Give its source to add it.`;
    return fault('/source', 'unknown-object', message);
  }
  const blank = { id: fields.id, registration: unmoved, source: { device: '', subject: '' } };
  const object: TrackedObject = merged<TrackedObject>(old ?? blank, fields);
  const next = old ? objects.with(index, object) : [...objects, object];
  return checked(state, { ...state.show, objects: next }, context);
}

export function removeObject(
  state: ShowState,
  { id }: Of<'object.remove'>,
  context: ReduceContext,
): Result<ShowState> {
  const { objects } = state.show;
  if (!objects.some((object) => object.id === id)) {
    return fault('/id', 'unknown-object', `There is no object "${id}".`);
  }
  const rest = objects.filter((object) => object.id !== id);
  return checked(state, { ...state.show, objects: rest }, context);
}

const unmoved: TrackedObject['registration'] = {
  position: [0, 0, 0],
  rotationDeg: [0, 0, 0],
  scale: 1,
};

function checked(state: ShowState, show: Show, context: ReduceContext): Result<ShowState> {
  const problems = checkShow(show, context.sceneIds);
  return problems.length > 0 ? { ok: false, fault: problems } : done({ ...state, show });
}
