import { useEffect, useState } from 'react';

const everyMs = 1000;

/** The address of an output's returned picture, about once a second while it is open and this page is seen. */
export function useThumbnail(outputId: string, isOpen: boolean): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (!isOpen) return setAddress(undefined);
    const abort = new AbortController();
    let shown: string | undefined;
    let isBusy = false;
    const refresh = async () => {
      if (isBusy || document.hidden) return;
      isBusy = true;
      const blob = await fetchPicture(outputId, abort.signal);
      isBusy = false;
      if (!blob || abort.signal.aborted) return;
      if (shown) URL.revokeObjectURL(shown);
      shown = URL.createObjectURL(blob);
      setAddress(shown);
    };
    void refresh();
    const timer = setInterval(() => void refresh(), everyMs);
    return () => {
      abort.abort();
      clearInterval(timer);
      if (shown) URL.revokeObjectURL(shown);
    };
  }, [outputId, isOpen]);
  return address;
}

/** `undefined` while the output has handed in no picture, or the server is away. */
async function fetchPicture(outputId: string, signal: AbortSignal): Promise<Blob | undefined> {
  try {
    const path = `/api/v1/outputs/${encodeURIComponent(outputId)}/thumbnail.jpg`;
    const response = await fetch(path, { signal, cache: 'no-store' });
    return response.status === 200 ? await response.blob() : undefined;
  } catch {
    return undefined;
  }
}
