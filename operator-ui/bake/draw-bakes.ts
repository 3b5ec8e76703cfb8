import { z } from 'zod';
import { environment } from '../../core/show/show-schema.ts';
import { areDecksLoading } from '../decks/deck-loop.ts';
import { idle } from '../decks/idle.ts';
import type { Stills } from '../environments/environment-still.ts';

const bake = z.object({ id: z.string(), environment, sha256: z.string().optional() });
type Bake = z.infer<typeof bake>;

/** The server is away or busy: it is not asked more often than this. */
const restMs = 2000;
const jsonHeaders = { 'Content-Type': 'application/json' };

/** Draws whatever pictures of backdrops the server wants, one after the other, until `signal`. */
export async function drawBakes(signal: AbortSignal): Promise<void> {
  let stills: Stills | undefined;
  while (!signal.aborted) {
    const askedMs = performance.now();
    const next = await ask(signal);
    if (next === 'nothing') {
      // A context that nothing is drawn with is memory that the decks may want.
      stills?.close();
      stills = undefined;
      // It lets a page wait for work; one that does not is not asked in a tight loop.
      if (performance.now() - askedMs < restMs) await pause(restMs);
    } else if (next === 'away') await pause(restMs);
    else {
      await quiet();
      stills ??= (await import('../environments/environment-still.ts')).openStills();
      await draw(stills, next);
    }
  }
  stills?.close();
}

async function ask(signal: AbortSignal): Promise<Bake | 'nothing' | 'away'> {
  try {
    const init = { method: 'POST', headers: jsonHeaders, body: '{}', signal };
    const response = await fetch('/api/v1/bakes', init);
    if (response.status === 204) return 'nothing';
    return response.ok ? bake.parse(await response.json()) : 'away';
  } catch {
    return 'away';
  }
}

async function draw(stills: Stills, { id, environment, sha256 }: Bake): Promise<void> {
  try {
    const picture = await stills.draw(environment, sha256);
    const headers = { 'Content-Type': 'image/webp' };
    await fetch(`/api/v1/bakes/${id}`, { method: 'PUT', headers, body: picture });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const init = { method: 'POST', headers: jsonHeaders, body: JSON.stringify({ reason }) };
    await fetch(`/api/v1/bakes/${id}/fault`, init).catch(() => undefined);
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** The decks of an operator's page come first. */
async function quiet(): Promise<void> {
  while (areDecksLoading()) await pause(500);
  await idle();
}
