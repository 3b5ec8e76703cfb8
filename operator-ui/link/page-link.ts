import type { CommandRequest } from '../../core/commands/table.ts';
import type { CommandResult, Patch } from '../../core/wire/events.ts';
import type { ShowLine } from '../../core/wire/pose-session.ts';
import { type LinkPage, localNowMs, type News, type ToPage, type ToWorker } from './messages.ts';
import { answeredEdits, editIn, editsAfter, type PendingEdit, withEdits } from './pending-edits.ts';
import { fromSnapshot, type Replica, withPatch } from './replica.ts';
import { type ShowStore, useShow } from './show-store.ts';

/** A result and the `localNowMs` at which it came, however late the page could look at it. */
export interface Answer {
  result: CommandResult;
  answeredMs: number;
}

export interface FrameSink {
  clock(line: ShowLine, roundTripMs: number): void;
  /** A frame packet; null when older ones no longer count. */
  frame(packet: ArrayBuffer | null): void;
}

const retryMs = 1000;

/** The page's end of its Worker: keeps the store equal to what the server says. */
export class PageLink {
  readonly #page: LinkPage;
  readonly #sink: FrameSink | undefined;
  readonly #pending = new Map<number, (answer: Answer) => void>();
  #worker: Worker;
  #lastId = 0;
  #isResyncing = false;

  /** Without a `sink` no pose plane is opened. */
  constructor(page: Omit<LinkPage, 'poses'>, sink?: FrameSink) {
    this.#page = { ...page, poses: sink !== undefined };
    this.#sink = sink;
    this.#worker = this.#start();
  }

  async send(request: CommandRequest): Promise<Answer> {
    const id = ++this.#lastId;
    const command = editIn(request);
    const { replica, edits } = useShow.getState();
    if (command && replica) {
      useShow.setState(shown(replica, [...edits, { id, command, revision: null }]));
    }
    const answer = await new Promise<Answer>((resolve) => {
      this.#pending.set(id, resolve);
      this.#tell({ type: 'command', id, request });
    });
    if (command) showAnswered(id, answer.result);
    return answer;
  }

  #start(): Worker {
    const worker = new Worker(new URL('./link-worker.ts', import.meta.url), { type: 'module' });
    let isRunning = false;
    worker.onmessage = ({ data }: MessageEvent<ToPage>) => {
      isRunning = true;
      this.#receive(data);
    };
    // Its script could not be loaded: the server went just then, and comes back.
    worker.onerror = () => {
      if (isRunning) return;
      worker.terminate();
      this.#giveUpPending();
      setTimeout(() => {
        this.#worker = this.#start();
      }, retryMs);
    };
    const start: ToWorker = { type: 'start', ...this.#page };
    worker.postMessage(start);
    return worker;
  }

  #tell(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  #receive(message: ToPage): void {
    switch (message.type) {
      case 'news':
        this.#tell({ type: 'next' });
        this.#takeNews(message.news);
        break;
      case 'snapshot': {
        const { snapshot, outdated } = message;
        this.#isResyncing = false;
        const { replica, edits } = useShow.getState();
        // A snapshot is newer than every answer, and another run counts its revisions anew.
        const open = edits.filter(({ revision }) => revision === null);
        useShow.setState({ outdated, ...shown(fromSnapshot(snapshot, replica), open) });
        break;
      }
      case 'patch':
        this.#takePatch(message.patch);
        break;
      case 'result': {
        const { id, result, answeredMs } = message;
        this.#pending.get(id)?.({ result, answeredMs });
        this.#pending.delete(id);
      }
    }
  }

  #takeNews({ link, status, clock, frame }: News): void {
    if (link || status) useShow.setState({ ...link, ...(status && { status }) });
    if (clock) this.#sink?.clock(clock.line, clock.roundTripMs);
    if (frame !== undefined) this.#sink?.frame(frame);
  }

  /** A gap cannot be mended, only replaced: until the next snapshot patches mean nothing. */
  #takePatch(patch: Patch): void {
    const { replica, edits } = useShow.getState();
    if (!replica || this.#isResyncing) return;
    const next = withPatch(replica, patch);
    if (next) {
      useShow.setState(shown(next, edits));
      return;
    }
    this.#isResyncing = true;
    this.#tell({ type: 'resync' });
  }

  #giveUpPending(): void {
    const error = { code: 'offline', message: 'Not sent: the server does not answer.' };
    for (const resolve of this.#pending.values()) {
      resolve({ result: { ok: false, error }, answeredMs: localNowMs() });
    }
    this.#pending.clear();
  }
}

/** The replica, and what this page has sent that it lacks. */
function shown(
  replica: Replica,
  edits: readonly PendingEdit[],
): Pick<ShowStore, 'replica' | 'edits' | 'edited'> {
  const open = editsAfter(edits, replica.revision);
  return { replica, edits: open, edited: withEdits(replica.state, open) };
}

function showAnswered(id: number, result: CommandResult): void {
  const { replica, edits } = useShow.getState();
  if (replica) useShow.setState(shown(replica, answeredEdits(edits, id, result)));
}
