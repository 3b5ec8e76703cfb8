import type { Principal } from '../../core/commands/authorise.ts';
import type { Command } from '../../core/commands/table.ts';
import type { PoseIs } from '../../core/show/camera-schema.ts';
import type { EndReason, TakeHeader } from '../../core/takes/take-header.ts';
import { nextTake, type TakeLabel } from '../../core/takes/take-label.ts';
import {
  type RecorderStatus,
  summaryOf,
  type TakeFiles,
  type TakeSummary,
} from '../../core/takes/take-summary.ts';
import type { CommandResult } from '../../core/wire/events.ts';
import { refuse, refused } from '../commands/command-error.ts';
import type { TakeRecorder } from '../commands/dispatch.ts';
import type { Log } from '../observe/log.ts';
import type { RecorderService } from '../services.ts';
import type { ShowEngine } from '../show/show-engine.ts';
import { headerNow } from './header-now.ts';
import { Recorder } from './recorder.ts';
import { describeRecorder } from './recorder-report.ts';
import type { FoundTake } from './recover-take.ts';
import { TakeAlarm } from './take-alarm.ts';
import { TakeStore } from './take-store.ts';
import { WriterClient } from './writer-client.ts';
import type { WrittenTake } from './writer-messages.ts';

export type TakeCommand = Extract<Command, { type: `take.${string}` }>;

export interface TakeServiceOptions {
  engine: ShowEngine;
  /** The show's `takes/`. */
  folder: string;
  wallClockMs: () => number;
  /** What a device's samples are where the show is silent. */
  poseIs: (device: string) => PoseIs;
  log: Pick<Log, 'info' | 'warn' | 'error'>;
}

/** A camera that rolls is not stopped for a server that is back so soon. */
const resumeWithinMs = 60_000;

/** Rolls and cuts, keeps the list, and tells the operator when a disk does not follow. */
export class TakeService implements RecorderService, TakeRecorder {
  readonly recorder: Recorder;
  readonly store: TakeStore;
  readonly #options: TakeServiceOptions;
  readonly #writer: WriterClient;
  #header: TakeHeader | undefined;
  readonly #alarm: TakeAlarm;
  /** The take began before this server did. */
  #isResumed = false;
  /** One thing after the other: a cut waits for its roll. */
  #working: Promise<unknown> = Promise.resolve();

  constructor(options: TakeServiceOptions) {
    const { engine, folder, wallClockMs, log } = options;
    this.#options = options;
    this.#alarm = new TakeAlarm(log);
    this.store = new TakeStore(folder);
    this.recorder = new Recorder({
      state: () => engine.state,
      rate: () => engine.rate,
      clock: engine.clock,
      wallClockMs,
    });
    this.#writer = new WriterClient(folder, {
      atRisk: (message) => this.#alarm.atRisk(this.#header?.take.id ?? '', message),
      failed: (reason, message, written) => void this.#failed(reason, message, written),
    });
    engine.subscribe({ patch: () => {}, entry: (entry) => this.recorder.change(entry) });
  }

  /** Reads the list, makes whole what a crash has left, and goes on with a take that rolled. */
  open(): Promise<void> {
    const opened = this.#open();
    this.#working = opened.catch(() => {});
    return opened;
  }

  command(command: TakeCommand, principal: Principal): Promise<CommandResult> {
    const result = this.#working.then(() => this.#do(command, principal));
    this.#working = result.catch(() => {});
    return result;
  }

  status(): RecorderStatus {
    const { engine } = this.#options;
    return describeRecorder({
      take: this.#header?.take ?? null,
      nowMs: engine.nowMs(),
      startedMs: this.#header?.showTimeMs ?? 0,
      recorder: this.recorder,
      ring: this.#writer.ring,
      atRisk: this.#alarm.isAtRisk,
      alarm: this.#alarm.text,
    });
  }

  /** On the way out: what rolls is ended and safe. */
  async stop(): Promise<void> {
    await this.#working;
    if (this.recorder.isRolling) await this.#cut('server-stopped', undefined);
    await this.#writer.stop();
  }

  async #open(): Promise<void> {
    this.#writer.start();
    const { unlisted } = this.store.open();
    const rolling = this.store.list().filter(({ state }) => state === 'rolling');
    for (const id of [...unlisted, ...rolling.map((take) => take.id)]) {
      const found = await this.#writer.recover(this.store.folder, id);
      const isResumed = found && (await this.#resume(found));
      if (found && !isResumed) await this.store.put(found.summary);
      if (!found)
        this.#options.log.warn(`Take "${id}" cannot be read; its files stay as they are.`);
    }
    const { takes } = this.#options.engine.state;
    if (takes.rolling && !this.recorder.isRolling) this.#tellEnd('interrupted');
  }

  #do(command: TakeCommand, principal: Principal): Promise<CommandResult> {
    switch (command.type) {
      case 'take.roll':
        return this.#roll(command, principal);
      case 'take.cut':
        return this.#cut('cut', principal);
      case 'take.mark':
        return this.#mark(command, principal);
    }
  }

  async #roll(
    { scene, slate }: TakeCommand & { type: 'take.roll' },
    principal: Principal,
  ): Promise<CommandResult> {
    const { engine } = this.#options;
    const { takes } = engine.state;
    if (takes.rolling) return refuse('rolling', `Take "${takes.rolling.id}" rolls already.`);
    const label = nextTake(scene ?? takes.scene, slate ?? takes.slate, this.store.ids());
    const header = this.#headerOf(label);
    const trouble = await this.#begin(header, 0);
    if (trouble) {
      const { reason, message } = trouble;
      return refuse(reason, this.#alarm.stopped(undefined, reason, message));
    }
    const take = { ...label, rolledMs: header.showTimeMs };
    const result = engine.apply({ type: 'take.rolled', take }, principal);
    await this.#keep('rolling', { segments: 1, bytes: 0, atRisk: false });
    return result.ok
      ? { ok: true, revision: result.revision, take: label.id }
      : refused(result.problems);
  }

  #headerOf(label: TakeLabel): TakeHeader {
    const { engine, wallClockMs, poseIs } = this.#options;
    return headerNow(label, engine, wallClockMs(), poseIs);
  }

  /** Records from this moment on; `undefined` once the files are there, else why they are not. */
  async #begin(header: TakeHeader, nextNumber: number, segment = 1) {
    const ring = this.#writer.start();
    const { head } = ring;
    this.recorder.begin(ring, header, nextNumber);
    const { folder } = this.store;
    const trouble = await this.#writer.open({ folder, header, segment, nextNumber, head });
    this.#alarm.clear();
    this.#isResumed = false;
    if (trouble) this.recorder.end();
    else this.#header = header;
    return trouble;
  }

  async #cut(reason: EndReason, principal: Principal | undefined): Promise<CommandResult> {
    const { engine, wallClockMs } = this.#options;
    if (!this.recorder.isRolling) return refuse('not-rolling', 'No take rolls.');
    this.recorder.end();
    const end = { reason, showTimeMs: engine.nowMs(), wallClockMs: wallClockMs() };
    const { isWhole, written } = await this.#writer.close(end);
    await this.#keep(isWhole ? reason : 'disk-failed', written);
    if (!isWhole) this.#stoppedBy('disk-failed', 'its end could not be written');
    return this.#tellEnd(reason, principal);
  }

  async #mark(
    { take, good, note }: TakeCommand & { type: 'take.mark' },
    principal: Principal,
  ): Promise<CommandResult> {
    const mark = { ...(good !== undefined && { good }), ...(note !== undefined && { note }) };
    try {
      if (!(await this.store.mark(take, mark))) {
        return refuse('unknown-take', `There is no take "${take}".`, '/take');
      }
    } catch (error) {
      return refuse('disk-failed', `The mark could not be written: ${String(error)}`);
    }
    const result = this.#options.engine.apply({ type: 'takes.changed' }, principal);
    return result.ok ? { ok: true, revision: result.revision } : refused(result.problems);
  }

  /** A take that rolled when the server died goes on in a new segment, if that was just now. */
  async #resume({ header, nextNumber, summary, tornBytes }: FoundTake): Promise<boolean> {
    const { engine, wallClockMs } = this.#options;
    const { rolling } = engine.state.takes;
    const { id } = header.take;
    const isFresh = wallClockMs() - this.store.writtenAtMs(id) < resumeWithinMs;
    if (rolling?.id !== id || !isFresh || summary.state !== 'interrupted') return false;
    const next = this.#headerOf(header.take);
    if (await this.#begin(next, nextNumber, summary.segments + 1)) return false;
    this.#isResumed = true;
    this.#alarm.resumed(id, tornBytes);
    return true;
  }

  async #failed(reason: EndReason, message: string, written: WrittenTake): Promise<void> {
    if (!this.recorder.isRolling) return;
    this.recorder.end();
    this.#stoppedBy(reason, message);
    const kept = this.#keep(reason, written);
    this.#tellEnd(reason);
    await kept;
  }

  #stoppedBy(reason: EndReason, message: string): void {
    this.#alarm.stopped(this.#header?.take.id, reason, message);
  }

  /** The state says that nothing rolls any more. */
  #tellEnd(reason: EndReason, principal?: Principal): CommandResult {
    this.#header = undefined;
    const result = this.#options.engine.apply({ type: 'take.ended', reason }, principal);
    return result.ok ? { ok: true, revision: result.revision } : refused(result.problems);
  }

  /** A summary that cannot be written is no reason for anything: the log says it all again. */
  async #keep(state: TakeSummary['state'], written: WrittenTake): Promise<void> {
    const [header, { span }] = [this.#header, this.recorder];
    if (!header || !span) return;
    const { folder } = this.store;
    const whole = this.#isResumed && (await this.#writer.recover(folder, header.take.id));
    const files: TakeFiles = { ...written, state, damagedBytes: 0 };
    const summary = whole
      ? { ...whole.summary, state, atRisk: written.atRisk }
      : summaryOf(header, span, files, { good: null, note: '' });
    await this.store.put(summary).catch(() => {});
  }
}
