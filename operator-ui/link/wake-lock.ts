/** Keeps a tablet's display on while the page is seen. Quietly does nothing where the browser cannot. */
export function keepAwake(): void {
  const request = async () => {
    if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
    // Refused on low battery: the page works on all the same.
    await navigator.wakeLock.request('screen').catch(() => undefined);
  };
  document.addEventListener('visibilitychange', () => void request());
  void request();
}
