import { useEffect, useState } from 'react';
import type { LayerStack } from '../../core/layers/layer.ts';

export interface ShownLayers {
  stack: LayerStack;
  /** Address of a layer's picture, by the number of its plate. */
  pictures: ReadonlyMap<number, string>;
}

/** The layers of a file of the show; words when it cannot be read, `undefined` on the way. */
export function useLayers(sha256: string | undefined): ShownLayers | string | undefined {
  const [shown, setShown] = useState<ShownLayers | string>();
  useEffect(() => {
    setShown(undefined);
    if (!sha256) return undefined;
    let isGone = false;
    const addresses: string[] = [];
    openFile(sha256).then(
      (opened) => {
        addresses.push(...opened.pictures.values());
        if (isGone) for (const address of addresses) URL.revokeObjectURL(address);
        else setShown(opened);
      },
      (error: unknown) => {
        if (!isGone) setShown(error instanceof Error ? error.message : String(error));
      },
    );
    return () => {
      isGone = true;
      for (const address of addresses) URL.revokeObjectURL(address);
    };
  }, [sha256]);
  return shown;
}

async function openFile(sha256: string): Promise<ShownLayers> {
  // Only who edits layers needs what unpacks them.
  const { unpackLayers } = await import('../../scenes/layers/unpack.ts');
  const { stack, picture } = await unpackLayers(`/api/v1/assets/${sha256}`);
  const pictures = stack.layers.map(
    ({ index, file }) => [index, URL.createObjectURL(picture(file))] as const,
  );
  return { stack, pictures: new Map(pictures) };
}
