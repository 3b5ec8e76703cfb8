import type { Principal } from '../../core/commands/authorise.ts';
import type { CommandRequest } from '../../core/commands/table.ts';
import type { Problem } from '../../core/result.ts';
import { parseShow } from '../../core/show/parse-show.ts';
import { sameJson } from '../../core/show/patch.ts';
import type { Show } from '../../core/show/show-schema.ts';
import type { ShowState } from '../../core/show/state.ts';
import type { CommandResult } from '../../core/wire/events.ts';
import type { Dispatch } from '../commands/dispatch.ts';
import type { ShowService } from '../services.ts';
import type { ShowEngine } from './show-engine.ts';
import type { ShowWriter } from './show-writer.ts';

type Replaced = Awaited<ReturnType<ShowService['replaceShow']>>;

/** Looks at the files that a show names: their contents' hashes, and a problem for each unfit one. */
export type CheckAssets = (
  show: Show,
) => Promise<{ assets: Readonly<Record<string, string>>; problems: Problem[] }>;

const fail = (status: 403 | 409 | 412 | 422, problems: readonly Problem[]): Replaced => ({
  ok: false,
  status,
  problems: [...problems],
});

/** What is no fault of the document: it may come another time. */
const conflicts = ['rolling', 'not-approved'];

const changedMeanwhile = (revision: number): Problem => ({
  path: '',
  code: 'revision',
  message: `The show is at revision ${revision} by now. Read it again and send the change anew.`,
});

/** The show engine as the HTTP calls and the sockets see it. */
export class EngineShowService implements ShowService {
  readonly #engine: ShowEngine;
  readonly #dispatch: Dispatch;
  readonly #writer: ShowWriter;
  readonly #checkAssets: CheckAssets;

  constructor(
    engine: ShowEngine,
    dispatch: Dispatch,
    writer: ShowWriter,
    checkAssets: CheckAssets,
  ) {
    this.#engine = engine;
    this.#dispatch = dispatch;
    this.#writer = writer;
    this.#checkAssets = checkAssets;
  }

  get epoch(): number {
    return this.#engine.epoch;
  }

  get revision(): number {
    return this.#engine.revision;
  }

  get state(): ShowState {
    return this.#engine.state;
  }

  nowMs(): number {
    return this.#engine.nowMs();
  }

  frame(): number {
    return this.#engine.frame();
  }

  command(request: CommandRequest, principal: Principal): Promise<CommandResult> {
    return this.#dispatch.command(request, principal);
  }

  async replaceShow(
    document: unknown,
    principal: Principal,
    expectedRevision?: number,
  ): Promise<Replaced> {
    if (principal.role !== 'operator') {
      const message = `A ${principal.role} may not replace the show.`;
      return fail(403, [{ path: '', code: 'forbidden', message }]);
    }
    const parsed = parseShow(document, this.#engine.sceneIds);
    if (!parsed.ok) return fail(422, parsed.fault);
    const { assets, problems } = await this.#checkAssets(parsed.value);
    if (problems.length > 0) return fail(422, problems);
    // Only now: the show may have changed while the files were read.
    if (expectedRevision !== undefined && expectedRevision !== this.revision) {
      return fail(412, [changedMeanwhile(this.revision)]);
    }
    const found = this.#found({ ...this.state.assets, ...assets });
    if (found.length > 0) return fail(409, found);
    this.#writer.willBe(parsed.value, document);
    const result = this.#engine.apply({ type: 'show.replace', show: parsed.value }, principal);
    if (!result.ok) {
      const isLocked = result.problems.some(({ code }) => conflicts.includes(code));
      return fail(isLocked ? 409 : 422, result.problems);
    }
    return { ok: true, revision: result.revision };
  }

  /** Looks at the running show's files again, as after an upload; returns what is wrong with them. */
  async refreshAssets(): Promise<Problem[]> {
    for (;;) {
      const { show } = this.#engine.state;
      const { assets, problems } = await this.#checkAssets(show);
      // A show that was changed meanwhile may name other files.
      if (this.#engine.state.show !== show) continue;
      return [...problems, ...this.#found(assets)];
    }
  }

  /** Takes what was found. A file on a deck that has become what nobody stands for stays the one it was. */
  #found(assets: Readonly<Record<string, string>>): readonly Problem[] {
    if (sameJson(assets, this.state.assets)) return [];
    const found = this.#engine.apply({ type: 'assets.found', assets });
    if (found.ok) return [];
    const onDecks = this.#sourcesOnDecks();
    const others = Object.entries(assets).filter(([source]) => !onDecks.includes(source));
    const held = Object.entries(this.state.assets).filter(([source]) => onDecks.includes(source));
    this.#engine.apply({ type: 'assets.found', assets: Object.fromEntries([...others, ...held]) });
    return found.problems;
  }

  #sourcesOnDecks(): string[] {
    const { show, program, preview, transition } = this.state;
    const ids = [program, preview, transition?.from].map((deck) => deck?.environment);
    return show.environments.filter(({ id }) => ids.includes(id)).map(({ source }) => source);
  }
}
