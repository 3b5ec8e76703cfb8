import type { CaptureOptions } from './capture-command.ts';

export interface AudioListener {
  /** The next samples, channels in turn, only lent, and when they came, in ms on a monotonic clock. */
  pcm(samples: Int16Array, arrivedMs: number): void;
  /** Once, when it ended by itself: why, and what to do. Never after `close`. */
  ended(reason: string): void;
}

export interface AudioCapture {
  close(): Promise<void>;
}

/** The driver's boundary to sound inputs. Nothing of it throws or rejects. */
export interface AudioBackend {
  /** The names of the inputs there are; empty where they cannot be listed. */
  list(): Promise<string[]>;
  open(options: CaptureOptions, on: AudioListener): AudioCapture;
}
