import type { LensSettings } from '../show/camera-schema.ts';
import { createDistortion, type LensDistortion } from './distortion.ts';
import type { LensTables } from './lens-schema.ts';

/** The distortion of a lens's settings, whatever its rings say; model `none` when there is none. */
export function distortionOf(
  settings: Pick<LensSettings, 'distortion' | 'projectionOffsetMm'>,
): LensDistortion {
  const { distortion, projectionOffsetMm } = settings;
  if (!distortion) return { ...createDistortion(), projectionOffsetMm: [...projectionOffsetMm] };
  return {
    model: distortion.model,
    radial: [...distortion.radial],
    tangential: [...distortion.tangential],
    projectionOffsetMm: [...projectionOffsetMm],
    distortionOffsetMm: [...distortion.distortionOffsetMm],
  };
}

/** The distortion at node (zoom i, focus j) of a table; `axisMm` where the table has no projection offset. */
export function nodeDistortion(
  { distortion, projectionOffsetMm }: LensTables,
  i: number,
  j: number,
  axisMm: readonly [number, number] = [0, 0],
): LensDistortion {
  const [px, py] = projectionOffsetMm?.[i]?.[j] ?? axisMm;
  return {
    ...createDistortion(),
    model: distortion?.model ?? 'none',
    radial: distortion?.radial[i]?.[j] ?? [0, 0, 0, 0, 0, 0],
    tangential: distortion?.tangential?.[i]?.[j] ?? [0, 0],
    projectionOffsetMm: [px, py],
    distortionOffsetMm: distortion?.distortionOffsetMm?.[i]?.[j] ?? [0, 0],
  };
}
