import { useEffect } from 'react';
import { fetchDiscovery, fetchKinds } from './fetch-discovery.ts';
import { useSetup } from './setup-store.ts';

const everyMs = 2000;

async function refreshKinds(): Promise<void> {
  const kinds = await fetchKinds();
  if (kinds) useSetup.setState({ kinds });
}

async function refreshDiscovery(): Promise<void> {
  const discovery = await fetchDiscovery();
  if (discovery) useSetup.setState({ discovery });
}

/** Keeps looking at what there is to connect while devices are set up. */
export function useDiscovery(): void {
  const isOpen = useSetup((setup) => setup.isOpen);
  useEffect(() => {
    if (!isOpen) return;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (): Promise<void> => {
      if (!useSetup.getState().kinds) await refreshKinds();
      await refreshDiscovery();
      if (!isOver) timer = setTimeout(() => void look(), everyMs);
    };
    void look();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [isOpen]);
}
