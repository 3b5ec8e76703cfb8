import { z } from 'zod';
import type { Problem, Result } from '../../core/result.ts';

/** One datagram of a recording. */
export interface RecordedDatagram {
  /** Since the first datagram, ms. */
  tMs: number;
  bytes: Uint8Array;
  /** `address:port` of the sender, when it was noted. */
  from?: string;
}

const line = z
  .object({
    t_ms: z.number().min(0),
    len: z.int().min(0).max(65_507).optional(),
    hex: z.string().regex(/^([0-9a-f]{2})*$/i, 'not pairs of hexadecimal digits'),
    from: z.string().max(64).optional(),
  })
  .refine(({ len, hex }) => len === undefined || len * 2 === hex.length, {
    path: ['len'],
    message: 'not the number of bytes in hex',
  });

/**
 * Parses a recording: one JSON object a line, `{"t_ms", "len", "hex", "from"}`, in order of time.
 * Every line that is wrong is a problem with the pointer `/<line number>/<key>`.
 */
export function parseRecording(text: string): Result<RecordedDatagram[]> {
  const datagrams: RecordedDatagram[] = [];
  const fault: Problem[] = [];
  for (const [index, content] of text.split('\n').entries()) {
    if (content.trim() === '') continue;
    const parsed = line.safeParse(parseJson(content));
    if (parsed.success) datagrams.push(datagramFromLine(parsed.data));
    else fault.push(...problemsOfLine(index + 1, parsed.error));
  }
  if (datagrams.length === 0 && fault.length === 0) {
    fault.push({ path: '', code: 'empty', message: 'The recording has no datagrams.' });
  }
  if (fault.length > 0) return { ok: false, fault };
  return { ok: true, value: datagrams.sort((a, b) => a.tMs - b.tMs) };
}

/** One line of a recording, without the line end. */
export function recordingLine({ tMs, bytes, from }: RecordedDatagram): string {
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
  return JSON.stringify({ t_ms: Math.round(tMs * 100) / 100, len: bytes.length, hex, from });
}

/** Undefined for what is no JSON, which the schema then refuses. */
function parseJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

function datagramFromLine({ t_ms: tMs, hex, from }: z.infer<typeof line>): RecordedDatagram {
  const bytes = Uint8Array.from(Buffer.from(hex, 'hex'));
  return from === undefined ? { tMs, bytes } : { tMs, bytes, from };
}

const problemsOfLine = (number: number, error: z.ZodError): Problem[] =>
  error.issues.map((issue) => ({
    path: `/${[number, ...issue.path].map(String).join('/')}`,
    code: issue.code,
    message: issue.message,
  }));
