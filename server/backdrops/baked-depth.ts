import { lightProbe } from '../../core/backdrops/bake/parts.ts';
import type { Variation } from '../../core/backdrops/job.ts';
import type { DepthMap } from './layers-file.ts';

/** The depth map that was baked with a panorama; nothing where none was. `read`: bytes of the library. */
export async function bakedDepth(
  { bake }: Pick<Variation, 'bake'>,
  read: (sha256: string) => Promise<Buffer | undefined>,
): Promise<DepthMap | undefined> {
  const [png, probe] = bake ? [await read(bake.depth), await read(bake.probe)] : [];
  if (!png || !probe) return undefined;
  const { nearM, farM } = lightProbe.parse(JSON.parse(probe.toString()));
  return { png, nearM, farM };
}
