import { createHash } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Log } from '../observe/log.ts';
import { type Clocks, ShowClock } from '../time/show-clock.ts';
import type { Standing } from '../tracking/camera-tracker.ts';
import { Generations } from './generations.ts';
import { Ledger, type SnapshotContents } from './ledger.ts';
import { type OpenedShow, openShow } from './open-show.ts';
import { type Recovered, recover, withWritten } from './recover.ts';
import { ShowEngine } from './show-engine.ts';
import { type FoundShow, readShowFolder, sha256 } from './show-file.ts';
import { ShowWriter } from './show-writer.ts';
import { type LastStand, readLastStand, writeLastStand } from './standing.ts';

/** A running show with its files behind it. */
export interface ShowStore {
  folder: string;
  engine: ShowEngine;
  writer: ShowWriter;
  /** Where the cameras were when the server last ran. */
  standing: LastStand['cameras'];
  /** Keeps clock and cameras for the next start; called once a second. */
  heartbeat(cameras: Record<string, Standing>): Promise<void>;
  close(): Promise<void>;
}

export interface ShowStoreOptions {
  folder: string;
  dataDir: string;
  clocks: Clocks;
  sceneIds: readonly string[];
  log: Log;
}

/** A snapshot after so many changes keeps a restart fast. */
const snapshotEvery = 500;

/** Names what belongs to a show folder in the data folder: the show may move to another machine, this stays. */
export function showKey(folder: string): string {
  const path = existsSync(folder) ? realpathSync(folder) : folder;
  const hash = createHash('sha256').update(path).digest('hex').slice(0, 12);
  return `${basename(folder).replace(/[^A-Za-z0-9_-]/g, '_')}-${hash}`;
}

export const stateFolder = (dataDir: string, folder: string): string =>
  join(dataDir, 'state', showKey(folder));

/** Opens a show where it was left; `undefined` when there is nothing valid to open. */
export async function openShowStore(options: ShowStoreOptions): Promise<ShowStore | undefined> {
  const { folder, dataDir, clocks, sceneIds, log } = options;
  const state = stateFolder(dataDir, folder);
  const generations = new Generations(join(dataDir, 'backups', showKey(folder)));
  const trouble = (what: string) => (err: unknown) => log.error({ err }, what);
  const found = readShowFolder(folder, sceneIds);
  await tellWhatIsWrong(found, folder, generations, clocks, log);
  const onTrouble = trouble('The journal cannot be written: changes since then may be lost.');
  const { ledger, contents } = Ledger.open(state, onTrouble);
  if (contents.badBytes > 0) {
    log.warn(`${contents.badBytes} torn bytes were cut off the journal's end.`);
  }
  const recovered = contents.snapshot && recover(contents.snapshot, contents.entries, sceneIds);
  const lastStand = readLastStand(state);
  const clock = new ShowClock(clocks, lastStand?.clock, recovered?.showTimeMs ?? 0);
  const showTimeMs = clock.nowMs();
  const opened = openShow({ found, recovered, generations, sceneIds, showTimeMs, log });
  if (!opened) {
    ledger.release();
    return undefined;
  }
  const running = new RunningShow(options, {
    opened,
    recovered,
    ledger,
    generations,
    clock,
    state,
  });
  const store = running.store(lastStand?.cameras ?? {});
  // At once: a start that is killed within its first second had an epoch all the same.
  await store.heartbeat(store.standing);
  return store;
}

async function tellWhatIsWrong(
  found: FoundShow,
  folder: string,
  generations: Generations,
  clocks: Clocks,
  log: Log,
): Promise<void> {
  if (found.kind === 'valid') return generations.keep(found.found.text, clocks.wallClockMs());
  if (found.kind === 'missing') {
    log.error(`THE SHOW CANNOT BE READ: ${found.reason}`);
    return;
  }
  const aside = await generations.putAside(found.text, clocks.wallClockMs());
  const list = found.problems.map(({ path, message }) => `\n  ${path || '/'}: ${message}`).join('');
  log.error(`THE SHOW IN ${folder} IS NOT VALID; a copy is kept as ${aside}.${list}`);
}

interface Parts {
  opened: OpenedShow;
  recovered: Recovered | undefined;
  ledger: Ledger;
  generations: Generations;
  clock: ShowClock;
  state: string;
}

/** Ties engine, ledger and writer together. */
class RunningShow {
  readonly #options: ShowStoreOptions;
  readonly #parts: Parts;
  readonly #engine: ShowEngine;
  readonly #writer: ShowWriter;
  #written: string[];
  #sinceSnapshot = 0;
  #stand: LastStand | undefined;
  #beating: Promise<void> | undefined;

  constructor(options: ShowStoreOptions, parts: Parts) {
    const { opened, recovered, ledger, generations, clock } = parts;
    const { folder, clocks, sceneIds, log } = options;
    this.#options = options;
    this.#parts = parts;
    this.#written = recovered?.written ?? [];
    this.#engine = new ShowEngine({
      clock,
      sceneIds,
      session: opened.session,
      revision: opened.revision,
      record: (entry) => {
        ledger.append(entry);
        this.#sinceSnapshot += 1;
      },
    });
    this.#writer = new ShowWriter(
      {
        folder,
        generations,
        wallClockMs: clocks.wallClockMs,
        onWrite: (written) => this.#willWrite(written),
        onTrouble: (err) => log.error({ err }, 'show.json cannot be written; the journal has it.'),
      },
      opened.document,
      opened.show,
      opened.text,
    );
    if (opened.text !== '') this.#written = withWritten(this.#written, sha256(opened.text));
    this.#writer.update(opened.session.state.show);
    this.#engine.subscribe({ patch: (_patch, state) => this.#writer.update(state.show) });
    ledger.snapshotNow(this.#contents());
  }

  store(standing: LastStand['cameras']): ShowStore {
    return {
      folder: this.#options.folder,
      engine: this.#engine,
      writer: this.#writer,
      standing,
      heartbeat: (cameras) => this.#heartbeat(cameras),
      close: async () => {
        await this.#writer.flush();
        await this.#parts.ledger.close(this.#contents());
      },
    };
  }

  /** Resolves when it is written; a disk that hangs is waited for by nobody else. */
  #heartbeat(cameras: Record<string, Standing>): Promise<void> {
    this.#stand = { clock: this.#parts.clock.anchor(), cameras };
    if (this.#sinceSnapshot >= snapshotEvery) {
      this.#sinceSnapshot = 0;
      this.#parts.ledger.snapshot(this.#contents());
    }
    this.#beating ??= this.#writeStands();
    return this.#beating;
  }

  /** One at a time, and the newest: those that came meanwhile are passed over. */
  async #writeStands(): Promise<void> {
    while (this.#stand) {
      const stand = this.#stand;
      this.#stand = undefined;
      try {
        await writeLastStand(this.#parts.state, stand);
      } catch (err) {
        this.#options.log.debug({ err }, 'The heartbeat cannot be written.');
      }
    }
    this.#beating = undefined;
  }

  #willWrite(written: string): void {
    this.#written = withWritten(this.#written, written);
    this.#parts.ledger.append({ written });
  }

  #contents(): SnapshotContents {
    const { session, revision } = this.#engine;
    const showTimeMs = this.#engine.nowMs();
    return { revision, showTimeMs, session, written: this.#written };
  }
}
