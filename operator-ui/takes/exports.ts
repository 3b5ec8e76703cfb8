import type { ExportFormat } from '../../core/takes/export/export-take.ts';

export type FileFormat = ExportFormat | 'ale';
export type PoseChoice = 'evaluated' | 'raw' | 'both';

/** A format, for whom, and what of the choices its files can hold. */
interface FormatWords {
  label: string;
  poses: readonly PoseChoice[];
  /** Its frames have numbers: where they begin can be chosen. */
  isNumbered: boolean;
}

const one = ['evaluated', 'raw'] as const;
const all = ['evaluated', 'raw', 'both'] as const;

const words: Readonly<Record<FileFormat, FormatWords>> = {
  chan: { label: '.chan · Nuke', poses: one, isNumbered: true },
  usda: { label: 'USD', poses: all, isNumbered: true },
  gltf: { label: 'glTF', poses: all, isNumbered: false },
  csv: { label: 'CSV', poses: all, isNumbered: true },
  opentrackio: { label: 'OpenTrackIO', poses: all, isNumbered: false },
  ale: { label: 'ALE · Avid', poses: [], isNumbered: false },
};

/** In the order in which they are offered. */
export const fileFormats = ['chan', 'usda', 'gltf', 'csv', 'opentrackio', 'ale'] as const;

export const wordsOf = (format: FileFormat): FormatWords => words[format];

export const poseChoices = [
  { which: 'evaluated', label: 'As drawn' },
  { which: 'raw', label: 'Raw' },
  { which: 'both', label: 'Both' },
] as const;

/** `null`: by timecode, in frames since midnight. 1001 is where shots begin in visual effects. */
export const startChoices = [
  { start: null, label: 'Frames by timecode' },
  { start: 0, label: 'Frames from 0' },
  { start: 1001, label: 'Frames from 1001' },
] as const;

export interface ExportChoice {
  format: FileFormat;
  which: PoseChoice;
  start: (typeof startChoices)[number]['start'];
}

/** The poses that are written: a choice that the format cannot hold waits for one that can. */
export const posesOf = ({ format, which }: ExportChoice): PoseChoice | undefined => {
  const { poses } = wordsOf(format);
  return poses.includes(which) ? which : poses[0];
};

/** One file of a take: what stands on its button, and its address. */
export interface ExportFile {
  label: string;
  address: string;
}

/** A .chan holds one camera, so there is a file for each; every other format holds them all. */
export function exportFiles(
  { id, cameras }: { id: string; cameras: readonly string[] },
  choice: ExportChoice,
): ExportFile[] {
  const { format, start } = choice;
  const which = posesOf(choice);
  const address = (camera?: string) => {
    const query = new URLSearchParams({ format });
    if (which !== undefined) query.set('which', which);
    if (start !== null && wordsOf(format).isNumbered) query.set('start', String(start));
    if (camera !== undefined) query.set('camera', camera);
    return `/api/v1/takes/${encodeURIComponent(id)}/export?${query}`;
  };
  if (format !== 'chan') return [{ label: 'Export', address: address() }];
  return cameras.map((camera) => ({ label: `Export ${camera}`, address: address(camera) }));
}

export const allTakesAddress = '/api/v1/takes.ale';
