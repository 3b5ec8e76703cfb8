import { useState } from 'react';
import type { Encoder } from '../../../core/lens/encoder.ts';
import type { LensSettings } from '../../../core/show/camera-schema.ts';
import { useDesk } from '../../link/desk.ts';
import { type LensRefusal, lensRefusals } from './lens-refusals.ts';
import type { Ring } from './rings.ts';

/** Some settings of a lens; `null` takes one away, and a ring that is not named keeps its range. */
export type LensPart = {
  [Key in keyof LensSettings]?:
    | (Key extends 'encoders' ? Partial<Record<Ring, Encoder>> : LensSettings[Key])
    | null;
};

export interface LensChange {
  /** Sends one command; true when it was done. */
  change(part: LensPart): Promise<boolean>;
  /** Why the newest change was refused. */
  refusals: readonly LensRefusal[];
}

/** What a part of the tab is given. */
export interface LensProps extends LensChange {
  lens: LensSettings;
  disabled: boolean;
}

/** Changes of one camera's lens, and what was wrong with the newest. */
export function useLensChange(cameraId: string): LensChange {
  const desk = useDesk();
  const [refusals, setRefusals] = useState<readonly LensRefusal[]>([]);
  const change = async (lens: LensPart): Promise<boolean> => {
    const said = await desk.command({ type: 'camera.set', id: cameraId, lens });
    setRefusals(said.ok ? [] : lensRefusals(said.error));
    return said.ok;
  };
  return { change, refusals };
}
