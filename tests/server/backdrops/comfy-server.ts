import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { pngBytes } from '../../support/picture-bytes.ts';

export const comfyPicture = pngBytes(64, 32, (x, y) => [4 * x, 8 * y, 128]);

/** How the stand-in misbehaves. */
export interface Misbehaviour {
  /** Answers `POST /prompt` with this status and document. */
  prompt?: { status: number; document: unknown };
  /** Drops every socket after the first progress. */
  dropsSocket?: boolean;
  /** Ends with `execution_error`. */
  fails?: string;
  /** Never ends. */
  hangs?: boolean;
  /** What `GET /view` gives. */
  view?: { status: number; headers?: Record<string, string>; body: Buffer };
  /** Answers `POST /upload/image` with this status, headers and document. */
  upload?: { status: number; headers?: Record<string, string>; document: unknown };
  /** Never answers `POST /upload/image`. */
  swallowsUpload?: boolean;
  /** The folder that uploaded pictures are put into. */
  subfolder?: string;
  /** So many connections are cut before one is answered. */
  cuts?: number;
}

/** A part of a form: RFC 7578. */
export interface UploadPart {
  bytes: Buffer;
  filename: string | undefined;
  contentType: string | undefined;
}

/** The parts of a multipart body by name; throws where it is none (RFC 2046, section 5.1.1). */
export function partsOf(body: Buffer, contentType = ''): Map<string, UploadPart> {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (!boundary) throw new Error(`no form: ${contentType}`);
  const text = body.toString('latin1');
  const [before, ...pieces] = `\r\n${text}`.split(`\r\n--${boundary}`);
  const end = pieces.pop();
  if (before !== '' || !end?.startsWith('--'))
    throw new Error('the form has no beginning or no end');
  return new Map(
    pieces.map((piece) => {
      const at = piece.indexOf('\r\n\r\n');
      const head = piece.slice(0, at);
      const field = (pattern: RegExp) => pattern.exec(head)?.[1];
      const name = field(/content-disposition: form-data;.*?\bname="([^"]*)"/i);
      if (at < 0 || name === undefined) throw new Error('a part of the form has no name');
      const part = {
        bytes: Buffer.from(piece.slice(at + 4), 'latin1'),
        filename: field(/\bfilename="([^"]*)"/i),
        contentType: field(/content-type: (\S+)/i),
      };
      return [name, part] as const;
    }),
  );
}

/** A server that speaks ComfyUI's documented protocol: prompt, socket, history, view, queue, interrupt. */
export class ComfyServer {
  readonly graphs: Record<string, { inputs: Record<string, unknown> }>[] = [];
  readonly calls: string[] = [];
  /** What was uploaded, field by field. */
  readonly uploads: Map<string, UploadPart>[] = [];
  readonly #server: Server;
  readonly #sockets = new Map<string, WebSocket>();
  readonly #done = new Set<string>();
  readonly #how: Misbehaviour;
  #running: string | undefined;
  #cuts: number;

  private constructor(how: Misbehaviour) {
    this.#how = how;
    this.#cuts = how.cuts ?? 0;
    this.#server = createServer((request, response) => void this.#answer(request, response));
    const sockets = new WebSocketServer({ server: this.#server, path: '/ws' });
    sockets.on('connection', (socket, request) => {
      const id = new URL(request.url ?? '', 'http://x').searchParams.get('clientId') ?? '';
      this.#sockets.set(id, socket);
      socket.send(JSON.stringify({ type: 'status', data: { status: {}, sid: id } }));
    });
  }

  static async open(how: Misbehaviour = {}): Promise<ComfyServer> {
    const comfy = new ComfyServer(how);
    await new Promise<void>((resolve) => comfy.#server.listen(0, '127.0.0.1', resolve));
    return comfy;
  }

  get url(): URL {
    return new URL(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`);
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets.values()) socket.terminate();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '', 'http://x').pathname;
    this.calls.push(`${request.method} ${path}`);
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const bytes = Buffer.concat(parts);
    if (this.#cuts > 0) {
      this.#cuts--;
      request.socket.destroy();
      return;
    }
    const json = (document: unknown, status = 200) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(typeof document === 'string' ? document : JSON.stringify(document));
    };
    if (path === '/upload/image') {
      this.#upload(bytes, request, response);
      return;
    }
    const body = bytes.length > 0 ? JSON.parse(bytes.toString()) : undefined;
    if (path === '/prompt') this.#queue(body, json);
    else if (path.startsWith('/history/')) json(this.#history(path.slice('/history/'.length)));
    else if (path === '/queue') {
      json({
        queue_running: this.#running ? [[0, this.#running, {}, {}, []]] : [],
        queue_pending: [],
      });
    } else if (path === '/view') this.#view(response);
    else if (path === '/system_stats') json({ system: {} });
    else json({});
  }

  /** As `server.py` does: a form with `image`, kept under its own name. */
  #upload(bytes: Buffer, request: IncomingMessage, response: ServerResponse): void {
    const { upload, swallowsUpload, subfolder = '' } = this.#how;
    const form = partsOf(bytes, request.headers['content-type']);
    this.uploads.push(form);
    if (swallowsUpload) return;
    const name = form.get('image')?.filename;
    const type = form.get('type')?.bytes.toString();
    const answer = upload ?? { status: name ? 200 : 400, document: { name, subfolder, type } };
    response.writeHead(answer.status, { 'content-type': 'application/json', ...upload?.headers });
    response.end(JSON.stringify(answer.document));
  }

  #queue(
    { prompt, client_id: client }: { prompt: ComfyServer['graphs'][number]; client_id: string },
    json: (document: unknown, status?: number) => void,
  ): void {
    const { prompt: refusal } = this.#how;
    if (refusal) {
      json(refusal.document, refusal.status);
      return;
    }
    this.graphs.push(prompt);
    const id = `prompt-${this.graphs.length}`;
    this.#running = id;
    json({ prompt_id: id, number: this.graphs.length, node_errors: {} });
    this.#work(id, client);
  }

  #work(id: string, client: string): void {
    const say = (type: string, data: object) =>
      this.#sockets.get(client)?.send(JSON.stringify({ type, data: { ...data, prompt_id: id } }));
    say('execution_start', {});
    say('progress', { node: '3', value: 5, max: 20 });
    const head = Buffer.from([0, 0, 0, 1, 0, 0, 0, 2]);
    this.#sockets.get(client)?.send(Buffer.concat([head, comfyPicture]));
    if (this.#how.dropsSocket) this.#sockets.get(client)?.terminate();
    if (this.#how.hangs) return;
    if (this.#how.fails) return void say('execution_error', { exception_message: this.#how.fails });
    this.#done.add(id);
    this.#running = undefined;
    say('executing', { node: null });
  }

  #history(id: string): object {
    if (!this.#done.has(id)) return {};
    const images = [{ filename: `${id}.png`, subfolder: '', type: 'output' }];
    return { [id]: { outputs: { '9': { images } }, status: { status_str: 'success' } } };
  }

  #view(response: ServerResponse): void {
    const { status, headers, body } = this.#how.view ?? { status: 200, body: comfyPicture };
    response.writeHead(status, { 'content-type': 'image/png', ...headers });
    response.end(body);
  }
}
