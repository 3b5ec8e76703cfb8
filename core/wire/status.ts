import type { Triple } from '../math.ts';
import type { CadenceKind } from '../time/cadence.ts';
import type { FrameLockState } from '../time/frame-lock.ts';
import type { CameraStatus } from '../tracking/camera-status.ts';
import type { LensState } from '../tracking/lens.ts';
import type { ChainStep } from '../tracking/pose-chain.ts';
import type { SourceRole } from '../tracking/source-choice.ts';
import type { DisplayReport, Waterfall } from './timing.ts';

export interface PlainPose {
  position: Triple;
  orientation: [number, number, number, number];
}

/** How much larger than its lens a camera's inner frustum is drawn, and what that covers. */
export interface OverscanReport {
  factor: number;
  /** A pan of so many degrees per second at the present latency; null when nothing needs covering. */
  coversDegPerS: number | null;
  /** The movement would need more than the setting allows. */
  isAtLimit: boolean;
}

/** The lens rings' counts as they were heard last; null before the first. */
export interface RingCountsReport {
  zoomEncoder: number | null;
  focusEncoder: number | null;
  irisEncoder: number | null;
}

/** Where a camera's newest pose spent its time, ms; null before there was one. */
export interface CameraDelays {
  /** From the tracker's own moment to the receipt: its stated age, and what this path was late. */
  sourceMs: number | null;
  /** From the receipt until the planner used it. */
  plannedMs: number | null;
  /** How far a pose was predicted past its sample for the frame planned last. */
  predictedMs: number | null;
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
  overscan: OverscanReport;
  delays: CameraDelays;
  /** The newest sample in tracker space, read by the source's `axes`. */
  raw: (PlainPose & RingCountsReport) | null;
  /** The transform chain, step by step, as it was applied to that sample. */
  chain: { step: ChainStep['step']; applied: boolean; pose: PlainPose }[];
  counters: { accepted: number; refused: Record<string, number> };
  /** The source whose poses are used, and how the first and the backup do. */
  source: SourceRole;
  sources: CameraStatus[];
}

/** One tracked object. */
export interface ObjectStatusReport {
  id: string;
  status: CameraStatus;
  ageMs: number | null;
  rateHz: number;
  /** Newest accepted sample in stage space; null before the first. */
  pose: PlainPose | null;
  counters: { accepted: number; refused: Record<string, number> };
}

export interface DeviceStatusReport {
  id: string;
  kind: string;
  state: 'closed' | 'open' | 'unavailable';
  detail: string;
  accepted: number;
  refused: Record<string, number>;
  /** Oddities in what was used all the same. */
  noted: Record<string, number>;
}

/** The frame clock and what it keeps step with. */
export interface FrameClockStatus {
  /** Id of the output or device that leads; empty when it runs free. */
  reference: string;
  state: FrameLockState;
  /** The state in words. */
  reason: string;
  /** How much faster show time runs than the server's quartz. */
  rateOffsetPpm: number;
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
  extrapolated: number;
  held: number;
  /** Behind the output that is furthest ahead, ms; what a browser cannot mend is said in docs/sync.md. */
  skewMs: number;
  latencyMs: number;
  /** How well it knows show time, and how its machine's clock runs against the server's. */
  clock: { errorMs: number | null; skewPpm: number };
  display: DisplayReport | null;
  cadence: { kind: CadenceKind; text: string };
  /** From one stage of a frame's way to the next, ms; `photonDelayMs` is the measured rest. */
  waterfall: Waterfall & { photonDelayMs: number };
  alarms: string[];
  /** Keys of the environments that it could draw at once. */
  prepared: string[];
  sharedMemory: boolean;
  renderer: string;
}
