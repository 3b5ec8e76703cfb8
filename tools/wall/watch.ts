import { setTimeout as wait } from 'node:timers/promises';
import { CALM, guardStep, HEARTBEAT_MS, type Heartbeat } from './guard.ts';
import type { Kiosk } from './kiosk.ts';
import type { WallOptions } from './options.ts';
import { askPage, askShow } from './page-questions.ts';
import { judge } from './verdicts.ts';

export type Say = (text: string) => void;

/**
 * Guards one running Chromium: looks at its page every two seconds, says once per opening how the
 * wall is, reloads what hangs. Resolves, with the reason, when Chromium has ended or must be ended.
 */
export async function watch(
  kiosk: Kiosk,
  options: WallOptions,
  say: Say,
  stop: AbortSignal,
): Promise<string> {
  let state = CALM;
  let crashed = false;
  let isChecked = false;
  let reason: string | undefined;
  kiosk.onCrash(() => {
    crashed = true;
  });
  void kiosk.ended.then((text) => {
    reason ??= text;
  });
  const pause = () =>
    Promise.race([wait(HEARTBEAT_MS, undefined, { signal: stop }).catch(() => {}), kiosk.ended]);
  await pause();
  while (!stop.aborted && reason === undefined) {
    const untilNext = pause();
    const heartbeat = crashed ? 'crashed' : await kiosk.look(options.origin, HEARTBEAT_MS);
    crashed = false;
    if (heartbeat === 'alive' && !isChecked) {
      isChecked = true;
      await sayVerdicts(kiosk, options, say);
    }
    const step = guardStep(state, heartbeat);
    state = step.state;
    if (step.action === 'restart') return 'did not answer, reloaded or not';
    if (step.action === 'reload') {
      say(EXPLANATION[heartbeat]);
      isChecked = false;
      await kiosk.open(options.pageUrl).catch(() => {});
    }
    await untilNext;
  }
  return reason ?? 'was stopped';
}

const EXPLANATION: Record<Heartbeat, string> = {
  alive: '',
  silent: 'The page does not answer: loading it anew.',
  elsewhere: 'The server does not answer: trying again.',
  crashed: 'The page crashed: loading it anew.',
};

async function sayVerdicts(kiosk: Kiosk, options: WallOptions, say: Say): Promise<void> {
  try {
    const expected = await askShow(kiosk.evaluate, options.output, options.key);
    for (const { state, text, fix } of judge(await askPage(kiosk.evaluate), expected)) {
      say(`${state.padEnd(5)}${text}${fix ? `\n     → ${fix}` : ''}`);
    }
  } catch (error) {
    say(`warn The page could not be checked: ${error instanceof Error ? error.message : error}`);
  }
}
