import { useRef } from 'react';
import { elapsedText } from '../theme/readout.ts';
import { localNowMs } from './messages.ts';
import { useShow } from './show-store.ts';
import { useTicker } from './use-ticker.ts';

/** Says that the page shows the past, since when, and that the walls go on. */
export function LinkBanner() {
  const health = useShow((store) => store.health);
  const outdated = useShow((store) => store.outdated);
  if (health === 'stale') return <StaleBanner />;
  if (outdated) {
    return (
      <p className="link-banner" role="alert">
        <strong>NEW VERSION</strong> The server was updated.
        <button type="button" className="button" onClick={() => location.reload()}>
          Reload this page
        </button>
      </p>
    );
  }
  return null;
}

function StaleBanner() {
  const since = useRef<HTMLSpanElement>(null);
  useTicker(250, () => {
    const nowMs = localNowMs();
    const silentMs = nowMs - (useShow.getState().heardAtMs ?? nowMs);
    if (since.current) since.current.textContent = elapsedText(silentMs);
  });
  return (
    <p className="link-banner" role="alert">
      <strong>
        STALE since <span ref={since} className="number" aria-live="off" />
      </strong>{' '}
      The server does not answer. The walls keep drawing; this page reconnects by itself.
    </p>
  );
}
