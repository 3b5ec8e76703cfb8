import type { Pose } from '../../core/math.ts';
import type { Simulator } from '../simulator.ts';
import { encodeData, encodeInfo } from './encoder.ts';

export interface PsnSimulatorOptions {
  /** Id of the first tracker, 0 to 65535; the others count on from it. */
  id: number;
  /** How many; each stands a metre to the right of the one before. */
  trackers?: number;
  systemName?: string;
  /** Of the first DATA frame, 0 to 255. */
  firstFrameId?: number;
  /** Largest packet, 1500 at most. */
  packetBytes?: number;
}

const infoEveryMs = 1000;

/** A PosiStageNet server: DATA for each sample, and INFO first and every second. */
export function psnSimulator(options: PsnSimulatorOptions): Simulator {
  const { id, trackers = 1, systemName = 'Cyclorama', packetBytes } = options;
  const trackerIds = Array.from({ length: trackers }, (_, i) => id + i);
  const names = trackerIds.map((trackerId) => ({ id: trackerId, name: `Tracker ${trackerId}` }));
  const limit = packetBytes === undefined ? {} : { packetBytes };
  let dataId = options.firstFrameId ?? 0;
  let infoId = 0;
  let startMs = Number.NaN;
  let infoSentMs = Number.NEGATIVE_INFINITY;
  const datagrams: Simulator['datagrams'] = (pose, tMs) => {
    if (Number.isNaN(startMs)) startMs = tMs;
    const timestampUs = (tMs - startMs) * 1000;
    const info: Uint8Array[] = [];
    if (tMs - infoSentMs >= infoEveryMs) {
      infoSentMs = tMs;
      info.push(...encodeInfo({ timestampUs, frameId: infoId, ...limit }, systemName, names));
      infoId = (infoId + 1) & 0xff;
    }
    const data = encodeData(
      { timestampUs, frameId: dataId, ...limit },
      trackerIds.map((trackerId, i) => ({
        id: trackerId,
        pose: besides(pose, i),
        status: 1,
        timestampUs,
      })),
    );
    dataId = (dataId + 1) & 0xff;
    return [...info, ...data];
  };
  return { datagrams };
}

function besides({ position, orientation }: Pose, metres: number): Pose {
  return { position: [position[0] + metres, position[1], position[2]], orientation };
}
