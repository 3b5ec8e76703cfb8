import type { Triple } from '../math.ts';
import type { CameraStatus } from '../tracking/camera-status.ts';
import type { LensState } from '../tracking/lens.ts';
import type { ChainStep } from '../tracking/pose-chain.ts';

export interface PlainPose {
  position: Triple;
  orientation: [number, number, number, number];
}

/** One camera, as `GET cameras/:id` and the pages see it. */
export interface CameraStatusReport {
  id: string;
  status: CameraStatus;
  /** Since the newest accepted sample; null before the first. */
  ageMs: number | null;
  rateHz: number;
  lossPct: number;
  /** Newest accepted sample, composed to the pupil in stage space; null before the first. */
  pose: PlainPose | null;
  lens: LensState;
  /** The newest sample as it came, in tracker space. */
  raw: (PlainPose & { zoomEncoder: number | null; focusEncoder: number | null }) | null;
  /** The transform chain, step by step, as it was applied to that sample. */
  chain: { step: ChainStep['step']; applied: boolean; pose: PlainPose }[];
  counters: { accepted: number; refused: Record<string, number> };
}

export interface DeviceStatusReport {
  id: string;
  kind: string;
  state: 'closed' | 'open' | 'unavailable';
  detail: string;
  accepted: number;
  refused: Record<string, number>;
}

/** One output, as `GET outputs` and the tiles see it. */
export interface OutputStatus {
  id: string;
  connected: boolean;
  visible: boolean;
  spares: number;
  size: [number, number];
  fps: number;
  k: number;
  program: string | null;
  dropped: number;
  skewMs: number;
  latencyMs: number;
  alarms: string[];
  /** Keys of the environments that it could draw at once. */
  prepared: string[];
  sharedMemory: boolean;
  renderer: string;
}
