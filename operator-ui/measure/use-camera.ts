import { useCallback, useEffect, useRef, useState } from 'react';
import { closeCamera, openCamera } from './camera-access.ts';

export interface Camera {
  stream: MediaStream | null;
  /** Why there is none, and what to do. */
  advice: string | null;
  open: () => Promise<MediaStream | null>;
  close: () => void;
}

/** The device's camera, given back when the page goes. */
export function useCamera(): Camera {
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [advice, setAdvice] = useState<string | null>(null);
  const held = useRef<MediaStream | null>(null);
  const close = useCallback(() => {
    if (held.current) closeCamera(held.current);
    held.current = null;
    setStream(null);
  }, []);
  const open = useCallback(async () => {
    if (held.current) return held.current;
    const answer = await openCamera();
    setAdvice(answer.ok ? null : answer.advice);
    held.current = answer.ok ? answer.stream : null;
    setStream(held.current);
    return held.current;
  }, []);
  useEffect(() => close, [close]);
  return { stream, advice, open, close };
}
