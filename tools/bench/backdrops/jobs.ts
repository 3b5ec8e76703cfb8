import { z } from 'zod';
import { elapsed } from '../transport/monotonic.ts';

const job = z.looseObject({ id: z.string(), status: z.string(), fault: z.string().nullable() });
type Job = z.infer<typeof job>;

const panoramaWithinMs = 240_000;
const begunWithinMs = 60_000;

/** Backdrops that a server is kept busy with: places drawn by its Chromium, and a panorama enlarged by a model. */
export class BackdropJobs {
  readonly #api: string;
  #panorama = '';
  #seed: number;
  #asked: string[] = [];
  #last: string[] = [];

  constructor(port: number, seed: number) {
    this.#api = `http://127.0.0.1:${port}/api/v1`;
    this.#seed = seed;
  }

  /** Makes the panorama that is enlarged again and again. */
  async prepare(): Promise<void> {
    const place = await this.#ask({ prompt: 'a street at night in the rain', count: 1 });
    await this.#until(place, 'pending', panoramaWithinMs);
    const like = { id: place, variation: 0 };
    this.#panorama = await this.#ask({ prompt: 'all the way round', engine: 'bake', like });
    await this.#until(this.#panorama, 'pending', panoramaWithinMs);
  }

  /** Resolves as soon as both kinds run; a second of each waits, so that they go on for longer than a window. */
  async start(): Promise<void> {
    const first = [await this.#draw(), await this.#enlarge()];
    this.#last = [await this.#draw(), await this.#enlarge()];
    this.#asked = [...first, ...this.#last];
    for (const id of first) await this.#until(id, 'running', begunWithinMs);
  }

  /** Whether both kinds were still at work; then ends them. */
  async stop(): Promise<boolean> {
    const last = await Promise.all(this.#last.map((id) => this.#job(id)));
    for (const id of this.#asked) await this.#post('commands', { type: 'backdrop.cancel', id });
    return last.every(({ status }) => status === 'queued' || status === 'running');
  }

  #draw(): Promise<string> {
    return this.#ask({ prompt: 'a forest with fog at dawn', count: 9 });
  }

  #enlarge(): Promise<string> {
    const like = { id: this.#panorama, variation: 0 };
    return this.#ask({ prompt: 'larger', engine: 'upscale', like });
  }

  async #ask(request: object): Promise<string> {
    this.#seed = (this.#seed + 1) >>> 0;
    return job.parse(await this.#post('backdrops', { ...request, seed: this.#seed })).id;
  }

  async #until(id: string, status: string, withinMs: number): Promise<void> {
    for (let waitedMs = 0; waitedMs < withinMs; waitedMs += 200) {
      const now = await this.#job(id);
      if (now.status === status) return;
      if (now.status === 'failed') throw new Error(`A backdrop failed: ${now.fault}`);
      await elapsed(200);
    }
    throw new Error(`A backdrop was not ${status} within ${withinMs / 1000} s.`);
  }

  async #job(id: string): Promise<Job> {
    return job.parse(await (await fetch(`${this.#api}/backdrops/${id}`)).json());
  }

  async #post(path: string, body: object): Promise<unknown> {
    const response = await fetch(`${this.#api}/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    return response.json();
  }
}
