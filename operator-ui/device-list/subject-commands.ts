import type { CommandRequest } from '../../core/commands/table.ts';
import type { Camera, PoseIs } from '../../core/show/camera-schema.ts';
import type { DeviceEntry, Show } from '../../core/show/show-schema.ts';
import { freeObjectId } from '../../core/show/subject-users.ts';
import type { DeviceKindReport } from '../../core/wire/discovery.ts';

/** What a device's samples are; a replay is what it plays. */
function poseIsOf({ kind, options }: DeviceEntry, kinds: readonly DeviceKindReport[]): PoseIs {
  const played = kind === 'replay' ? String(options.as) : kind;
  return kinds.find((each) => each.kind === played)?.poseIs ?? 'tracker';
}

/**
 * Makes a camera take its pose from a subject. A `poseIs` that the camera had for its last device
 * is put right for the new one.
 */
export function useForCamera(
  { id, source }: Camera,
  device: DeviceEntry,
  subject: string,
  kinds: readonly DeviceKindReport[],
): CommandRequest {
  const isOwn = source.poseIs !== undefined && source.device !== device.id;
  const poseIs = isOwn ? { poseIs: poseIsOf(device, kinds) } : {};
  return { type: 'camera.set', id, source: { device: device.id, subject, ...poseIs } };
}

/** Adds an object that follows a subject. */
export const followAsObject = (
  show: Pick<Show, 'objects'>,
  device: string,
  subject: string,
): CommandRequest => ({
  type: 'object.set',
  id: freeObjectId(show, subject),
  name: subject,
  source: { device, subject },
});
