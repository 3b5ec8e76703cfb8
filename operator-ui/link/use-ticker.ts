import { useEffect, useRef } from 'react';

/** Calls `tick` about every `everyMs` while the component stands, outside React's rendering. */
export function useTicker(everyMs: number, tick: () => void): void {
  const newest = useRef(tick);
  useEffect(() => {
    newest.current = tick;
  });
  useEffect(() => {
    newest.current();
    const timer = setInterval(() => newest.current(), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
}
