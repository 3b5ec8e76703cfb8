import type { BackdropEngine } from '../engine.ts';

/** A watched folder among the engines: it is asked for nothing, what appears in it comes by itself. */
export const folderEngine = ({ id, licence }: { id: string; licence: string }): BackdropEngine => ({
  id,
  version: 'watch folder',
  sourceType: 'compositeWithTrainedAlgorithmicMedia',
  licence,
  capabilities: { seed: false, progress: false, cancel: false, offline: true },
  atOnce: 0,
  isLocal: true,
  trouble: async () => 'Put pictures into its folder; they come by themselves.',
  make: () => {
    throw new Error(`"${id}" is a folder: put pictures into it.`);
  },
});
