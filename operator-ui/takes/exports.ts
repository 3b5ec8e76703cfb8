import type { ExportFormat } from '../../core/takes/export/export-take.ts';

export type FileFormat = ExportFormat | 'ale';

/** What a take can be written as, and for whom. */
export const fileFormats: readonly { format: FileFormat; label: string }[] = [
  { format: 'chan', label: '.chan · Nuke' },
  { format: 'usda', label: 'USD' },
  { format: 'gltf', label: 'glTF' },
  { format: 'csv', label: 'CSV' },
  { format: 'opentrackio', label: 'OpenTrackIO' },
  { format: 'ale', label: 'ALE · Avid' },
];

export const poseChoices = [
  { which: 'evaluated', label: 'As drawn' },
  { which: 'raw', label: 'Raw' },
] as const;

export interface ExportChoice {
  format: FileFormat;
  which: (typeof poseChoices)[number]['which'];
}

/** One file of a take: what stands on its button, and its address. */
export interface ExportFile {
  label: string;
  address: string;
}

/** A .chan holds one camera, so there is a file for each; every other format holds them all. */
export function exportFiles(
  { id, cameras }: { id: string; cameras: readonly string[] },
  { format, which }: ExportChoice,
): ExportFile[] {
  const address = (camera?: string) => {
    const query = new URLSearchParams({ format });
    if (format !== 'ale') query.set('which', which);
    if (camera !== undefined) query.set('camera', camera);
    return `/api/v1/takes/${encodeURIComponent(id)}/export?${query}`;
  };
  if (format !== 'chan') return [{ label: 'Export', address: address() }];
  return cameras.map((camera) => ({ label: `Export ${camera}`, address: address(camera) }));
}

export const allTakesAddress = '/api/v1/takes.ale';
