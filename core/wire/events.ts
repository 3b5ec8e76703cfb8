import type { CommandRequest } from '../commands/table.ts';
import type { Problem } from '../result.ts';
import type { PatchOp } from '../show/patch.ts';
import type { ShowState } from '../show/state.ts';
import type { RecorderStatus } from '../takes/take-summary.ts';
import type {
  CameraStatusReport,
  DeviceStatusReport,
  FrameClockStatus,
  ObjectStatusReport,
  OutputStatus,
} from './status.ts';
import type { DisplayReport, Waterfall } from './timing.ts';

export type PageKind = 'stage' | 'operator' | 'viewer';

/** What a page says in the socket.io handshake (`auth`). */
export interface Hello {
  page: PageKind;
  /** A stage page names the output that it draws. */
  output?: string;
  /** Identity of the page across reconnections, made by the page. */
  client: string;
  /** Of the page's build; a page of another build is asked to reload. */
  build: string;
  key?: string;
}

export interface Snapshot {
  epoch: number;
  revision: number;
  state: ShowState;
  /** The server's build: differs from the page's after an update. */
  build: string;
}

export interface Patch {
  epoch: number;
  revision: number;
  ops: PatchOp[];
}

export type CommandResult =
  /** `k`: of a take of preview; `take`: id of the take that rolls now. */
  | { ok: true; revision: number; k?: number; ignored?: boolean; take?: string }
  | { ok: false; error: CommandError };

export interface CommandError {
  code: string;
  message: string;
  path?: string;
  problems?: Problem[];
}

/** 4 Hz, to operator and viewer pages. */
export interface StatusReport {
  showTimeMs: number;
  k: number;
  frameClock: FrameClockStatus;
  cameras: CameraStatusReport[];
  objects: ObjectStatusReport[];
  devices: DeviceStatusReport[];
  outputs: OutputStatus[];
  /** What rolls, how long, how long the disk lasts, and what is wrong with it. */
  recorder: RecorderStatus;
}

/** What a stage page says of itself, twice a second. */
export interface OutputReport {
  visible: boolean;
  /** CSS size × device pixel ratio of its window, and the ratio. */
  windowSize: [number, number];
  devicePixelRatio: number;
  fps: number;
  worstFrameMs: number;
  /** The newest frame drawn. */
  k: number;
  program: string | null;
  dropped: number;
  /** Frames drawn without their own packet: moved on from an earlier one, or with the last pose held. */
  extrapolated: number;
  held: number;
  /** Null before the clock is known. */
  clockErrorMs: number | null;
  /** How much faster the server's clock runs than this machine's. */
  clockSkewPpm: number;
  latencyMs: number;
  /** What its display does; null while too few refreshes were seen. */
  display: DisplayReport | null;
  waterfall: Waterfall;
  /** Keys of the environments that are compiled and uploaded. */
  prepared: string[];
  /** Environments that could not be prepared, with the reason. */
  failed: { key: string; reason: string }[];
  renderer: string;
  sharedMemory: boolean;
  /** What the page has to complain about, in words for the operator. */
  alarms: string[];
}

/** An output's own account of a transition: the last old and the first new frame that it drew. */
export interface SwitchReport {
  k: number;
  environment: string | null;
  lastOldK: number;
  firstNewK: number;
  longestFrameMs: number;
}

export interface ServerEvents {
  snapshot: (snapshot: Snapshot) => void;
  patch: (patch: Patch) => void;
  /** The role of this page for its output, and the output's address for pictures. */
  claimed: (claim: { output: string; role: 'active' | 'spare' }) => void;
  status: (status: StatusReport) => void;
  /** Draw, then `PUT /api/v1/outputs/<id>/captures/<token>` the PNG with header Cyclorama-Frame. */
  capture: (request: { token: string }) => void;
}

export interface ClientEvents {
  command: (request: CommandRequest, answer: (result: CommandResult) => void) => void;
  report: (report: OutputReport) => void;
  prepared: (keys: string[]) => void;
  switched: (report: SwitchReport) => void;
}
