import type { StateChange } from '../../../core/commands/reduce.ts';
import type { Command } from '../../../core/commands/table.ts';
import type { ShowState } from '../../../core/show/state.ts';
import { nextTake } from '../../../core/takes/take-label.ts';
import type { RecorderStatus, TakeSummary } from '../../../core/takes/take-summary.ts';

export type TakeCommand = Extract<Command, { type: `take.${string}` }>;

export const isTakeCommand = (command: Command): command is TakeCommand =>
  command.type.startsWith('take.');

const summary = {
  good: null,
  note: '',
  state: 'cut',
  startedAt: '2026-03-02T10:00:00.000Z',
  durationMs: 42_000,
  startTimecode: '10:00:00:00',
  endTimecode: '10:00:42:00',
  timecodeRate: { num: 24, den: 1, dropFrame: false },
  timecodeFrom: 'device',
  cameras: ['A', 'B'],
  backdrops: [],
  samples: 10_080,
  frames: 2520,
  lost: 0,
  segments: 1,
  bytes: 4_000_000,
  damagedBytes: 0,
  atRisk: false,
} as const;

const recordsPerMs = 0.3;

/** A recorder without files: the list, what it reports, and what a test makes go wrong with it. */
export class CannedTakes {
  list: TakeSummary[] = [
    {
      ...summary,
      cameras: ['A', 'B'],
      backdrops: [],
      id: '12-A-t02',
      scene: '12',
      slate: 'A',
      number: 2,
      good: true,
    },
    {
      ...summary,
      cameras: ['A', 'B'],
      backdrops: [],
      id: '12-A-t01',
      scene: '12',
      slate: 'A',
      number: 1,
      state: 'disk-failed',
      atRisk: true,
      note: 'boom in shot',
    },
  ];
  /** Said instead of what a good recorder would say. */
  faults: Partial<RecorderStatus> = {};

  /** The change of the show that the command brings about, or the code of its refusal. */
  changeFor(command: TakeCommand, { takes }: ShowState, showTimeMs: number): StateChange | string {
    if (command.type === 'take.mark') return this.#mark(command);
    if (command.type === 'take.cut') return takes.rolling ? this.#cut() : 'not-rolling';
    if (takes.rolling) return 'rolling';
    const { scene = takes.scene, slate = takes.slate } = command;
    const label = nextTake(
      scene,
      slate,
      this.list.map(({ id }) => id),
    );
    const rolled = { ...summary, ...label, cameras: ['A', 'B'], backdrops: [], durationMs: 0 };
    this.list = [{ ...rolled, state: 'rolling' }, ...this.list];
    return { type: 'take.rolled', take: { ...label, rolledMs: showTimeMs } };
  }

  report({ takes }: ShowState, showTimeMs: number): RecorderStatus {
    const elapsedMs = takes.rolling ? showTimeMs - takes.rolling.rolledMs : 0;
    const given = Math.floor(elapsedMs * recordsPerMs);
    const { id, scene, slate, number } = takes.rolling ?? {
      id: '',
      scene: '',
      slate: '',
      number: 1,
    };
    return {
      take: takes.rolling ? { id, scene, slate, number } : null,
      elapsedMs,
      samples: Math.floor(given / 2),
      frames: Math.floor(given / 4),
      lost: 0,
      records: { given, written: given, synced: Math.max(0, given - 60) },
      bytes: given * 200,
      freeBytes: 412 * 1024 ** 3,
      minutesLeft: takes.rolling ? 1234 : null,
      atRisk: false,
      alarm: null,
      ...this.faults,
    };
  }

  #cut(): StateChange {
    this.list = this.list.map((take) =>
      take.state === 'rolling' ? { ...take, state: 'cut', durationMs: 42_000 } : take,
    );
    return { type: 'take.ended', reason: 'cut' };
  }

  #mark({ take: id, good, note }: TakeCommand & { type: 'take.mark' }): StateChange | string {
    if (!this.list.some((take) => take.id === id)) return 'unknown-take';
    this.list = this.list.map((take) =>
      take.id === id
        ? { ...take, good: good === undefined ? take.good : good, note: note ?? take.note }
        : take,
    );
    return { type: 'takes.changed' };
  }
}
