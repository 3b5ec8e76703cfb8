import type { Result } from '../../core/result.ts';
import type { DeviceContext, DeviceStatus } from '../device.ts';
import { playRecording } from './player.ts';
import type { RecordedDatagram } from './recording.ts';

/** What is to be played, and what an operator is told of it. */
export interface Played {
  recording: readonly RecordedDatagram[];
  detail: string;
}

export interface PlaybackParts {
  context: DeviceContext;
  loop: boolean;
  /** 2 plays twice as fast. */
  speed: number;
  /** Reads it from the show's takes folder; the fault says what is wrong with it. */
  read: (folder: string) => Promise<Result<Played, string>>;
  send: (datagram: RecordedDatagram) => void;
  /** The fault in words for the operator, with what to do. */
  explain: (fault: string) => string;
}

/** A device's file from the takes folder: read when it is opened, played at its pace until it is closed. */
export class Playback {
  readonly #parts: PlaybackParts;
  #stop: (() => void) | undefined;
  #openings = 0;
  #status: DeviceStatus = { state: 'closed' };

  constructor(parts: PlaybackParts) {
    this.#parts = parts;
  }

  get status(): DeviceStatus {
    return this.#status;
  }

  /** Begins anew. Never rejects: what goes wrong is the status. */
  async open(): Promise<void> {
    this.#stop?.();
    this.#openings += 1;
    const opening = this.#openings;
    const { context, read } = this.#parts;
    if (context.takesFolder === undefined) return this.#fail('this show has no takes folder');
    const played = await read(context.takesFolder);
    // Closed or opened again while the file was read.
    if (opening !== this.#openings) return;
    if (played.ok) this.#play(played.value);
    else this.#fail(played.fault);
  }

  close(): void {
    this.#openings += 1;
    this.#stop?.();
    this.#stop = undefined;
    this.#setStatus({ state: 'closed' });
  }

  #play({ recording, detail }: Played): void {
    const { context, loop, speed, send } = this.#parts;
    this.#stop = playRecording(recording, {
      nowMs: context.nowMs,
      speed,
      loop,
      send,
      onEnd: () => this.#setStatus({ state: 'closed' }),
    });
    this.#setStatus({ state: 'open', detail });
  }

  #fail(fault: string): void {
    this.#setStatus({ state: 'unavailable', reason: this.#parts.explain(fault) });
  }

  #setStatus(status: DeviceStatus): void {
    this.#status = status;
    this.#parts.context.onStatus();
  }
}
