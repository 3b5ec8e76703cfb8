import { useEffect, useState } from 'react';
import type { Environment } from '../../core/show/show-schema.ts';
import { areDecksLoading } from '../decks/deck-loop.ts';
import { idle, pause } from '../decks/idle.ts';
import { useShow } from '../link/show-store.ts';

const known = new Map<string, string>();
/** The decks come first: their programs compile in the same seconds. */
const afterDecksMs = 4000;

const nameOf = (environment: Environment, sha256: string | undefined): string => {
  const { id, kind, source, seed, params } = environment;
  return JSON.stringify([id, kind, sha256 ?? source, seed, params]);
};

async function quiet(): Promise<void> {
  while (areDecksLoading()) await pause(500);
  await idle();
}

/** Addresses of the environments' pictures by id. Each is drawn once, one after the other, when the page is idle. */
export function useStills(environments: readonly Environment[]): ReadonlyMap<string, string> {
  const assets = useShow((store) => store.replica?.state.assets);
  const [, setDrawn] = useState(0);
  useEffect(() => {
    let isGone = false;
    const missing = environments.filter((e) => !known.has(nameOf(e, assets?.[e.source])));
    if (missing.length === 0) return;
    const drawAll = async () => {
      await quiet();
      const { openStills } = await import('./environment-still.ts');
      const stills = openStills();
      for (const environment of missing) {
        await quiet();
        if (isGone) break;
        const sha256 = assets?.[environment.source];
        const blob = await stills.draw(environment, sha256).catch(() => undefined);
        if (!blob) continue;
        known.set(nameOf(environment, sha256), URL.createObjectURL(blob));
        setDrawn((count) => count + 1);
      }
      stills.close();
    };
    // What cannot be drawn keeps its placeholder: the deck says why.
    const timer = setTimeout(() => drawAll().catch(() => undefined), afterDecksMs);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [environments, assets]);
  return new Map(
    environments.flatMap((environment) => {
      const still = known.get(nameOf(environment, assets?.[environment.source]));
      return still ? [[environment.id, still] as const] : [];
    }),
  );
}
