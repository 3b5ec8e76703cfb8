import { z } from 'zod';
import { type BakePart, bakeContentTypes, bakeParts } from '../../core/backdrops/bake/parts.ts';
import { environment } from '../../core/show/show-schema.ts';
import { areDecksLoading } from '../decks/deck-loop.ts';
import { idle, pause } from '../decks/idle.ts';
import type { Darkroom } from './darkroom.ts';

const bake = z.object({
  id: z.string(),
  environment,
  sha256: z.string().optional(),
  wants: z.array(z.enum(bakeParts)),
});
type Bake = z.infer<typeof bake>;

/** The server is away or busy: it is not asked more often than this. */
const restMs = 2000;
const jsonHeaders = { 'Content-Type': 'application/json' };

/** Draws whatever pictures of backdrops the server wants, one after the other, until `signal`. */
export async function drawBakes(signal: AbortSignal): Promise<void> {
  let darkroom: Darkroom | undefined;
  while (!signal.aborted) {
    const askedMs = performance.now();
    const next = await ask(signal);
    if (next === 'nothing') {
      // A context that nothing is drawn with is memory that the decks may want.
      darkroom?.close();
      darkroom = undefined;
      // It lets a page wait for work; one that does not is not asked in a tight loop.
      if (performance.now() - askedMs < restMs) await pause(restMs);
    } else if (next === 'away') await pause(restMs);
    else {
      await quiet();
      darkroom ??= (await import('./darkroom.ts')).openDarkroom();
      await draw(darkroom, next);
    }
  }
  darkroom?.close();
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

async function draw(darkroom: Darkroom, bake: Bake): Promise<void> {
  const { id, wants } = bake;
  try {
    const { partsOf } = await import('./draw-parts.ts');
    for await (const { part, body } of partsOf(darkroom, bake, wants)) await handIn(id, part, body);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const init = { method: 'POST', headers: jsonHeaders, body: JSON.stringify({ reason }) };
    await fetch(`/api/v1/bakes/${id}/fault`, init).catch(() => undefined);
  }
}

async function handIn(id: string, part: BakePart, body: Blob | string): Promise<void> {
  const headers = { 'Content-Type': bakeContentTypes[part] };
  await fetch(`/api/v1/bakes/${id}/${part}`, { method: 'PUT', headers, body });
}

/** The decks of an operator's page come first. */
async function quiet(): Promise<void> {
  while (areDecksLoading()) await pause(500);
  await idle();
}
