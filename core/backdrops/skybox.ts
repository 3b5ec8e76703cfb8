import { z } from 'zod';

/** The service takes 1 to 2 147 483 647, and 0 means a random one. */
const mostSeed = 2_147_483_647;

/** Our seed of 32 bits as one that the service keeps: never 0. */
export const skyboxSeed = (seed: number): number => (seed % mostSeed) + 1;

const answer = z.looseObject({
  id: z.union([z.int(), z.string()]),
  status: z.string(),
  file_url: z.string().nullish(),
  depth_map_url: z.string().nullish(),
  error_message: z.string().nullish(),
});

export interface SkyboxState {
  id: string;
  status: 'waiting' | 'working' | 'complete' | 'failed';
  fileUrl: string | null;
  reason: string | null;
}

const working = new Set(['processing', 'dispatched']);
const failed = new Set(['abort', 'error']);

/** The state of a request, from `POST /skybox` (bare) or `GET /imagine/requests/<id>` (under `request`). */
export function parseSkybox(document: unknown): SkyboxState | undefined {
  const inner =
    typeof document === 'object' && document !== null && 'request' in document
      ? document.request
      : document;
  const { data } = answer.safeParse(inner);
  if (!data) return undefined;
  const status =
    data.status === 'complete'
      ? 'complete'
      : failed.has(data.status)
        ? 'failed'
        : working.has(data.status)
          ? 'working'
          : 'waiting';
  return {
    id: String(data.id),
    status,
    fileUrl: data.file_url || null,
    reason: data.error_message?.slice(0, 300) || null,
  };
}
