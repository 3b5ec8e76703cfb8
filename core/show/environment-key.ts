import type { Show } from './show-schema.ts';

/**
 * Names what must be loaded and compiled to draw an environment: two environments with one key share
 * it, a changed file gives a new one. Parameters and placement are not part of it, as they change live.
 */
export function environmentKey(
  show: Show,
  id: string | null,
  assets: Readonly<Record<string, string>>,
): string | null {
  const environment = show.environments.find((candidate) => candidate.id === id);
  if (!environment) return null;
  const { kind, source, seed } = environment;
  return kind === 'scene' ? `scene:${source}:${seed}` : `${kind}:${assets[source] ?? source}`;
}
