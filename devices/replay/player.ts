import type { RecordedDatagram } from './recording.ts';

export interface PlayOptions {
  /** Monotonic ms. */
  nowMs: () => number;
  /** 2 plays twice as fast. */
  speed: number;
  loop: boolean;
  send: (datagram: RecordedDatagram) => void;
  /** Called once, after the last datagram of a recording that does not loop. */
  onEnd?: () => void;
}

/** Ms on the clock, counted from the start, at which datagram number `index` is due; loops count on. */
export function dueMs(
  recording: readonly RecordedDatagram[],
  index: number,
  speed: number,
): number | undefined {
  const datagram = recording[index % recording.length];
  if (!datagram) return undefined;
  const lap = Math.floor(index / recording.length);
  return (datagram.tMs + lap * lapMs(recording)) / speed;
}

/** The length of one lap: up to the last datagram, and a mean interval on to the next first one. */
function lapMs(recording: readonly RecordedDatagram[]): number {
  const last = recording.at(-1)?.tMs ?? 0;
  const first = recording[0]?.tMs ?? 0;
  const intervals = recording.length - 1;
  return last + Math.max(1, intervals > 0 ? (last - first) / intervals : 1000);
}

/** Sends a recording at its own pace without drift. Returns how to stop it. */
export function playRecording(
  recording: readonly RecordedDatagram[],
  options: PlayOptions,
): () => void {
  const { nowMs, speed, loop, send, onEnd } = options;
  const startMs = nowMs();
  let index = 0;
  let isRunning = true;
  let timer: NodeJS.Timeout | undefined;
  const step = (): void => {
    while (isRunning) {
      const datagram = recording[index % recording.length];
      const due = dueMs(recording, index, speed);
      if (!datagram || due === undefined || (!loop && index >= recording.length)) {
        onEnd?.();
        return;
      }
      const waitMs = startMs + due - nowMs();
      if (waitMs > 0) {
        timer = setTimeout(step, Math.ceil(waitMs));
        return;
      }
      send(datagram);
      index += 1;
    }
  };
  timer = setTimeout(step, 0);
  return () => {
    isRunning = false;
    clearTimeout(timer);
  };
}
