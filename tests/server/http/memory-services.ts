import type { Principal } from '../../../core/commands/authorise.ts';
import { refusal } from '../../../core/commands/authorise.ts';
import { parseCommand } from '../../../core/commands/parse-command.ts';
import { reduce } from '../../../core/commands/reduce.ts';
import { fault } from '../../../core/result.ts';
import { parseShow } from '../../../core/show/parse-show.ts';
import { initialState, type ShowState } from '../../../core/show/state.ts';
import { createLensState } from '../../../core/tracking/lens.ts';
import type { SwitchReport } from '../../../core/wire/events.ts';
import type { ModelReport } from '../../../core/wire/model-report.ts';
import type {
  CameraStatusReport,
  DeviceStatusReport,
  OutputStatus,
} from '../../../core/wire/status.ts';
import type {
  AssetService,
  BackdropsService,
  CaptureService,
  DiscoveryService,
  Services,
  ShowService,
  TakesService,
} from '../../../server/services.ts';
import { freeFrameClock, goodOutput, idleRecorder } from '../../support/statuses.ts';

const sceneIds = ['desert', 'city'];

export const showDocument = {
  name: 'Test show',
  stage: {
    walls: [{ id: 'main', surface: { kind: 'flat', width: 6, height: 3 }, pixels: [1536, 768] }],
    outputs: [
      { id: 'main-1', size: [1536, 768], slices: [{ wall: 'main', from: [0, 0, 1536, 768] }] },
    ],
  },
  devices: [{ id: 'sim', kind: 'simulated' }],
  cameras: [{ id: 'A', source: { device: 'sim', subject: '1' } }],
  environments: [
    { id: 'desert', kind: 'scene', source: 'desert' },
    { id: 'city', kind: 'scene', source: 'city' },
  ],
  crew: { note: 'kept' },
};

function openState(document: unknown): ShowState {
  const parsed = parseShow(document, sceneIds);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.fault));
  return initialState(parsed.value, 0);
}

/** A show in memory: the core's own reducer behind the interface, no journal, a clock that stands. */
export class MemoryShow implements ShowService {
  readonly epoch = 3;
  revision = 7;
  state = openState(showDocument);
  nowMs(): number {
    return 2000;
  }
  frame(): number {
    return 120;
  }

  async command(
    request: Parameters<ShowService['command']>[0],
    principal: Principal,
  ): ReturnType<ShowService['command']> {
    const parsed = parseCommand(request);
    if (!parsed.ok) throw new Error('the HTTP call must have refused it');
    const no = refusal(principal, parsed.value, []);
    if (no) return { ok: false, error: { code: 'forbidden', message: no } };
    if (parsed.value.type === 'environment.take' && !parsed.value.force) {
      return { ok: false, error: { code: 'not-ready', message: 'main-1 is loading' } };
    }
    const context = { showTimeMs: this.nowMs(), k: this.frame(), takeK: 150, sceneIds };
    const next = reduce(this.state, parsed.value, context);
    if (!next.ok) {
      const [first] = next.fault;
      return {
        ok: false,
        error: { ...(first ?? { code: '', message: '' }), problems: next.fault },
      };
    }
    this.state = next.value;
    this.revision++;
    return { ok: true, revision: this.revision };
  }

  async replaceShow(
    document: unknown,
    _principal: Principal,
    expected?: number,
  ): ReturnType<ShowService['replaceShow']> {
    if (expected !== undefined && expected !== this.revision) {
      return { ok: false, status: 412, problems: [] };
    }
    const parsed = parseShow(document, sceneIds);
    if (!parsed.ok) return { ok: false, status: 422, problems: parsed.fault };
    this.state = { ...this.state, show: parsed.value };
    this.revision++;
    return { ok: true, revision: this.revision };
  }
}

export const cameraReport: CameraStatusReport = {
  id: 'A',
  status: 'ok',
  ageMs: 12,
  rateHz: 60,
  lossPct: 0,
  pose: { position: [0, 1.6, 2], orientation: [0, 0, 0, 1] },
  lens: createLensState(),
  overscan: { factor: 1.2, coversDegPerS: 60, isAtLimit: false },
  delays: { sourceMs: 4, plannedMs: 2, predictedMs: 31 },
  raw: null,
  chain: [],
  counters: { accepted: 41, refused: { bounds: 2 } },
  source: 'primary',
  sources: ['ok'],
};

export const deviceReport: DeviceStatusReport = {
  id: 'sim',
  kind: 'simulated',
  state: 'open',
  detail: '',
  accepted: 41,
  refused: { checksum: 3 },
  noted: {},
};

export const outputReport: OutputStatus = { ...goodOutput, dropped: 1 };

export const onePixelPng = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Pictures in memory; a capture resolves when somebody delivers its token `t-1`. */
export class MemoryCaptures implements CaptureService {
  answer: { png: Buffer; frame: number } | undefined = { png: onePixelPng, frame: 119 };
  delivered: { output: string; token: string; bytes: number; frame: number }[] = [];
  #thumbnail: Buffer | undefined;

  async capture(): ReturnType<CaptureService['capture']> {
    return this.answer;
  }
  deliver(output: string, token: string, png: Buffer, frame: number): boolean {
    if (token !== 't-1') return false;
    this.delivered.push({ output, token, bytes: png.length, frame });
    return true;
  }
  thumbnail(): Buffer | undefined {
    return this.#thumbnail;
  }
  deliverThumbnail(_output: string, jpeg: Buffer): void {
    this.#thumbnail = jpeg;
  }
}

export const switchReport: SwitchReport = {
  k: 150,
  environment: 'street',
  lastOldK: 149,
  firstNewK: 150,
  longestFrameMs: 17,
};

/** A machine with one network card and no libraries. */
const nothingFound: DiscoveryService = {
  kinds: () => [],
  look: async () => ({
    interfaces: [{ name: 'eth0', address: '10.0.0.5' }],
    hid: { found: [], reason: '' },
    midi: { inputs: [], outputs: [], reason: '' },
    audio: { found: [], reason: '' },
    subjects: [],
  }),
};

/** A show that nobody has recorded yet. */
const noTakes: TakesService = {
  list: () => [],
  get: () => undefined,
  export: async () => ({ ok: false, problems: [] }),
};

/** Nobody has asked for a backdrop, and nothing makes one. */
const noBackdrops: BackdropsService = {
  list: () => [],
  get: () => undefined,
  engines: async () => [],
  preview: () => undefined,
  submit: () => fault('/engine', 'unknown-engine', 'There is no engine here.'),
  file: () => undefined,
  layersFile: async () => fault('/variation', 'no-picture', 'There is no picture here.'),
  desk: { ask: async () => undefined, deliver: () => false, fail: () => false },
};

const modelListed: ModelReport = {
  id: 'esrgan-slim-x4',
  name: 'ESRGAN slim ×4',
  kind: 'upscale',
  scale: 4,
  licence: 'MIT',
  isBuiltIn: true,
  sha256: '0'.repeat(64),
  bytes: 936_750,
  memoryBytes: 600_000_000,
  trouble: null,
};

export interface MemoryServices extends Services {
  show: MemoryShow;
  captures: MemoryCaptures;
  outputs: OutputStatus[];
}

export function memoryServices(assets: AssetService): MemoryServices {
  const outputs = [outputReport];
  return {
    show: new MemoryShow(),
    status: {
      cameras: () => [cameraReport],
      objects: () => [],
      devices: () => [deviceReport],
      outputs: () => outputs,
      frameClock: () => freeFrameClock,
      switches: () => [switchReport],
    },
    discovery: nothingFound,
    captures: new MemoryCaptures(),
    assets,
    takes: { ...noTakes },
    recorder: { status: () => idleRecorder },
    backdrops: noBackdrops,
    readers: [],
    models: { report: async () => ({ trouble: null, models: [modelListed], ranOn: null }) },
    build: 'test',
    outputs,
  };
}
