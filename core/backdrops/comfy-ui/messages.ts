import { z } from 'zod';

/** What ComfyUI says over its socket, as far as it matters here (`server.py`, `execution.py`). */
export type ComfyEvent =
  | { type: 'progress'; promptId: string; value: number; max: number }
  | { type: 'done'; promptId: string }
  | { type: 'failed'; promptId: string; reason: string }
  /** An intermediate picture, JPEG or PNG. */
  | { type: 'preview'; contentType: 'image/jpeg' | 'image/png'; bytes: Uint8Array };

const text = z.object({ type: z.string(), data: z.looseObject({}) });
const progress = z.object({
  prompt_id: z.string(),
  value: z.number().nonnegative(),
  max: z.number().positive(),
});
const executing = z.object({ prompt_id: z.string(), node: z.string().nullable() });
const success = z.object({ prompt_id: z.string() });
const failure = z.object({
  prompt_id: z.string(),
  exception_message: z.string().optional(),
  node_type: z.string().optional(),
});

/** One text frame `{ type, data }`; types that are not known, and frames that are no JSON, mean nothing. */
export function parseComfyText(frame: string): ComfyEvent | undefined {
  const message = text.safeParse(jsonOrNothing(frame)).data;
  if (!message) return undefined;
  switch (message.type) {
    case 'progress': {
      const { data } = progress.safeParse(message.data);
      return (
        data && { type: 'progress', promptId: data.prompt_id, value: data.value, max: data.max }
      );
    }
    case 'executing': {
      const { data } = executing.safeParse(message.data);
      return data?.node === null ? { type: 'done', promptId: data.prompt_id } : undefined;
    }
    case 'execution_success': {
      const { data } = success.safeParse(message.data);
      return data && { type: 'done', promptId: data.prompt_id };
    }
    case 'execution_error':
    case 'execution_interrupted': {
      const { data } = failure.safeParse(message.data);
      if (!data) return undefined;
      const told = data.exception_message?.trim().slice(0, 300);
      const where = data.node_type ? ` in ${data.node_type}` : '';
      const reason =
        message.type === 'execution_interrupted'
          ? `It was interrupted${where}.`
          : `${told || 'It failed'}${where}.`;
      return { type: 'failed', promptId: data.prompt_id, reason };
    }
    default:
      return undefined;
  }
}

function jsonOrNothing(frame: string): unknown {
  try {
    return JSON.parse(frame);
  } catch {
    return undefined;
  }
}

const previewEvent = 1;
const kinds: Readonly<Record<number, 'image/jpeg' | 'image/png'>> = {
  1: 'image/jpeg',
  2: 'image/png',
};

/** One binary frame: bytes 0–3 the event, 4–7 the kind of picture, both unsigned and big-endian, then the picture. */
export function parseComfyBinary(frame: Uint8Array): ComfyEvent | undefined {
  if (frame.byteLength <= 8) return undefined;
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const contentType = kinds[view.getUint32(4)];
  if (view.getUint32(0) !== previewEvent || !contentType) return undefined;
  return { type: 'preview', contentType, bytes: frame.subarray(8) };
}

/** The answer of `POST /prompt`. */
export const comfyQueued = z.object({ prompt_id: z.string().min(1).max(200) });

/** The answer of `POST /prompt` that refuses a graph: what is wrong, and in which nodes. */
export function comfyRefusal(answer: unknown): string {
  const told = z
    .looseObject({
      error: z.union([z.string(), z.looseObject({ message: z.string() })]).optional(),
      node_errors: z
        .record(
          z.string(),
          z.looseObject({
            errors: z
              .array(z.looseObject({ message: z.string(), details: z.string().optional() }))
              .optional(),
          }),
        )
        .optional(),
    })
    .safeParse(answer).data;
  const { error, node_errors: nodes = {} } = told ?? {};
  const head = typeof error === 'string' ? error : error?.message;
  const inNodes = Object.entries(nodes).flatMap(([node, { errors = [] }]) =>
    errors.map(
      ({ message, details }) => `node ${node}: ${message}${details ? ` (${details})` : ''}`,
    ),
  );
  return [head ?? 'The workflow was refused', ...inNodes].join('; ').slice(0, 500);
}

/** The answer of `POST /upload/image`. */
const uploaded = z.object({
  name: z.string().min(1).max(255),
  subfolder: z.string().max(255).default(''),
});

/** How a graph's `LoadImage` names an uploaded picture: `subfolder/name`; nothing where the answer is none. */
export function uploadedName(answer: unknown): string | undefined {
  const { data } = uploaded.safeParse(answer);
  return data && (data.subfolder ? `${data.subfolder}/${data.name}` : data.name);
}

const image = z.object({
  filename: z.string().min(1).max(255),
  subfolder: z.string().max(255).default(''),
  type: z.enum(['output', 'temp', 'input']).default('output'),
});
export type ComfyImage = z.infer<typeof image>;

const history = z.record(
  z.string(),
  z.looseObject({
    outputs: z.record(z.string(), z.looseObject({ images: z.array(image).optional() })),
    status: z.looseObject({ status_str: z.string().optional() }).optional(),
  }),
);

/** What `GET /history/<id>` knows of a prompt: nothing yet, a failure, or its pictures, those that were saved first. */
export function comfyOutcome(
  answer: unknown,
  promptId: string,
): { images: ComfyImage[]; isFailed: boolean } | undefined {
  const entry = history.safeParse(answer).data?.[promptId];
  if (!entry) return undefined;
  const images = Object.values(entry.outputs).flatMap(({ images: made }) => made ?? []);
  const saved = images.filter(({ type }) => type === 'output');
  return {
    images: saved.length > 0 ? saved : images,
    isFailed: entry.status?.status_str === 'error',
  };
}

/** Whether a prompt is the one that `GET /queue` says to be running: `/interrupt` stops whatever runs. */
export function isComfyRunning(answer: unknown, promptId: string): boolean {
  const running = z.looseObject({ queue_running: z.array(z.array(z.unknown())) }).safeParse(answer);
  return running.data?.queue_running.some((item) => item.includes(promptId)) ?? false;
}
