/** Where an engine is, and what a call of it may cost. */
export interface Remote {
  base: URL;
  /** Further hosts that its results may come from. */
  resultHosts: readonly string[];
  headers: Readonly<Record<string, string>>;
  timeoutMs: number;
}

/** A call that failed, in words for the operator. Only what the network did is worth another try. */
export class RemoteFault extends Error {
  readonly isNetwork: boolean;
  readonly status: number | undefined;

  constructor(message: string, isNetwork: boolean, status?: number) {
    super(message);
    this.isNetwork = isNetwork;
    this.status = status;
  }
}

const MiB = 1024 * 1024;
export const mostJsonBytes = 8 * MiB;
export const mostPictureBytes = 200 * MiB;

export interface Call {
  method?: 'GET' | 'POST' | 'DELETE';
  /** Sent as JSON, or as the form that it is (multipart). */
  body?: unknown;
  signal: AbortSignal;
}

/** Fields and one file, as a browser's form would send them; refused above the limit of a picture. */
export function formWithFile(
  fields: Readonly<Record<string, string>>,
  field: string,
  file: { name: string; bytes: Buffer; contentType: string },
): FormData {
  const { name, bytes, contentType } = file;
  if (bytes.length > mostPictureBytes)
    throw new RemoteFault(`${name} is larger than ${mostPictureBytes / MiB} MiB.`, false);
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) form.set(key, value);
  form.set(field, new Blob([new Uint8Array(bytes)], { type: contentType }), name);
  return form;
}

/** A JSON answer, whatever its status; `status` is 200 to 299, or the call has failed and `json` says why. */
export async function callJson(
  remote: Remote,
  path: string,
  call: Call,
): Promise<{ status: number; json: unknown }> {
  const response = await send(remote, new URL(path, remote.base), call);
  const bytes = await bodyOf(response, mostJsonBytes, remote);
  try {
    return { status: response.status, json: JSON.parse(bytes.toString('utf8')) };
  } catch {
    // Some calls answer with nothing.
    if (bytes.length === 0) return { status: response.status, json: null };
    const words = `${remote.base.host} answers ${response.status} with something that is no JSON.`;
    throw new RemoteFault(words, false, response.status);
  }
}

/** A picture's bytes, from the engine's own host or one that is listed for its results. */
export async function fetchPicture(
  remote: Remote,
  address: string,
  signal: AbortSignal,
): Promise<Buffer> {
  const url = new URL(address, remote.base);
  const isOwn = url.host === remote.base.host && url.protocol === remote.base.protocol;
  if (!isOwn && !(url.protocol === 'https:' && remote.resultHosts.includes(url.hostname))) {
    const words = `${remote.base.host} wants its result to be fetched from ${url.host}. List that host in resultHosts to allow it.`;
    throw new RemoteFault(words, false);
  }
  const response = await send(isOwn ? remote : { ...remote, headers: {} }, url, { signal });
  if (!response.ok)
    throw new RemoteFault(`${url.host} answers ${response.status}.`, false, response.status);
  return bodyOf(response, mostPictureBytes, remote);
}

async function send(
  remote: Remote,
  url: URL,
  { method = 'GET', body, signal }: Call,
): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, {
      method,
      // A form brings its own content type, with the boundary of its parts.
      headers:
        body === undefined || body instanceof FormData
          ? { ...remote.headers }
          : { ...remote.headers, 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: body instanceof FormData ? body : JSON.stringify(body) }),
      // Where it leads is not for the engine to choose: the key would go along.
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(remote.timeoutMs)]),
    });
  } catch (error) {
    signal.throwIfAborted();
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    const why = isLate ? `does not answer in ${remote.timeoutMs / 1000} s` : 'cannot be reached';
    throw new RemoteFault(`${url.host} ${why}.`, true);
  }
  if (response.status >= 300 && response.status < 400) {
    await response.body?.cancel();
    const words = `${url.host} sends this call elsewhere (${response.status}), which is not followed.`;
    throw new RemoteFault(words, false, response.status);
  }
  return response;
}

async function bodyOf(response: Response, mostBytes: number, { base }: Remote): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const part of response.body ?? []) {
      length += part.byteLength;
      if (length > mostBytes) {
        throw new RemoteFault(`${base.host} answers with more than ${mostBytes / MiB} MiB.`, false);
      }
      parts.push(part);
    }
  } catch (error) {
    if (error instanceof RemoteFault) throw error;
    throw new RemoteFault(`${base.host} broke off in the middle of its answer.`, true);
  }
  return Buffer.concat(parts);
}

const retryMs = [300, 1000, 3000];

/** Tries again what the network has failed, and nothing else. */
export async function retried<Value>(
  signal: AbortSignal,
  call: () => Promise<Value>,
): Promise<Value> {
  for (const waitMs of retryMs) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof RemoteFault) || !error.isNetwork) throw error;
      await pause(waitMs, signal);
    }
  }
  return call();
}

/** Rejects as soon as `signal` does. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
