import { loadavg } from 'node:os';
import { MachineChild } from './machine-child.ts';

/** No bench needs them for longer, whatever becomes of it. */
const mostSeconds = 300;

/** Keeps so many cores busy; answers with what ends that. */
export function keepBusy(loops: number): () => Promise<void> {
  const children = Array.from(
    { length: loops },
    () => new MachineChild('./busy-main.ts', [`${mostSeconds}`]),
  );
  return async () => {
    await Promise.all(children.map((child) => child.close()));
  };
}

/** Programs that ran or wanted to run at the moment, of the last minute on average. */
export const loadNow = (): number => loadavg()[0] ?? Number.NaN;
