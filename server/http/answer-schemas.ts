import { z } from 'zod';
import { params, placement } from '../../core/show/scalars.ts';
import { patternNames } from '../../core/show/state.ts';
import { takeLabel } from '../../core/takes/take-label.ts';
import { cameraStatuses } from '../../core/tracking/camera-status.ts';
import { deviceKindReport, discoveryReport } from '../../core/wire/discovery.ts';
import type { SwitchReport } from '../../core/wire/events.ts';
import type {
  CameraStatusReport,
  DeviceStatusReport,
  FrameClockStatus,
  ObjectStatusReport,
  OutputStatus,
  PlainPose,
} from '../../core/wire/status.ts';

const problem = z.object({ path: z.string(), code: z.string(), message: z.string() });

export const errorAnswer = z.object({
  error: z.object({ code: z.string(), message: z.string(), path: z.string().optional() }),
  problems: z.array(problem).optional(),
});

const number = z.number();
const counts = z.record(z.string(), number);

const pose = z.object({
  position: z.tuple([number, number, number]),
  orientation: z.tuple([number, number, number, number]),
}) satisfies z.ZodType<PlainPose>;

const lens = z.object({
  focalLengthMm: number,
  sensorWidthMm: number,
  sensorHeightMm: number,
  squeeze: number,
  entrancePupilMm: number,
  focusDistanceM: number,
  fStop: number,
  projectionOffsetXMm: number,
  projectionOffsetYMm: number,
  distortionOverscan: number,
});

export const cameraAnswer = z.object({
  id: z.string(),
  status: z.enum(cameraStatuses),
  ageMs: number.nullable(),
  rateHz: number,
  lossPct: number,
  pose: pose.nullable(),
  lens,
  overscan: z.object({ factor: number, coversDegPerS: number.nullable(), isAtLimit: z.boolean() }),
  delays: z.object({
    sourceMs: number.nullable(),
    plannedMs: number.nullable(),
    predictedMs: number.nullable(),
  }),
  raw: pose
    .extend({
      zoomEncoder: number.nullable(),
      focusEncoder: number.nullable(),
      irisEncoder: number.nullable(),
    })
    .nullable(),
  chain: z.array(
    z.object({
      step: z.string<CameraStatusReport['chain'][number]['step']>(),
      applied: z.boolean(),
      pose,
    }),
  ),
  counters: z.object({ accepted: number, refused: counts }),
  source: z.enum(['primary', 'backup']),
  sources: z.array(z.enum(cameraStatuses)),
}) satisfies z.ZodType<CameraStatusReport>;

export const objectAnswer = z.object({
  id: z.string(),
  status: z.enum(cameraStatuses),
  ageMs: number.nullable(),
  rateHz: number,
  pose: pose.nullable(),
  counters: z.object({ accepted: number, refused: counts }),
}) satisfies z.ZodType<ObjectStatusReport>;

export const deviceAnswer = z.object({
  id: z.string(),
  kind: z.string(),
  state: z.enum(['closed', 'open', 'unavailable']),
  detail: z.string(),
  accepted: number,
  refused: counts,
  noted: counts,
}) satisfies z.ZodType<DeviceStatusReport>;

export const deviceKindsAnswer = z.array(deviceKindReport);
export const discoveryAnswer = discoveryReport;

export const frameClockAnswer = z.object({
  reference: z.string(),
  state: z.enum(['free', 'acquiring', 'locked', 'holdover']),
  reason: z.string(),
  rateOffsetPpm: number,
}) satisfies z.ZodType<FrameClockStatus>;

export const outputAnswer = z.object({
  id: z.string(),
  connected: z.boolean(),
  visible: z.boolean(),
  spares: number,
  size: z.tuple([number, number]),
  fps: number,
  k: number,
  program: z.string().nullable(),
  dropped: number,
  extrapolated: number,
  held: number,
  skewMs: number,
  latencyMs: number,
  clock: z.object({ errorMs: number.nullable(), skewPpm: number }),
  display: z
    .object({
      refreshMs: number,
      refreshErrorMs: number,
      jitterMs: number,
      tickShowMs: number,
      tickErrorMs: number,
      phase: number,
      repeated: number,
      skipped: number,
    })
    .nullable(),
  cadence: z.object({
    kind: z.enum(['unknown', 'even', 'slipping', 'uneven', 'tooSlow']),
    text: z.string(),
  }),
  waterfall: z.object({
    receivedMs: number.nullable(),
    latchedMs: number.nullable(),
    submittedMs: number.nullable(),
    gpuMs: number.nullable(),
    photonDelayMs: number,
  }),
  alarms: z.array(z.string()),
  prepared: z.array(z.string()),
  sharedMemory: z.boolean(),
  renderer: z.string(),
}) satisfies z.ZodType<OutputStatus>;

/** One output alone also gives its own accounts of its last transitions, oldest first. */
export const outputDetailAnswer = outputAnswer.extend({
  switches: z.array(
    z.object({
      k: number,
      environment: z.string().nullable(),
      lastOldK: number,
      firstNewK: number,
      longestFrameMs: number,
    }) satisfies z.ZodType<SwitchReport>,
  ),
});

const deck = z.object({ environment: z.string().nullable(), params, placement });
const timedDeck = deck.extend({
  /** Where its content stands, and how it goes on. */
  contentTimeMs: number,
  playing: z.boolean(),
  rate: number,
});

export const stateAnswer = z.object({
  epoch: number,
  revision: number,
  k: number,
  showTimeMs: number,
  preview: timedDeck,
  program: timedDeck,
  transition: z
    .object({ kind: z.enum(['cut', 'fade']), frames: number, k: number, from: deck })
    .nullable(),
  /** A take rolls, recorded here or elsewhere. */
  rolling: z.boolean(),
  /** The one that is recorded here. */
  take: takeLabel.nullable(),
  inhibits: z.object({
    blackout: z.boolean(),
    freeze: z.boolean(),
    safeLook: z.boolean(),
    identify: z.boolean(),
    frameCode: z.boolean(),
    pattern: z.object({ pattern: z.enum(patternNames), output: z.string().nullable() }).nullable(),
    holdTracking: z.array(z.string()),
  }),
});
export type StateAnswer = z.infer<typeof stateAnswer>;

export const commandAnswer = z.object({
  ok: z.literal(true),
  revision: number,
  k: number.optional(),
  ignored: z.boolean().optional(),
  /** Id of the take that rolls now. */
  take: z.string().optional(),
});

export const assetAnswer = z.object({
  sha256: z.string(),
  path: z.string(),
  bytes: number,
  contentType: z.string(),
});
