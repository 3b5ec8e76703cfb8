import type { BackdropReport, VariationReport } from '../../../core/wire/backdrop-report.ts';

const variation = (index: number): VariationReport => ({
  asset: `${index}a`.repeat(32),
  thumbnail: null,
  seed: index,
  picture: {
    sha256: `${index}a`.repeat(32),
    extension: 'png',
    width: 2048,
    height: 1024,
    projection: 'panorama',
  },
  checks: [
    { id: 'banding', label: 'Banding', value: '0.2 %', state: 'fine', words: '' },
    {
      id: 'seam',
      label: 'Seam',
      value: `ΔE ${index + 1}.0`,
      state: 'look',
      words: 'Look at it behind you, where its two ends meet.',
    },
  ],
  drift: null,
});

/** A backdrop of three pictures that waits for a person. */
export const cannedBackdrop: BackdropReport = {
  id: 'bd-1',
  status: 'pending',
  progress: 1,
  prompt: 'a foggy coast at dawn',
  engine: 'drop',
  count: 3,
  variations: [0, 1, 2].map(variation),
  approved: null,
  fault: null,
  waitsFor: null,
  hasPreview: false,
  location: { root: 'bd-1', versions: [], fragments: '', reference: null },
  origin: {
    prompt: 'a foggy coast at dawn',
    seed: 1,
    engine: 'drop',
    engineVersion: '1',
    sourceType: 'trainedAlgorithmicMedia',
    licence: 'own',
    askedBy: 'test',
    askedMs: 0,
    approvedBy: null,
    approvedMs: null,
    record: 'cd'.repeat(32),
  },
};
