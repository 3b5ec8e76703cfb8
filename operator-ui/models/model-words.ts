import type { ModelReport, ModelsReport } from '../../core/wire/model-report.ts';

const kinds = {
  upscale: 'Enlarges pictures',
  gate: 'Judges what pictures show',
  depth: 'Reads depth from pictures',
  matte: 'Cuts out what stands in front',
} as const;

/** What a model can do. */
export function kindWords({ kind, scale }: Pick<ModelReport, 'kind' | 'scale'>): string {
  if (kind === null) return 'Nothing that is known';
  return kind === 'upscale' && scale !== null ? `${kinds.upscale} ×${scale}` : kinds[kind];
}

const megabytes = (bytes: number): string => {
  const value = bytes / 1e6;
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} MB`;
};

/** Whose it is, how large, what it takes, and the beginning of its hash. */
export function modelDetails({ licence, bytes, memoryBytes, sha256 }: ModelReport): string {
  return [
    `Licence ${licence}`,
    `${megabytes(bytes)} on disk`,
    memoryBytes !== null && `about ${megabytes(memoryBytes)} of memory`,
    sha256 !== null && `SHA-256 ${sha256.slice(0, 8)}…`,
  ]
    .filter((part) => part !== false)
    .join(' · ');
}

/** What the last picture ran on. */
export function ranOnWords({ ranOn }: Pick<ModelsReport, 'ranOn'>): string {
  if (!ranOn) return 'Nothing has run yet.';
  const { provider, skipped } = ranOn;
  const where = provider === 'cpu' ? 'the processor' : provider;
  const others = skipped.map((each) => each.provider).join(', ');
  return `Runs on ${where}.${others ? ` Not usable here: ${others}.` : ''}`;
}
