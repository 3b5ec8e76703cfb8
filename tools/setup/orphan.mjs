const LOOK_MS = 500;

/**
 * Calls back when npm, which runs this program through a shell, has gone: a SIGTERM to npm ends that
 * shell and tells nobody else. Started without npm, a program may well outlive its shell.
 * @param {() => void} callback
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {() => void} stops looking
 */
export function onOrphaned(callback, env = process.env) {
  if (!env.npm_lifecycle_event) return () => {};
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    callback();
  }, LOOK_MS);
  timer.unref();
  return () => clearInterval(timer);
}
