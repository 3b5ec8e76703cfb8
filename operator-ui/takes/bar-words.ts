import type { TakesState } from '../../core/show/state.ts';
import type { RecorderStatus, TakeSummary } from '../../core/takes/take-summary.ts';
import { countText } from './take-words.ts';

export interface BarFacts {
  rolling: TakesState['rolling'];
  /** The show says that a take rolls, whoever records it. */
  isRolling: boolean;
  recorder: RecorderStatus | null;
  /** The server speaks. */
  isLive: boolean;
  /** The alarm that this page's operator has put away. */
  seenAlarm: string | null;
  isWriting: boolean;
  /** The newest take that has ended. */
  last: TakeSummary | undefined;
}

export interface BarWords {
  /** `idle` and `rolling` are calm; `warning` and `stopped` are amber. */
  state: 'idle' | 'rolling' | 'warning' | 'not-writing' | 'stopped';
  title: string;
  /** What it means, then what to do. */
  text: string;
}

const locked =
  'Locked: rates, devices, set-up of cameras, patterns, IDENTIFY, the show file. Free: TAKE, looks, emergency keys, overscan, which does not shrink.';

/** What the bar says of the recorder: the gravest thing first. */
export function barWords(facts: BarFacts): BarWords {
  const { rolling, isRolling, recorder, seenAlarm } = facts;
  if (rolling) return rollingWords(facts);
  const alarm = recorder?.alarm;
  if (alarm && alarm !== seenAlarm)
    return { state: 'stopped', title: alarm, text: wayOut(alarm, facts.last) };
  if (!isRolling) return { state: 'idle', title: '', text: '' };
  return { state: 'idle', title: 'A take rolls elsewhere', text: locked };
}

function rollingWords({ recorder, isLive, isWriting }: BarFacts): BarWords {
  if (!isLive) {
    return {
      state: 'warning',
      title: 'NOT KNOWN',
      text: 'The server is silent; it may well go on recording. Keep the camera rolling.',
    };
  }
  if (!isWriting) {
    return {
      state: 'not-writing',
      title: 'NOT WRITING',
      text: 'Nothing new of this take reaches its file. Cut, look at the disk, and roll again.',
    };
  }
  if (recorder?.atRisk) {
    const title = recorder.alarm ?? 'AT RISK: the disk has failed once.';
    return { state: 'warning', title, text: 'Let it roll; look at the take after the cut.' };
  }
  if (recorder && recorder.lost > 0) {
    const text = `${countText(recorder.lost)} records are lost: the disk does not follow. Stop other copying to it.`;
    return { state: 'warning', title: 'HOLES', text };
  }
  if (recorder?.alarm) return { state: 'warning', title: recorder.alarm, text: '' };
  return { state: 'rolling', title: '', text: locked };
}

function wayOut(alarm: string, last: TakeSummary | undefined): string {
  if (last?.state === 'disk-full' || /disk is full/.test(alarm)) {
    return 'The take is kept up to there. Make room on the disk of the show, then press REC.';
  }
  if (last?.state === 'recorder-failed') {
    return 'The take is kept up to there. Press REC; if it stops again, restart the server.';
  }
  return 'What was written is kept. Look at the disk and at the take before it is needed.';
}
