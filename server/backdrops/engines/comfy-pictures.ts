import { comfyRefusal, uploadedName } from '../../../core/backdrops/comfy-ui/messages.ts';
import { type LibraryPicture, pictureFor } from '../../../core/backdrops/comfy-ui/picture-for.ts';
import {
  type ComfyWorkflow,
  picturesWanted,
  type WorkflowPicture,
} from '../../../core/backdrops/comfy-ui/workflow.ts';
import type { BackdropRequest } from '../../../core/backdrops/job.ts';
import type { Making } from '../engine.ts';
import { callJson, formWithFile, type Remote, retried } from '../remote/remote.ts';

const contentTypes: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
};

/**
 * Uploads the pictures that a workflow takes; answers with the names that they have over there. Throws in words
 * before anything is sent when one of them is not there.
 */
export async function uploadedPictures(
  remote: Remote,
  workflow: ComfyWorkflow,
  request: BackdropRequest,
  making: Making,
  signal: AbortSignal,
): Promise<Partial<Record<WorkflowPicture, string>>> {
  const { like } = request;
  const variation = like && making.variation(like.id, like.variation);
  const pictures: [WorkflowPicture, LibraryPicture, Buffer][] = [];
  for (const wanted of picturesWanted(workflow)) {
    const found = pictureFor(wanted, request, variation);
    if (!found.ok) throw new Error(found.fault[0]?.message);
    const bytes = await making.read(found.value.sha256);
    if (!bytes) throw new Error('The picture to go by is gone, or its file was changed.');
    pictures.push([wanted, found.value, bytes]);
  }
  const names: Partial<Record<WorkflowPicture, string>> = {};
  for (const [wanted, picture, bytes] of pictures) {
    names[wanted] = await upload(remote, picture, bytes, signal);
  }
  return names;
}

/** Under a name of its content: the same picture again takes no more room over there. */
async function upload(
  remote: Remote,
  { sha256, extension }: LibraryPicture,
  bytes: Buffer,
  signal: AbortSignal,
): Promise<string> {
  const name = `cyclorama-${sha256.slice(0, 16)}.${extension}`;
  const contentType = contentTypes[extension] ?? 'application/octet-stream';
  const fields = { type: 'input', overwrite: 'true' };
  const body = formWithFile(fields, 'image', { name, bytes, contentType });
  const call = { method: 'POST', body, signal } as const;
  const { status, json } = await retried(signal, () => callJson(remote, 'upload/image', call));
  const taken = status === 200 ? uploadedName(json) : undefined;
  if (taken) return taken;
  throw new Error(`ComfyUI does not take the picture to go by (${status}): ${comfyRefusal(json)}.`);
}
