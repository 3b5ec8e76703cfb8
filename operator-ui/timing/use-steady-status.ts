import { useState } from 'react';
import type { StatusReport } from '../../core/wire/events.ts';
import { useShow } from '../link/show-store.ts';
import { useTicker } from '../link/use-ticker.ts';

/** Faster nobody reads numbers, and they would only flicker. */
const everyMs = 500;

/** The server's status: the first at once, then renewed twice a second at most. */
export function useSteadyStatus(): StatusReport | null {
  const [steady, setSteady] = useState<StatusReport | null>(null);
  const first = useShow((store) => (steady ? null : store.status));
  useTicker(everyMs, () => setSteady(useShow.getState().status));
  return steady ?? first;
}
