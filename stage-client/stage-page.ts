import { StageApp } from './page/stage-app.ts';

const outputId = decodeURIComponent(location.pathname.split('/')[2] ?? '');
const parent = document.getElementById('output');
const notice = document.getElementById('notice');

/** Keeps the display from sleeping; only secure contexts may, and only while visible. */
async function stayAwake(): Promise<void> {
  try {
    await navigator.wakeLock?.request('screen');
  } catch {
    // Refused (battery, policy): the operating system's own setting decides.
  }
}

if (parent && notice) {
  const worker = new Worker(new URL('./worker/stage-worker.ts', import.meta.url), {
    type: 'module',
  });
  new StageApp(outputId, parent, notice, worker).run();
  void stayAwake();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void stayAwake();
  });
}
