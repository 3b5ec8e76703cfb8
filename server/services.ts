import type { BackdropAsked } from '../core/backdrops/backdrop-request.ts';
import type { BakePart } from '../core/backdrops/bake/parts.ts';
import type { Principal } from '../core/commands/authorise.ts';
import type { CommandRequest } from '../core/commands/table.ts';
import type { Problem, Result } from '../core/result.ts';
import type { ShowState } from '../core/show/state.ts';
import type { ExportRequest } from '../core/takes/export/export-take.ts';
import type { RecorderStatus, TakeSummary } from '../core/takes/take-summary.ts';
import type { BackdropReport, EngineReport } from '../core/wire/backdrop-report.ts';
import type { DeviceKindReport, DiscoveryReport } from '../core/wire/discovery.ts';
import type { CommandResult, SwitchReport } from '../core/wire/events.ts';
import type { ModelsReport } from '../core/wire/model-report.ts';
import type {
  CameraStatusReport,
  DeviceStatusReport,
  FrameClockStatus,
  ObjectStatusReport,
  OutputStatus,
} from '../core/wire/status.ts';
import type { Bake } from './backdrops/bake-desk.ts';
import type { LanguageOptions } from './backdrops/language-reader.ts';
import type { Exporting } from './takes/export-aside.ts';

/** What the HTTP calls and the sockets need of the show engine. Composed in `app.ts`. */
export interface ShowService {
  readonly epoch: number;
  readonly revision: number;
  readonly state: ShowState;
  /** Show time in ms and the wall frame that has begun. */
  nowMs(): number;
  frame(): number;
  /** The one door for commands: parse, authorise, reduce, journal, patch. A take answers when it is scheduled or refused. */
  command(request: CommandRequest, principal: Principal): Promise<CommandResult>;
  /** `PUT show`: `expectedRevision` from `If-Match`, absent when the caller does not care. */
  replaceShow(
    document: unknown,
    principal: Principal,
    expectedRevision?: number,
  ): Promise<
    | { ok: true; revision: number }
    | { ok: false; status: 403 | 409 | 412 | 422; problems: Problem[] }
  >;
}

export interface StatusService {
  cameras(): CameraStatusReport[];
  objects(): ObjectStatusReport[];
  devices(): DeviceStatusReport[];
  outputs(): OutputStatus[];
  frameClock(): FrameClockStatus;
  /** An output's own accounts of its last transitions, oldest first. */
  switches(outputId: string): readonly SwitchReport[];
}

/** What devices there may be, and what there is to connect. */
export interface DiscoveryService {
  kinds(): readonly DeviceKindReport[];
  /** Looked for now, or a moment ago. Never rejects, and answers in two seconds. */
  look(): Promise<DiscoveryReport>;
}

/** Pictures that stage pages hand in. */
export interface CaptureService {
  /**
   * Asks the active page of an output for its canvas. Resolves with the PNG and the frame it shows;
   * `undefined` when no page answers for the output in time.
   */
  capture(outputId: string): Promise<{ png: Buffer; frame: number } | undefined>;
  /** A page's answer; `false` when nobody asked with this token. */
  deliver(outputId: string, token: string, png: Buffer, frame: number): boolean;
  /** The newest small JPEG of an output, for its tile. */
  thumbnail(outputId: string): Buffer | undefined;
  deliverThumbnail(outputId: string, jpeg: Buffer): void;
}

/** A file in the show folder's `assets/`, addressed by its content. */
export interface Asset {
  sha256: string;
  path: string;
  bytes: number;
  contentType: string;
}

export interface AssetService {
  /** Streams an upload to `assets/<name>`, checked by kind; nothing is left behind when it is refused. */
  store(
    name: string,
    body: AsyncIterable<Uint8Array>,
  ): Promise<
    | { ok: true; asset: Asset }
    | { ok: false; status: 400 | 413 | 415 | 422; code: string; message: string }
  >;
  find(sha256: string): { asset: Asset; file: string } | undefined;
  list(): Asset[];
}

/** Recorded takes. */
export interface TakesService {
  /** Newest first. */
  list(): TakeSummary[];
  get(id: string): TakeSummary | undefined;
  export(id: string, request: ExportRequest): Promise<Exporting>;
}

/** What rolls; rolling, cutting and marking are commands. */
export interface RecorderService {
  status(): RecorderStatus;
}

/** Backdrops on their way to a person's yes, and the pictures that pages draw for them. */
export interface BackdropsService {
  /** Newest first. */
  list(): BackdropReport[];
  get(id: string): BackdropReport | undefined;
  /** What can make them. */
  engines(): Promise<EngineReport[]>;
  /** The newest picture that an engine shows on its way. */
  preview(id: string): { bytes: Buffer; contentType: string } | undefined;
  submit(asked: BackdropAsked, principal: Principal): Result<BackdropReport>;
  /** What an engine made, by the SHA-256 of its content. */
  file(sha256: string): { file: string; contentType: string } | undefined;
  /** A variation as a `.2p5d`, with the edits of its environment in the show. */
  layersFile(id: string, variation?: number): Promise<Result<{ name: string; bytes: Uint8Array }>>;
  readonly desk: {
    ask(patienceMs: number, signal: AbortSignal): Promise<Bake | undefined>;
    deliver(id: string, part: BakePart, bytes: Buffer): boolean;
    fail(id: string, reason: string): boolean;
  };
}

/** Models that work on pictures. */
export interface ModelsService {
  report(): Promise<ModelsReport>;
}

export interface Services {
  show: ShowService;
  status: StatusService;
  discovery: DiscoveryService;
  captures: CaptureService;
  assets: AssetService;
  takes: TakesService;
  recorder: RecorderService;
  backdrops: BackdropsService;
  /** Language models that read sentences, too. */
  readers: readonly LanguageOptions[];
  models: ModelsService;
  /** Identity of this build; pages of another build are asked to reload. */
  build: string;
}
