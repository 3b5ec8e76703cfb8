import type { Environment } from '../../core/show/show-schema.ts';
import { openDarkroom } from '../bake/darkroom.ts';
import { drawStill } from '../bake/still.ts';

export interface Stills {
  /** A small picture of an environment as the show file describes it. Rejects when it cannot be loaded. */
  draw(environment: Environment, sha256: string | undefined): Promise<Blob>;
  close(): void;
}

/** Draws stills until closed. */
export function openStills(): Stills {
  const darkroom = openDarkroom();
  const draw = async (environment: Environment, sha256: string | undefined): Promise<Blob> => {
    const developed = await darkroom.develop(environment, sha256);
    try {
      return await drawStill(darkroom, developed);
    } finally {
      developed.close();
    }
  };
  return { draw, close: darkroom.close };
}
