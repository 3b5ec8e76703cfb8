import type { BakePart } from '../../core/backdrops/bake/parts.ts';
import type { Environment } from '../../core/show/show-schema.ts';
import type { Darkroom } from './darkroom.ts';
import { drawPanorama } from './draw-panorama.ts';
import { measure } from './measure.ts';
import { drawStill } from './still.ts';

interface Wanted {
  environment: Environment;
  sha256?: string | undefined;
}

export interface DrawnPart {
  part: BakePart;
  body: Blob | string;
}

const ofPanorama: readonly BakePart[] = ['panorama', 'depth', 'probe'];

/** The wanted parts of an environment, each as soon as it is drawn. */
export async function* partsOf(
  darkroom: Darkroom,
  { environment, sha256 }: Wanted,
  wants: readonly BakePart[],
): AsyncIterable<DrawnPart> {
  const developed = await darkroom.develop(environment, sha256);
  try {
    if (wants.includes('still'))
      yield { part: 'still', body: await drawStill(darkroom, developed) };
    if (wants.includes('figures')) {
      const figures = await measure(darkroom, developed, sha256);
      yield { part: 'figures', body: JSON.stringify(figures) };
    }
    if (wants.some((part) => ofPanorama.includes(part))) {
      const { picture, depth, probe } = await drawPanorama(darkroom, developed);
      if (wants.includes('panorama')) yield { part: 'panorama', body: picture };
      if (wants.includes('depth')) yield { part: 'depth', body: depth };
      if (wants.includes('probe')) yield { part: 'probe', body: JSON.stringify(probe) };
    }
  } finally {
    developed.close();
  }
}
