import type { Environment } from '../show/show-schema.ts';
import type { BackdropSpec } from './backdrop-spec.ts';
import type { VariationPicture } from './job.ts';
import { backdropSceneId } from './kinds.ts';
import { pictureSource } from './pushed-source.ts';

/** Of a variation, what says which environment it is; as the job holds it and as a page is told of it. */
export interface ShownVariation {
  spec?: BackdropSpec | undefined;
  picture?: Pick<VariationPicture, 'projection' | 'sha256' | 'extension'> | undefined;
  seed: number;
}

const onTheSpot = { position: [0, 0, 0] as [number, number, number], yawDeg: 0, scale: 1 };

/** The environment that a variation is: a place of the built-in engine, or a picture. */
export function environmentOfVariation(
  id: string,
  name: string,
  { spec, picture, seed }: ShownVariation,
): Environment | undefined {
  if (spec) {
    const { place, seed: own, version: _version, ...params } = spec;
    const source = backdropSceneId(place);
    return { id, name, kind: 'scene', source, params, placement: onTheSpot, seed: own };
  }
  if (!picture) return undefined;
  const { projection: kind, sha256, extension } = picture;
  const source = pictureSource(sha256, extension);
  return { id, name, kind, source, params: {}, placement: onTheSpot, seed };
}
