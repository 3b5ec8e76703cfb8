import { radFromDeg } from '../../core/math.ts';
import type { BackupSource } from '../../core/show/camera-schema.ts';
import type { Conditioning } from '../../core/show/conditioning-schema.ts';
import { poseAxes } from '../../core/tracking/pose-axes.ts';
import { poseChain } from '../../core/tracking/pose-chain.ts';
import type { TrackerSettings } from './camera-tracker.ts';
import type { TrackSettings } from './source-track.ts';

/** What a camera's first source takes from the show. */
export function primarySettings({ camera, defaultPoseIs, bounds }: TrackerSettings): TrackSettings {
  return {
    axes: poseAxes(camera.source.axes),
    chain: poseChain(camera, defaultPoseIs),
    bounds,
    ...measures(camera.conditioning),
  };
}

/** The same of its backup, which has axes, a registration and a mount of its own. */
export function backupSettings(
  { camera, backupPoseIs, bounds }: TrackerSettings,
  backup: BackupSource,
): TrackSettings {
  const { registration, mount } = backup;
  const chain = poseChain({ source: backup, registration, mount }, backupPoseIs);
  return { axes: poseAxes(backup.axes), chain, bounds, ...measures(camera.conditioning) };
}

function measures(conditioning: Conditioning): Pick<TrackSettings, 'limits' | 'tremor'> {
  const { mostMetresPerSecond, mostDegreesPerSecond, tremorMm, tremorDeg } = conditioning;
  return {
    limits: {
      metresPerSecond: mostMetresPerSecond || Number.POSITIVE_INFINITY,
      degreesPerSecond: mostDegreesPerSecond || Number.POSITIVE_INFINITY,
    },
    tremor: { metres: tremorMm / 1000, radians: radFromDeg(tremorDeg) },
  };
}
