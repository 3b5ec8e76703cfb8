import { done, type Result } from '../../core/result.ts';
import type { HidBackend, HidFault, OpenHid } from './backend.ts';
import type { HidWrite } from './hid-write.ts';

export interface AttachmentListener {
  /** One report; `true` when it was one of the device's, which tells the interface that speaks. */
  report(bytes: Uint8Array): boolean;
  /** Once: nothing is open any more. */
  lost(reason: string): void;
}

/** An open device. */
export interface Attachment {
  write(write: HidWrite): void;
  close(): void;
}

/** The interfaces of one device, opened together; the first that speaks stays, the others are closed. */
class Lines implements Attachment {
  readonly #on: AttachmentListener;
  readonly #open = new Map<string, OpenHid>();
  readonly #dead = new Set<string>();
  #speaker: string | undefined;
  #isOpening = true;
  #isOver = false;

  constructor(on: AttachmentListener) {
    this.#on = on;
  }

  /** `true` while another interface may be the one that speaks. */
  get isSilent(): boolean {
    return this.#speaker === undefined && !this.#isOver;
  }

  add(path: string, line: OpenHid): void {
    // It may have died, or another may have spoken, while it was opened.
    if (this.#dead.has(path) || !this.isSilent) void line.close();
    else this.#open.set(path, line);
  }

  /** All are opened; `false` when none of them stayed. */
  settle(): boolean {
    this.#isOpening = false;
    this.#isOver ||= this.#open.size === 0;
    return !this.#isOver;
  }

  hear(path: string, report: Uint8Array): void {
    const isOther = this.#speaker !== undefined && this.#speaker !== path;
    if (this.#isOver || isOther || this.#dead.has(path)) return;
    if (!this.#on.report(report) || this.#speaker === path) return;
    this.#speaker = path;
    for (const other of [...this.#open.keys()]) if (other !== path) this.#drop(other);
  }

  fail(path: string, reason: string): void {
    if (this.#isOver || this.#dead.has(path)) return;
    this.#dead.add(path);
    this.#drop(path);
    if (this.#open.size > 0 || this.#isOpening) return;
    this.#isOver = true;
    this.#on.lost(reason);
  }

  write({ bytes, isFeature }: HidWrite): void {
    for (const line of this.#open.values()) {
      if (isFeature) line.sendFeatureReport(bytes);
      else line.write(bytes);
    }
  }

  close(): void {
    this.#isOver = true;
    for (const path of [...this.#open.keys()]) this.#drop(path);
  }

  #drop(path: string): void {
    const line = this.#open.get(path);
    this.#open.delete(path);
    void line?.close();
  }
}

/**
 * Opens a device by the paths of the interfaces that may send its reports. Where there are several,
 * as on a wireless receiver, the one whose first report is the device's is kept.
 */
export async function attach(
  backend: HidBackend,
  paths: readonly string[],
  on: AttachmentListener,
): Promise<Result<Attachment, HidFault>> {
  const lines = new Lines(on);
  let fault: HidFault = { code: 'gone', detail: '' };
  for (const path of paths) {
    if (!lines.isSilent) break;
    const opened = await backend.open(path, {
      data: (report) => lines.hear(path, report),
      error: (reason) => lines.fail(path, reason),
    });
    if (opened.ok) lines.add(path, opened.value);
    else fault = opened.fault;
  }
  return lines.settle() ? done(lines) : { ok: false, fault };
}
